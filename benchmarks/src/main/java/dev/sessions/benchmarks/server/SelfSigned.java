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

package dev.sessions.benchmarks.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;

/**
 * A key and its self-signed certificate for {@code 127.0.0.1}, created by the JDK's
 * keytool once for each run.
 */
public final class SelfSigned {

	private static final String PASSWORD = "changeit";

	private static final String ALIAS = "server";

	private SelfSigned() {
	}

	/**
	 * The JVM arguments with which a client trusts a server.
	 * @param server the server's URL
	 * @return the JVM arguments; none if the server does not use TLS
	 */
	public static List<String> trust(URI server) {
		if (!server.getScheme().equals("https")) {
			return List.of();
		}
		return List.of("-Djavax.net.ssl.trustStore=" + KeyStoreFile.PATH,
				"-Djavax.net.ssl.trustStorePassword=" + PASSWORD, "-Djavax.net.ssl.trustStoreType=PKCS12");
	}

	/**
	 * The certificate and the key in PEM format, for programs outside Java.
	 */
	static String pem() throws IOException {
		try (InputStream in = Files.newInputStream(KeyStoreFile.PATH)) {
			KeyStore store = KeyStore.getInstance("PKCS12");
			store.load(in, PASSWORD.toCharArray());
			return pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded())
					+ pem("PRIVATE KEY", store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
		}
		catch (GeneralSecurityException ex) {
			throw new IOException(ex);
		}
	}

	private static String pem(String label, byte[] encoded) {
		String text = Base64.getMimeEncoder(64, new byte[] { '\n' }).encodeToString(encoded);
		return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
	}

	/**
	 * Created on first use.
	 */
	private static final class KeyStoreFile {

		static final Path PATH = generate();

		private static Path generate() {
			try {
				Path directory = Files.createTempDirectory("benchmark-tls");
				Path file = directory.resolve("server.p12");
				directory.toFile().deleteOnExit();
				file.toFile().deleteOnExit();
				Process keytool = new ProcessBuilder(
						Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
						ALIAS, "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1",
						"-validity", "2", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", PASSWORD)
					.redirectErrorStream(true)
					.redirectOutput(ProcessBuilder.Redirect.DISCARD)
					.start();
				if (keytool.waitFor() != 0) {
					throw new IllegalStateException("keytool failed with " + keytool.exitValue());
				}
				return file;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IllegalStateException(ex);
			}
		}

	}

}
