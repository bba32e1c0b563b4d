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
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.sessions.ConnectFailedException;
import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.autoconfigure.client.SessionHttpClientSettingsAutoConfiguration;
import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.CertificateAuthority;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.IssuedCertificate;
import dev.sessions.testsupport.RenewedCertificate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of SSL bundles on the wire.
 */
class SslBundleTests {

	private static final CertificateAuthority AUTHORITY = CertificateAuthority.named("Authority");

	private static final CertificateAuthority SUCCESSOR = CertificateAuthority.named("Successor");

	private static final Answer PEER = (request, connection) -> Reply.ok(connection.peer()).send(request, connection);

	private final RenewedCertificate serverCertificate = new RenewedCertificate(AUTHORITY.server());

	@AutoClose
	private final ScriptedServer server = ScriptedServer
		.startTls(this.serverCertificate.context(AUTHORITY.trustStoreWith(SUCCESSOR)),
				(listener) -> listener.setWantClientAuth(true))
		.otherwise(PEER);

	@TempDir
	private Path directory;

	@Test
	void trustStoreAndClientCertificateOfPemFilesAreUsed() throws IOException {
		runner(pemBundle("one", AUTHORITY.client("alice"))).withPropertyValues("sessions.api.ssl.bundle=one")
			.run((context) -> assertThat(peer(context, "api")).startsWith("CN=alice "));
	}

	@Test
	void sessionsWithoutTheBundleDoNotUseIt() throws IOException {
		runner(pemBundle("one", AUTHORITY.client("alice")))
			.withPropertyValues("sessions.api.ssl.bundle=one", "sessions.other.base-url=" + this.server.url())
			.run((context) -> {
				assertThat(peer(context, "api")).startsWith("CN=alice ");
				assertThatExceptionOfType(ConnectFailedException.class).isThrownBy(() -> peer(context, "other"))
					.withMessageContaining("is not trusted");
			});
	}

	@Test
	void mountUsesOnlyItsBundle() throws IOException {
		runner(pemBundle("one", AUTHORITY.client("alice")))
			.withPropertyValues("sessions.api.mounts[/alice].ssl.bundle=one",
					"sessions.api.mounts[/careless].ssl.verify=false")
			.run((context) -> {
				Session api = context.getBean("api", Session.class);
				assertThat(api.get("/alice").text()).startsWith("CN=alice ");
				assertThat(api.get("/careless").text()).startsWith("anonymous ");
				assertThatExceptionOfType(ConnectFailedException.class).isThrownBy(() -> api.get("/x"))
					.withMessageContaining("is not trusted");
			});
	}

	@Test
	void keyAliasSelectsTheClientCertificate() {
		for (String alias : List.of("alice", "bob")) {
			withBundle(
					bundle(both(), AUTHORITY.trustStore(), SslBundleKey.of(IssuedCertificate.password(), alias),
							SslOptions.NONE),
					(context) -> assertThat(peer(context, "api")).startsWith("CN=" + alias + " "));
		}
	}

	@Test
	void optionsAreHonoured() {
		String cipher = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";
		withBundle(
				bundle(null, AUTHORITY.trustStore(), SslBundleKey.NONE,
						SslOptions.of(Set.of(cipher), Set.of("TLSv1.2"))),
				(context) -> assertThat(peer(context, "api")).isEqualTo("anonymous TLSv1.2 " + cipher));
	}

	@Test
	void verifyOffStillPresentsTheClientCertificate() {
		this.serverCertificate.renew(AUTHORITY.expired());
		withBundle(bundle(AUTHORITY.client("alice"), CertificateAuthority.named("Stranger").trustStore()),
				(context) -> assertThat(peer(context, "api")).startsWith("CN=alice "), "sessions.api.ssl.verify=false");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void verifyOffWarnsAtTheStartAndNamesTheSession(CapturedOutput output) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SessionsAutoConfiguration.class))
			.withPropertyValues("sessions.careless.ssl.verify=false", "sessions.careful.ssl.verify=true")
			.run((context) -> assertThat(output.getOut().lines().filter((line) -> line.contains("not verify")))
				.singleElement()
				.asString()
				.contains("WARN", "The session 'careless' does not verify certificates and host names"));
	}

	@Test
	@DisplayName("RULE 12: a renewed bundle applies to new connections, and no call begins on an old one")
	void renewedBundleAppliesToNewConnections() {
		Gate gate = new Gate();
		this.server.on("/held", gate.then(PEER));
		withBundle(bundle(AUTHORITY.client("alice"), AUTHORITY.trustStore()), (context) -> {
			Session session = context.getBean("api", Session.class);
			assertThat(peer(context, "api")).startsWith("CN=alice ");
			assertThat(peer(context, "api")).startsWith("CN=alice ");
			assertThat(this.server.accepted()).isOne();
			try (BackgroundCalls calls = new BackgroundCalls()) {
				Future<Response> held = calls.start(() -> session.get("/held"));
				gate.awaitArrivals(1);
				context.getBean(SslBundleRegistry.class)
					.updateBundle("one", bundle(AUTHORITY.client("bob"), AUTHORITY.trustStore()));
				assertThat(peer(context, "api")).startsWith("CN=bob ");
				gate.open();
				assertThat(held.get().text()).startsWith("CN=alice ");
			}
			for (int i = 0; i < 3; i++) {
				assertThat(peer(context, "api")).startsWith("CN=bob ");
			}
			assertThat(this.server.accepted()).isBetween(2, 3);
		});
	}

	@Test
	void idleConnectionsOfTheOldBundleAreClosed() {
		withBundle(bundle(AUTHORITY.client("alice"), AUTHORITY.trustStore()), (context) -> {
			assertThat(peer(context, "api")).startsWith("CN=alice ");
			assertThat(this.server.open()).isOne();
			context.getBean(SslBundleRegistry.class)
				.updateBundle("one", bundle(AUTHORITY.client("bob"), AUTHORITY.trustStore()));
			await().until(() -> this.server.open() == 0);
			assertThat(context.getBean("api", Session.class).pool().available()).isZero();
		});
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void unusableBundleKeepsThePreviousOne(CapturedOutput output) {
		withBundle(bundle(AUTHORITY.client("alice"), AUTHORITY.trustStore()), (context) -> {
			context.getBean(SslBundleRegistry.class)
				.updateBundle("one", bundle(AUTHORITY.client("bob").keyStore(), AUTHORITY.trustStore(),
						SslBundleKey.of("wrong-password"), SslOptions.NONE));
			assertThat(peer(context, "api")).startsWith("CN=alice ");
			assertThat(output).contains("The SSL bundle one was renewed but cannot be used")
				.doesNotContain("wrong-password");
		});
	}

	@Test
	@DisplayName("RULE 12: no call fails while server and client change their certificate authority under load")
	void noCallFailsWhileBundlesAreRenewed() {
		withBundle(bundle(AUTHORITY.client("alice"), AUTHORITY.trustStore()), (context) -> {
			Session session = context.getBean("api", Session.class);
			SslBundleRegistry bundles = context.getBean(SslBundleRegistry.class);
			AtomicBoolean stop = new AtomicBoolean();
			AtomicInteger done = new AtomicInteger();
			List<Future<Integer>> threads = new ArrayList<>();
			try (BackgroundCalls calls = new BackgroundCalls()) {
				for (int i = 0; i < 6; i++) {
					threads.add(calls.start(() -> {
						int own = 0;
						for (; !stop.get(); own++) {
							assertThat(session.get("/x").raiseForStatus().text()).startsWith("CN=");
							done.incrementAndGet();
						}
						return own;
					}));
				}
				awaitMore(done);
				bundles.updateBundle("one", bundle(SUCCESSOR.client("bob"), AUTHORITY.trustStoreWith(SUCCESSOR)));
				awaitMore(done);
				this.serverCertificate.renew(SUCCESSOR.server());
				awaitMore(done);
				bundles.updateBundle("one", bundle(SUCCESSOR.client("carol"), SUCCESSOR.trustStore()));
				assertThat(session.get("/x").text()).startsWith("CN=carol ");
				awaitMore(done);
				stop.set(true);
				for (Future<Integer> thread : threads) {
					assertThat(thread.get()).isPositive();
				}
			}
			assertThat(session.get("/x").text()).startsWith("CN=carol ");
			assertThat(this.server.faults()).isEmpty();
			assertThat(session.pool().leased()).isZero();
		}, "sessions.api.pool.max-lifetime=40ms", "sessions.api.retry.max-attempts=1");
	}

	@Test
	void missingBundleIsNamedWithTheKnownOnes() {
		FailureAnalysis analysis = FailedStart.with("sessions: { api: { ssl: { bundle: parner } } }",
				TwoBundlesConfiguration.class);
		assertThat(analysis.getDescription())
			.contains("sessions.api.ssl.bundle names the SSL bundle 'parner', which does not exist")
			.contains("[application.yaml] - 1:35");
		assertThat(analysis.getAction()).isEqualTo("Did you mean 'partner'? Define it as spring.ssl.bundle.pem.parner "
				+ "or spring.ssl.bundle.jks.parner. Known bundles: broken, partner.");
	}

	@Test
	void unusableBundleFailsTheStart() {
		FailureAnalysis analysis = FailedStart.with("sessions: { api: { ssl: { bundle: broken } } }",
				TwoBundlesConfiguration.class);
		assertThat(analysis.getDescription())
			.contains("sessions.api.ssl.bundle names the SSL bundle 'broken', which cannot be used: ")
			.doesNotContain("wrong-password");
		assertThat(analysis.getAction()).isEqualTo("Correct spring.ssl.bundle.*.broken.");
	}

	@Test
	void bundleOfAllClientsIsUsed() throws IOException {
		runner(pemBundle("one", AUTHORITY.client("alice")))
			.withConfiguration(AutoConfigurations.of(SessionHttpClientSettingsAutoConfiguration.class,
					HttpClientAutoConfiguration.class))
			.withPropertyValues("spring.http.clients.ssl.bundle=one")
			.run((context) -> assertThat(peer(context, "api")).startsWith("CN=alice "));
	}

	private static void awaitMore(AtomicInteger done) {
		int before = done.get();
		await().atMost(Duration.ofSeconds(60)).until(() -> done.get() > before + 100);
	}

	private void withBundle(SslBundle bundle, ContextConsumer<AssertableApplicationContext> test,
			String... properties) {
		runner().withInitializer((context) -> context.getBeanFactory()
			.registerSingleton("registrar", (SslBundleRegistrar) (registry) -> registry.registerBundle("one", bundle)))
			.withPropertyValues("sessions.api.ssl.bundle=one")
			.withPropertyValues(properties)
			.run(test);
	}

	private ApplicationContextRunner runner(String... properties) {
		return new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SessionsAutoConfiguration.class, SslAutoConfiguration.class))
			.withPropertyValues("sessions.api.base-url=" + this.server.url())
			.withPropertyValues(properties);
	}

	private String[] pemBundle(String name, IssuedCertificate client) throws IOException {
		Path certificate = Files.writeString(this.directory.resolve("client.pem"), client.pemChain());
		Path key = Files.writeString(this.directory.resolve("client.key"), client.pemKey());
		Path trusted = Files.writeString(this.directory.resolve("trusted.pem"), AUTHORITY.pem());
		String prefix = "spring.ssl.bundle.pem." + name + ".";
		return new String[] { prefix + "keystore.certificate=file:" + certificate,
				prefix + "keystore.private-key=file:" + key, prefix + "truststore.certificate=file:" + trusted };
	}

	private static KeyStore both() {
		try {
			KeyStore both = KeyStore.getInstance("PKCS12");
			both.load(null, null);
			for (String alias : List.of("alice", "bob")) {
				KeyStore one = AUTHORITY.client(alias).keyStore();
				char[] password = IssuedCertificate.password().toCharArray();
				both.setKeyEntry(alias, one.getKey(alias, password), password, one.getCertificateChain(alias));
			}
			return both;
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static SslBundle bundle(IssuedCertificate client, @Nullable KeyStore trusted) {
		return bundle(client.keyStore(), trusted, SslBundleKey.NONE, SslOptions.NONE);
	}

	private static SslBundle bundle(@Nullable KeyStore keys, @Nullable KeyStore trusted, SslBundleKey key,
			SslOptions options) {
		return SslBundle.of(SslStoreBundle.of(keys, IssuedCertificate.password(), trusted), key, options);
	}

	private static String peer(AssertableApplicationContext context, String session) {
		return context.getBean(session, Session.class).get("/x").raiseForStatus().text();
	}

	@Configuration(proxyBeanMethods = false)
	static class TwoBundlesConfiguration {

		@Bean
		SslBundles bundles() {
			DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry("partner",
					bundle(AUTHORITY.client("alice"), AUTHORITY.trustStore()));
			bundles.registerBundle("broken", bundle(AUTHORITY.client("alice").keyStore(), AUTHORITY.trustStore(),
					SslBundleKey.of("wrong-password"), SslOptions.NONE));
			return bundles;
		}

	}

}
