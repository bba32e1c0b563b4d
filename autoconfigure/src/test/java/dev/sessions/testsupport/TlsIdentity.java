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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A key and its self-signed certificate for {@code localhost} and {@code 127.0.0.1},
 * created by the JDK's keytool.
 */
public final class TlsIdentity {

	private static final String PASSWORD = "changeit";

	private static final String ALIAS = "server";

	private final Path keyStore;

	private final KeyStore keys;

	private final SSLContext context;

	private TlsIdentity() {
		try {
			Path directory = Files.createTempDirectory("sessions-tls");
			this.keyStore = directory.resolve("server.p12");
			directory.toFile().deleteOnExit();
			this.keyStore.toFile().deleteOnExit();
			generate();
			this.keys = read();
			this.context = createContext();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The identity of this JVM.
	 * @return the identity
	 */
	public static TlsIdentity shared() {
		return Shared.IDENTITY;
	}

	private void generate() throws IOException, InterruptedException {
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", ALIAS, "-keyalg", "RSA", "-dname", "CN=localhost", "-ext",
				"san=dns:localhost,ip:127.0.0.1", "-validity", "2", "-storetype", "PKCS12", "-keystore",
				this.keyStore.toString(), "-storepass", PASSWORD)
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		if (keytool.waitFor() != 0) {
			throw new IllegalStateException("keytool failed with " + keytool.exitValue());
		}
	}

	private KeyStore read() throws IOException, GeneralSecurityException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(this.keyStore)) {
			store.load(in, PASSWORD.toCharArray());
		}
		return store;
	}

	private SSLContext createContext() throws GeneralSecurityException {
		KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		factory.init(this.keys, PASSWORD.toCharArray());
		SSLContext tls = SSLContext.getInstance("TLS");
		tls.init(factory.getKeyManagers(), null, null);
		return tls;
	}

	/**
	 * The TLS context of a server.
	 * @return the context with the key
	 */
	public SSLContext context() {
		return this.context;
	}

	/**
	 * Write the certificate and the key to one PEM file, for programs outside Java.
	 * @param file the file to create
	 * @return the file
	 * @throws IOException if it cannot be written
	 */
	public Path writePem(Path file) throws IOException {
		try {
			return Files.writeString(file, pem("CERTIFICATE", this.keys.getCertificate(ALIAS).getEncoded())
					+ pem("PRIVATE KEY", this.keys.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded()));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String pem(String label, byte[] encoded) {
		String text = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(encoded);
		return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
	}

	/**
	 * Let the JVM trust this certificate and no other. It affects clients that read the
	 * JVM's trust store after this call.
	 */
	void trustInJvm() {
		System.setProperty("javax.net.ssl.trustStore", this.keyStore.toString());
		System.setProperty("javax.net.ssl.trustStorePassword", PASSWORD);
		System.setProperty("javax.net.ssl.trustStoreType", "PKCS12");
	}

	private static final class Shared {

		static final TlsIdentity IDENTITY = new TlsIdentity();

		private Shared() {
		}

	}

}
