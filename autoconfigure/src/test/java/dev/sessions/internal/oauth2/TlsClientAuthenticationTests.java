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

package dev.sessions.internal.oauth2;

import java.nio.file.Files;
import java.nio.file.Path;

import dev.sessions.CredentialsException;
import dev.sessions.Session;
import dev.sessions.testsupport.CertificateAuthority;
import dev.sessions.testsupport.IssuedCertificate;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of clients that authenticate with the client certificate of their session.
 */
class TlsClientAuthenticationTests {

	private static final CertificateAuthority AUTHORITY = CertificateAuthority.named("tokens");

	private static final String CLIENT = "spring.security.oauth2.client.registration.shop-client.";

	@TempDir
	private Path directory;

	@AutoClose
	private final ScriptedServer api = ScriptedServer.start().otherwise(Reply.ok("welcome"));

	@AutoClose
	private final ScriptedServer tokens = ScriptedServer
		.startTls(AUTHORITY.server().context(AUTHORITY.trustStore()), (listener) -> listener.setNeedClientAuth(true))
		.otherwise(Reply.json("{\"access_token\":\"t1\",\"token_type\":\"Bearer\",\"expires_in\":3600}"));

	@Test
	void certificateOfTheSessionIsSent() throws Exception {
		configured(AUTHORITY.client("shop")).run((context) -> {
			assertThat(context.getBean(Session.class).get("/x").text()).isEqualTo("welcome");
			assertThat(this.api.request().header("Authorization")).isEqualTo("Bearer t1");
			assertOnlyTheIdIsSent();
		});
	}

	@Test
	void registeredClientSendsTheCertificate() throws Exception {
		bundle(AUTHORITY.client("shop"))
			.withPropertyValues("sessions.shop.auth.oauth2.registration=shop-client", CLIENT + "provider=mine",
					CLIENT + "client-id=app", CLIENT + "client-authentication-method=tls_client_auth",
					CLIENT + "authorization-grant-type=client_credentials",
					"spring.security.oauth2.client.provider.mine.token-uri=" + this.tokens.url("/token"))
			.run((context) -> {
				assertThat(context.getBean(Session.class).get("/x").text()).isEqualTo("welcome");
				assertOnlyTheIdIsSent();
			});
	}

	@Test
	void certificateOfAnotherAuthorityIsRefused() throws Exception {
		configured(CertificateAuthority.named("others").client("shop"))
			.run((context) -> assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> context.getBean(Session.class).get("/x")));
		assertThat(this.api.requests()).isEmpty();
	}

	private void assertOnlyTheIdIsSent() {
		ReceivedRequest request = this.tokens.request();
		assertThat(request.text().split("&", -1)).containsExactlyInAnyOrder("grant_type=client_credentials",
				"client_id=app");
		assertThat(request.hasHeader("Authorization")).isFalse();
	}

	private ApplicationContextRunner configured(IssuedCertificate certificate) throws Exception {
		return bundle(certificate).withPropertyValues(
				"sessions.shop.auth.oauth2.token-uri=" + this.tokens.url("/token"),
				"sessions.shop.auth.oauth2.client-id=app", "sessions.shop.auth.oauth2.client-authentication=tls");
	}

	private ApplicationContextRunner bundle(IssuedCertificate certificate) throws Exception {
		String bundle = "spring.ssl.bundle.pem.shop.";
		return new ApplicationContextRunner().withConfiguration(UserSession.configuration())
			.withPropertyValues("sessions.shop.base-url=" + this.api.url(), "sessions.shop.ssl.bundle=shop",
					bundle + "truststore.certificate=" + file("ca.pem", AUTHORITY.pem()),
					bundle + "keystore.certificate=" + file("client.pem", certificate.pemChain()),
					bundle + "keystore.private-key=" + file("key.pem", certificate.pemKey()));
	}

	private Path file(String name, String text) throws Exception {
		return Files.writeString(this.directory.resolve(name), text);
	}

}
