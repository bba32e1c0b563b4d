/*
 * Copyright 2026 the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package dev.sessions.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An authority that issues certificates with the JDK's keytool. Issued certificates are
 * shared by all tests. Thread-safe.
 */
public final class CertificateAuthority {

	static final String PASSWORD = "changeit";

	private static final Map<String, CertificateAuthority> AUTHORITIES = new ConcurrentHashMap<>();

	private static final String LOOPBACK = "san=dns:localhost,ip:127.0.0.1";

	private final Path file;

	private final KeyStore trustStore;

	private final Map<String, IssuedCertificate> issued = new ConcurrentHashMap<>();

	private CertificateAuthority(String name) {
		try {
			Path directory = Files.createTempDirectory("sessions-authority");
			this.file = directory.resolve("authority.p12");
			directory.toFile().deleteOnExit();
			this.file.toFile().deleteOnExit();
			generate("ca", "CN=" + name, "-ext", "bc:c", "-validity", "30");
			this.trustStore = empty();
			this.trustStore.setCertificateEntry("ca", load().getCertificate("ca"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Return an authority of this JVM.
	 * @param name its name
	 * @return the authority
	 */
	public static CertificateAuthority named(String name) {
		return AUTHORITIES.computeIfAbsent(name, CertificateAuthority::new);
	}

	/**
	 * A certificate for {@code localhost} and {@code 127.0.0.1}.
	 * @return the certificate with its key
	 */
	public IssuedCertificate server() {
		return issue("server", "-ext", LOOPBACK, "-validity", "2");
	}

	/**
	 * A self-signed certificate for {@code localhost} and {@code 127.0.0.1}.
	 * @return the certificate with its key
	 */
	public IssuedCertificate selfSigned() {
		return make("self-signed", "-ext", LOOPBACK, "-validity", "2");
	}

	/**
	 * A certificate for another host.
	 * @return the certificate with its key
	 */
	public IssuedCertificate wrongHost() {
		return issue("elsewhere", "-ext", "san=dns:elsewhere.example", "-validity", "2");
	}

	/**
	 * An expired certificate for {@code localhost} and {@code 127.0.0.1}.
	 * @return the certificate with its key
	 */
	public IssuedCertificate expired() {
		return issue("expired", "-ext", LOOPBACK, "-startdate", "-9d", "-validity", "2");
	}

	/**
	 * A certificate for a client.
	 * @param name the name of the client
	 * @return the certificate with its key
	 */
	public IssuedCertificate client(String name) {
		return issue(name, "-validity", "2");
	}

	/**
	 * A trust store with the certificate of this authority.
	 * @return the store
	 */
	public KeyStore trustStore() {
		return this.trustStore;
	}

	/**
	 * A trust store with the certificates of this authority and another.
	 * @param other the other authority
	 * @return the store
	 */
	public KeyStore trustStoreWith(CertificateAuthority other) {
		try {
			KeyStore store = empty();
			store.setCertificateEntry("one", this.trustStore.getCertificate("ca"));
			store.setCertificateEntry("two", other.trustStore.getCertificate("ca"));
			return store;
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The certificate of this authority as PEM.
	 * @return the text
	 */
	public String pem() {
		try {
			return Pem.of("CERTIFICATE", this.trustStore.getCertificate("ca").getEncoded());
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private IssuedCertificate issue(String alias, String... options) {
		List<String> all = new ArrayList<>(List.of("-signer", "ca"));
		all.addAll(Arrays.asList(options));
		return make(alias, all.toArray(String[]::new));
	}

	private synchronized IssuedCertificate make(String alias, String... options) {
		return this.issued.computeIfAbsent(alias, (name) -> {
			try {
				generate(name, "CN=" + name, options);
				KeyStore keys = load();
				KeyStore own = empty();
				Certificate[] chain = keys.getCertificateChain(name);
				own.setKeyEntry(name, keys.getKey(name, PASSWORD.toCharArray()), PASSWORD.toCharArray(), chain);
				return new IssuedCertificate(name, own);
			}
			catch (IOException | GeneralSecurityException ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private void generate(String alias, String name, String... options) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
						alias, "-dname", name, "-keyalg", "EC", "-storetype", "PKCS12", "-keystore",
						this.file.toString(), "-storepass", PASSWORD));
		command.addAll(Arrays.asList(options));
		Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
		String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		try {
			if (keytool.waitFor() != 0) {
				throw new IllegalStateException("keytool failed: " + output);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private KeyStore load() throws IOException, GeneralSecurityException {
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(this.file)) {
			keys.load(in, PASSWORD.toCharArray());
		}
		return keys;
	}

	private static KeyStore empty() throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		return store;
	}

}
