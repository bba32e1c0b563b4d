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
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.sessions.Credentials;
import dev.sessions.CredentialsException;
import dev.sessions.Session;
import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.call.SessionState;
import dev.sessions.settings.ClientKey;
import dev.sessions.settings.OAuth2Settings;
import dev.sessions.testsupport.CertificateAuthority;
import dev.sessions.testsupport.IssuedCertificate;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of clients that sign assertions with a key.
 */
class ClientKeyTests {

	@TempDir
	private Path directory;

	@AutoClose
	private final ScriptedServer api = ScriptedServer.start().otherwise(Reply.ok("welcome"));

	@AutoClose
	private final ScriptedServer tokens = ScriptedServer.start()
		.otherwise(Reply.json("{\"access_token\":\"t1\",\"token_type\":\"Bearer\",\"expires_in\":3600}"));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(UserSession.configuration())
		.withPropertyValues("sessions.shop.base-url=" + this.api.url(),
				"sessions.shop.auth.oauth2.token-uri=" + this.tokens.url("/token"),
				"sessions.shop.auth.oauth2.client-id=app");

	@ParameterizedTest
	@CsvSource({ "RSA,2048,RS256", "EC,256,ES256", "EC,384,ES384", "EC,521,ES512" })
	void assertionIsSignedByTheKindOfTheKey(String algorithm, int size, String name) throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
		generator.initialize(size);
		KeyPair pair = generator.generateKeyPair();
		assertThat(get(ClientKey.of(pair.getPrivate()))).isEqualTo("welcome");
		String assertion = assertion(this.tokens.request());
		assertThat(part(assertion, 0).get("alg").asString()).isEqualTo(name);
		assertThat(part(assertion, 0).has("kid")).isFalse();
		JsonNode claims = part(assertion, 1);
		assertThat(claims.get("iss").asString()).isEqualTo("app");
		assertThat(claims.get("sub").asString()).isEqualTo("app");
		assertThat(claims.get("aud").toString()).contains(this.tokens.url("/token"));
		assertThat(claims.has("jti") && claims.has("exp")).isTrue();
	}

	@Test
	void keyOfABundleIsUsedAndRenewed() throws Exception {
		CertificateAuthority authority = CertificateAuthority.named("client-keys");
		Path certificate = this.directory.resolve("certificate.pem");
		Path key = this.directory.resolve("key.pem");
		write(authority.client("first"), certificate, key);
		String bundle = "spring.ssl.bundle.pem.signer.";
		this.runner
			.withPropertyValues("sessions.shop.auth.oauth2.client-key=signer",
					bundle + "keystore.certificate=" + certificate, bundle + "keystore.private-key=" + key)
			.run((context) -> {
				Session session = context.getBean(Session.class);
				assertThat(session.get("/x").text()).isEqualTo("welcome");
				write(authority.client("second"), certificate, key);
				DefaultSslBundleRegistry bundles = context.getBean(DefaultSslBundleRegistry.class);
				bundles.updateBundle("signer",
						SslBundle
							.of(new PemSslStoreBundle(PemSslStoreDetails.forCertificate(certificate.toUri().toString())
								.withPrivateKey(key.toUri().toString()), null)));
				Authorization authorization = session.unwrap(SessionState.class).authorization();
				assertThat(authorization).isNotNull();
				authorization.forget();
				assertThat(session.get("/x").text()).isEqualTo("welcome");
			});
		List<String> assertions = this.tokens.requests().stream().map(ClientKeyTests::assertion).toList();
		assertThat(isSigned(assertions.get(0), authority.client("first"))).isTrue();
		assertThat(isSigned(assertions.get(1), authority.client("second"))).isTrue();
	}

	@Test
	void renewedKeyKeepsItsId() throws Exception {
		CertificateAuthority authority = CertificateAuthority.named("client-keys");
		Path file = this.directory.resolve("client.pem");
		Files.writeString(file, authority.client("first").pemKey());
		this.runner
			.withPropertyValues("sessions.shop.auth.oauth2.client-key=" + file,
					"sessions.shop.auth.oauth2.client-key-id=app-2026")
			.run((context) -> {
				Files.writeString(file, authority.client("second").pemKey());
				assertThat(context.getBean(Session.class).get("/x").text()).isEqualTo("welcome");
			});
		String assertion = assertion(this.tokens.request());
		assertThat(part(assertion, 0).get("kid").asString()).isEqualTo("app-2026");
		assertThat(isSigned(assertion, authority.client("second"))).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "RSA", "EC" })
	void keyOfTheApplicationHasAnId(String algorithm) throws Exception {
		KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
		assertThat(get(new ClientKey() {

			@Override
			public KeyPair keyPair() {
				return pair;
			}

			@Override
			public String id() {
				return "mine";
			}

		})).isEqualTo("welcome");
		assertThat(part(assertion(this.tokens.request()), 0).get("kid").asString()).isEqualTo("mine");
	}

	/**
	 * Whether the key of a certificate has signed an assertion.
	 */
	private static boolean isSigned(String assertion, IssuedCertificate certificate) throws Exception {
		String alias = certificate.keyStore().aliases().nextElement();
		PublicKey key = certificate.keyStore().getCertificate(alias).getPublicKey();
		return SignedJWT.parse(assertion)
			.verify((key instanceof RSAPublicKey rsa) ? new RSASSAVerifier(rsa) : new ECDSAVerifier((ECPublicKey) key));
	}

	@Test
	void keyServesAnInheritedClient() throws Exception {
		Path key = this.directory.resolve("key.pem");
		Files.writeString(key, CertificateAuthority.named("client-keys").client("first").pemKey());
		String client = "spring.security.oauth2.client.registration.shop-client.";
		new ApplicationContextRunner().withConfiguration(UserSession.configuration())
			.withPropertyValues("sessions.shop.base-url=" + this.api.url(),
					"sessions.default.auth.oauth2.registration=shop-client",
					"sessions.shop.auth.oauth2.client-key=" + key, "sessions.shop.auth.oauth2.client-key-id=app-2026",
					client + "provider=mine", client + "client-id=app",
					client + "client-authentication-method=private_key_jwt",
					client + "authorization-grant-type=client_credentials",
					"spring.security.oauth2.client.provider.mine.token-uri=" + this.tokens.url("/token"))
			.run((context) -> assertThat(context.getBean(Session.class).get("/x").text()).isEqualTo("welcome"));
		assertThat(part(assertion(this.tokens.request()), 0).get("kid").asString()).isEqualTo("app-2026");
	}

	@ParameterizedTest
	@ValueSource(strings = { "file:%s", "%s" })
	void lostFileLeavesTheLastKeyInUse(String location) throws Exception {
		Path key = this.directory.resolve("key.pem");
		Files.writeString(key, CertificateAuthority.named("client-keys").client("first").pemKey());
		this.runner.withPropertyValues("sessions.shop.auth.oauth2.client-key=" + String.format(location, key))
			.run((context) -> {
				Files.writeString(key, "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");
				assertThat(context.getBean(Session.class).get("/x").text()).isEqualTo("welcome");
			});
		assertThat(this.tokens.requests()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "missing|names the SSL bundle 'missing', which does not exist",
					"file:/no/such/key.pem|cannot be read as a PEM file with a private key",
					"classpath:public-api.txt|cannot be read as a PEM file with a private key" })
	void keyThatCannotBeUsedFailsTheStart(String location, String fault) {
		this.runner.withPropertyValues("sessions.shop.auth.oauth2.client-key=" + location)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("sessions.shop.auth.oauth2.client-key")
				.hasMessageContaining(fault));
	}

	@Test
	void missingLibraryFailsTheStart() {
		this.runner.withPropertyValues("sessions.shop.auth.oauth2.client-key=some.pem")
			.withClassLoader(new FilteredClassLoader(NimbusJwtEncoder.class))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("spring-security-oauth2-jose"));
	}

	@Test
	void keyThatCannotSignFailsTheCall() throws Exception {
		KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> get(ClientKey.of(pair.getPrivate())))
			.withMessageContaining("the client key cannot be used: it is neither an RSA key nor an EC key");
		assertThat(this.tokens.requests()).isEmpty();
		assertThat(this.api.requests()).isEmpty();
	}

	@Test
	void keyThatIsTooShortFailsTheCall() throws Exception {
		KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
		generator.initialize(1024);
		KeyPair pair = generator.generateKeyPair();
		assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> get(ClientKey.of(pair.getPrivate())))
			.withMessageContaining("the client key cannot be used: ")
			.withMessageContaining("2048 bits");
		assertThat(this.tokens.requests()).isEmpty();
	}

	@Test
	void settingsRequireWhatTheAuthenticationNeeds() {
		OAuth2Settings settings = OAuth2Settings.of(this.tokens.url(), "app");
		for (OAuth2Settings.ClientAuthentication authentication : OAuth2Settings.ClientAuthentication.values()) {
			if (authentication != OAuth2Settings.ClientAuthentication.TLS) {
				assertThatIllegalArgumentException().isThrownBy(() -> settings.withAuthentication(authentication));
			}
		}
	}

	private String get(ClientKey key) {
		try (Session session = Session.builder("shop")
			.baseUrl(this.api.url())
			.auth(Credentials.oauth2(OAuth2Settings.of(this.tokens.url("/token"), "app", key)))
			.build()) {
			return session.get("/x").text();
		}
	}

	private static void write(IssuedCertificate issued, Path certificate, Path key) throws Exception {
		Files.writeString(certificate, issued.pemChain());
		Files.writeString(key, issued.pemKey());
	}

	private static String assertion(ReceivedRequest request) {
		MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
		for (String field : request.text().split("&", -1)) {
			String[] parts = field.split("=", 2);
			form.add(parts[0], java.net.URLDecoder.decode(parts[1], java.nio.charset.StandardCharsets.UTF_8));
		}
		assertThat(form.toSingleValueMap()).containsAllEntriesOf(Map.of("grant_type", "client_credentials",
				"client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"));
		assertThat(form).doesNotContainKey("client_secret");
		assertThat(request.hasHeader("Authorization")).isFalse();
		return List.copyOf(form.get("client_assertion")).get(0);
	}

	private static JsonNode part(String jwt, int index) {
		return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[index]));
	}

}
