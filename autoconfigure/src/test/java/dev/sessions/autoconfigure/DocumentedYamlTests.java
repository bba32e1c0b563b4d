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

package dev.sessions.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.sessions.Sessions;
import dev.sessions.autoconfigure.oauth2.SessionOAuth2ClientAutoConfiguration;
import dev.sessions.autoconfigure.security.SessionSecurityAutoConfiguration;
import dev.sessions.documentation.Fence;
import dev.sessions.documentation.Page;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.MemoryStore;
import dev.sessions.settings.StoreHandle;
import dev.sessions.testsupport.CertificateAuthority;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.oauth2.client.InMemoryOAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.core.AuthorizationGrantType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Starts an application with each YAML and properties snippet of the README and of the
 * pages in {@code docs}. A snippet that begins at a nested key is used as a part of a
 * session.
 */
class DocumentedYamlTests {

	@TempDir
	private static Path certificates;

	@TempDir
	private static Path files;

	@BeforeAll
	static void writeCertificates() throws IOException {
		CertificateAuthority authority = CertificateAuthority.named("Authority");
		Files.writeString(certificates.resolve("authority.pem"), authority.pem());
		Files.writeString(certificates.resolve("client.pem"), authority.client("alice").pemChain());
		Files.writeString(certificates.resolve("client.key"), authority.client("alice").pemKey());
	}

	@BeforeAll
	static void writeTokens() throws IOException {
		Files.writeString(files.resolve("partner"), "token");
		Files.writeString(files.resolve("github-token-secret"), "token");
	}

	@ParameterizedTest
	@MethodSource
	void starts(Fence fence) {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(SessionsAutoConfiguration.class, SessionOAuth2ClientAutoConfiguration.class,
							SessionSecurityAutoConfiguration.class, SslAutoConfiguration.class))
			.withBean(ClientRegistrationRepository.class, DocumentedYamlTests::registrations)
			.withBean(OAuth2AuthorizedClientService.class,
					() -> new InMemoryOAuth2AuthorizedClientService(registrations()))
			.withBean(StoreHandle.class, () -> new MemoryStore(TimeSource.SYSTEM))
			.withPropertyValues("GITHUB_TOKEN=token", "SECRET=secret", "SHOP_PASSWORD=secret",
					"SESSIONS_KEY=" + "A".repeat(43), "CERTIFICATES=" + certificates, "CREDENTIALS=" + files)
			.withInitializer(Yaml.of(yaml(fence)))
			.run((context) -> assertThat(context).hasNotFailed().getBean(Sessions.class).isNotNull());
	}

	private static String yaml(Fence fence) {
		if (fence.language().equals("properties")) {
			return fence.code().replace("=", ": ");
		}
		String yaml = fence.code().replace("/var/lib/my-app", files.toString());
		return yaml.startsWith(" ") ? "sessions:\n  example:\n" + yaml : yaml;
	}

	/**
	 * Spring Boot's repository for {@code spring.security.oauth2.client.*}, which would
	 * request the metadata of the issuer.
	 */
	private static ClientRegistrationRepository registrations() {
		return new InMemoryClientRegistrationRepository(ClientRegistration.withRegistrationId("shop")
			.clientId("web")
			.clientSecret("secret")
			.authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
			.redirectUri("{baseUrl}/login/oauth2/code/{registrationId}")
			.authorizationUri("https://login.example/authorize")
			.tokenUri("https://login.example/token")
			.build());
	}

	static List<Fence> starts() {
		return Page.ofUsers()
			.stream()
			.flatMap((page) -> page.fences().stream())
			.filter((fence) -> fence.note().isEmpty())
			.filter((fence) -> fence.language().equals("yaml") || fence.language().equals("properties"))
			.toList();
	}

}
