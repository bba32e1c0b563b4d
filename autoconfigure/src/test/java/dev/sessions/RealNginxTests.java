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

package dev.sessions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import dev.sessions.settings.SslSettings;
import dev.sessions.settings.TlsMaterial;
import dev.sessions.testsupport.CertificateAuthority;
import dev.sessions.testsupport.ExternalProgram;
import dev.sessions.testsupport.IssuedCertificate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of TLS with nginx.
 */
@Tag("external-program")
class RealNginxTests {

	private static final CertificateAuthority AUTHORITY = CertificateAuthority.named("Authority");

	private static final SslSettings TRUSTING = SslSettings.defaults()
		.withContext(IssuedCertificate.trusting(AUTHORITY.trustStore()));

	@TempDir
	private Path directory;

	private final int port = ExternalProgram.freePort();

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	void trustedServer(String protocol) throws IOException {
		try (ExternalProgram nginx = nginx(AUTHORITY.server(), "ssl_protocols " + protocol + ";");
				Session session = session(TRUSTING)) {
			for (int i = 0; i < 3; i++) {
				assertThat(get(session, nginx)).isEqualTo(protocol + " NONE ");
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "elsewhere, is for another host name", "expired, has expired", "self-signed, is not trusted" })
	@DisplayName("RULE 13: certificates with a wrong host name, expired or self-signed")
	void badServer(String certificate, String reason) throws IOException {
		IssuedCertificate bad = switch (certificate) {
			case "elsewhere" -> AUTHORITY.wrongHost();
			case "expired" -> AUTHORITY.expired();
			default -> AUTHORITY.selfSigned();
		};
		try (ExternalProgram nginx = nginx(bad, "");
				Session session = session(TRUSTING);
				Session careless = session(SslSettings.defaults().withVerify(false))) {
			assertThat(get(careless, nginx)).endsWith(" NONE ");
			assertThatExceptionOfType(ConnectFailedException.class).isThrownBy(() -> get(session, nginx))
				.withMessageContaining("the server's certificate")
				.withMessageContaining(reason)
				.withMessageContaining("(1 attempt, ");
			assertThat(get(careless, nginx)).endsWith(" NONE ");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "TLSv1.2", "TLSv1.3" })
	@DisplayName("RULE 12: a required client certificate, and its renewal")
	void clientCertificateIsRequired(String protocol) throws IOException {
		Path authority = Files.writeString(this.directory.resolve("authority.pem"), AUTHORITY.pem());
		AtomicReference<TlsMaterial> material = new AtomicReference<>(material("alice"));
		try (ExternalProgram nginx = nginx(AUTHORITY.server(),
				"ssl_protocols " + protocol + "; ssl_verify_client on; " + "ssl_client_certificate " + authority + ";");
				Session without = session(TRUSTING);
				Session with = session(SslSettings.defaults().withMaterial(material::get))) {
			Response refused = without.get("https://127.0.0.1:" + nginx.port() + "/x");
			assertThat(refused.status().value()).isEqualTo(400);
			assertThat(refused.text()).contains("No required SSL certificate was sent");
			assertThat(get(with, nginx)).isEqualTo(protocol + " SUCCESS CN=alice");
			material.set(material("bob"));
			assertThat(get(with, nginx)).isEqualTo(protocol + " SUCCESS CN=bob");
			assertThat(get(with, nginx)).isEqualTo(protocol + " SUCCESS CN=bob");
		}
	}

	@Test
	void httpsToAPortWithoutTls() throws IOException {
		Path configuration = configuration("listen 127.0.0.1:" + this.port + ";");
		try (ExternalProgram nginx = start(configuration); Session session = session(TRUSTING)) {
			assertThatExceptionOfType(ConnectFailedException.class).isThrownBy(() -> get(session, nginx))
				.withMessageContaining("the server does not speak TLS at this port");
		}
	}

	private static TlsMaterial material(String client) {
		return new TlsMaterial(AUTHORITY.client(client).context(AUTHORITY.trustStore()), List.of(), List.of(),
				List.of());
	}

	private static Session session(SslSettings ssl) {
		return Session.builder("test").ssl((defaults) -> ssl).build();
	}

	private static String get(Session session, ExternalProgram nginx) {
		return session.get("https://127.0.0.1:" + nginx.port() + "/x").raiseForStatus().text();
	}

	private ExternalProgram nginx(IssuedCertificate certificate, String directives) throws IOException {
		Path chain = Files.writeString(this.directory.resolve("server.pem"), certificate.pemChain());
		Path key = Files.writeString(this.directory.resolve("server.key"), certificate.pemKey());
		return start(configuration("listen 127.0.0.1:%d ssl; ssl_certificate %s; ssl_certificate_key %s; %s"
			.formatted(this.port, chain, key, directives)));
	}

	private ExternalProgram start(Path configuration) throws IOException {
		return ExternalProgram.start(this.directory, this.port, "nginx", "-p", this.directory.toString(), "-e",
				"stderr", "-c", configuration.toString());
	}

	private Path configuration(String server) throws IOException {
		return Files.writeString(this.directory.resolve("nginx.conf"), """
				daemon off;
				master_process off;
				pid nginx.pid;
				events { }
				http {
					access_log off;
					client_body_temp_path body;
					proxy_temp_path proxy;
					fastcgi_temp_path fastcgi;
					uwsgi_temp_path uwsgi;
					scgi_temp_path scgi;
					server {
						%s
						location / { return 200 "$ssl_protocol $ssl_client_verify $ssl_client_s_dn"; }
					}
				}
				""".formatted(server));
	}

}
