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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import dev.sessions.testsupport.Tunnel;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the settings that a mount applies to requests below its prefix, and of those
 * that remain the session's.
 */
class MountTests {

	private static final Duration SHORT = Duration.ofMillis(150);

	private static final Duration LONG = Duration.ofSeconds(30);

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer other = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer proxy = ScriptedServer.start();

	@ParameterizedTest
	@EnumSource
	void readTimeoutAppliesBelowThePrefixForEveryFace(Face face) throws IOException {
		this.server.on("/fast", Faults.silence());
		this.server.otherwise(slowly("ok"));
		try (Session session = builder().timeout((timeout) -> timeout.withRead(LONG))
			.mount("/fast", (mount) -> mount.timeout((timeout) -> timeout.withRead(SHORT)))
			.build()) {
			Stopwatch time = Stopwatch.start();
			assertThat(catchThrowable(() -> face.get(session, this.server.url("/fast")))).isNotNull();
			assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(15));
			assertThat(face.get(session, this.server.url("/faster")).body()).isEqualTo("ok");
		}
	}

	@Test
	void failureNamesTheTimeoutOfTheMount() {
		this.server.otherwise(Faults.silence());
		try (Session session = builder().mount("/fast", (mount) -> mount.timeout((timeout) -> timeout.withRead(SHORT)))
			.build()) {
			assertThatExceptionOfType(ReadTimeoutException.class).isThrownBy(() -> session.get("/fast"))
				.withMessageContaining("silent for 150 ms");
		}
	}

	@Test
	void readTimeoutOfStreamOverridesTheMount() {
		this.server.otherwise(slowly("ok"));
		try (Session session = builder().mount("/fast", (mount) -> mount.timeout((timeout) -> timeout.withRead(SHORT)))
			.build()) {
			String text = session.stream(HttpMethod.GET, "/fast", (request) -> request.readTimeout(LONG),
					(response) -> new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
			assertThat(text).isEqualTo("ok");
			assertThatExceptionOfType(ReadTimeoutException.class)
				.isThrownBy(() -> session.stream(HttpMethod.GET, "/fast", (request) -> {
				}, StreamedResponse::status))
				.withMessageContaining("150 ms");
		}
	}

	@Test
	void totalTimeoutAppliesBelowThePrefix() {
		this.server.on("/fast", Faults.silence());
		this.server.otherwise(slowly("ok"));
		try (Session session = builder().mount("/fast", (mount) -> mount.timeout((timeout) -> timeout.withTotal(SHORT)))
			.build()) {
			assertThatExceptionOfType(TotalTimeoutException.class).isThrownBy(() -> session.get("/fast"));
			assertThat(session.get("/x").text()).isEqualTo("ok");
		}
	}

	@Test
	void retriesApplyBelowThePrefix() {
		this.server.otherwise(Reply.status(503));
		try (Session session = builder()
			.mount("/often", (mount) -> mount.retry(
					(retry) -> retry.withMaxAttempts(3).withBackoff(retry.backoff().withDelay(Duration.ofMillis(1)))))
			.build()) {
			assertThat(session.get("/often/x").attempts()).isEqualTo(3);
			assertThat(session.get("/once").attempts()).isEqualTo(1);
		}
		assertThat(this.server.requests("/often/x")).hasSize(3);
		assertThat(this.server.requests("/once")).hasSize(1);
	}

	@Test
	void downloadIsResumedWithinTheAttemptsOfTheMount(@TempDir Path directory) {
		this.server.otherwise(Faults.truncatedBody());
		try (Session session = builder()
			.mount("/often", (mount) -> mount.retry(
					(retry) -> retry.withMaxAttempts(3).withBackoff(retry.backoff().withDelay(Duration.ofMillis(1)))))
			.build()) {
			assertThat(catchThrowable(() -> session.download("/often/x", directory.resolve("x")))).isNotNull();
			assertThat(catchThrowable(() -> session.download("/once", directory.resolve("y")))).isNotNull();
		}
		assertThat(this.server.requests("/often/x")).hasSize(3);
		assertThat(this.server.requests("/once")).hasSize(1);
	}

	@Test
	void redirectsApplyBelowThePrefix() {
		this.server.otherwise(Reply.redirect(302, "/to"));
		this.server.on("/to", Reply.ok("to"));
		try (Session session = builder()
			.mount("/stay", (mount) -> mount.redirects((redirects) -> redirects.withFollow(false)))
			.build()) {
			assertThat(session.get("/stay").status().value()).isEqualTo(302);
			assertThat(session.get("/go").text()).isEqualTo("to");
		}
	}

	@Test
	void limitOfRedirectsIsThatOfTheFirstRequest() {
		this.server.on("/start", Reply.redirect(302, "/mount/1"));
		this.server.on("/mount/1", Reply.redirect(302, "/mount/2"));
		this.server.on("/mount/2", Reply.ok("end"));
		try (Session session = builder()
			.mount("/mount", (mount) -> mount.redirects((redirects) -> redirects.withFollow(false)))
			.build()) {
			assertThat(session.get("/start").text()).isEqualTo("end");
			assertThat(session.get("/mount/1").status().value()).isEqualTo(302);
		}
	}

	@Test
	void limitsAndCompressionApplyBelowThePrefix() {
		this.server.otherwise(Reply.ok("ten letters"));
		try (Session session = builder()
			.mount("/small",
					(mount) -> mount.limits((limits) -> limits.withMaxResponseSize(DataSize.ofBytes(5)))
						.compression(false))
			.build()) {
			assertThatExceptionOfType(ResponseTooLargeException.class).isThrownBy(() -> session.get("/small"));
			assertThat(session.get("/x").text()).isEqualTo("ten letters");
			assertThat(session.pool().leased()).isZero();
		}
		assertThat(this.server.request("/small").hasHeader("Accept-Encoding")).isFalse();
		assertThat(this.server.request("/x").hasHeader("Accept-Encoding")).isTrue();
	}

	@Test
	void poolBelongsToTheMountOnly() throws Exception {
		Gate gate = new Gate();
		this.server.otherwise(Reply.ok("ok"));
		this.server.on("/slow", gate.then(Reply.ok("slow")));
		try (BackgroundCalls calls = new BackgroundCalls();
				Session session = builder().pool((pool) -> pool.withMaxConnections(5))
					.timeout((timeout) -> timeout.withLease(SHORT))
					.mount("/slow", (mount) -> mount.pool((pool) -> pool.withMaxConnections(1)))
					.build()) {
			assertThat(session.pool()).isEqualTo(new PoolStats(0, 0, 0, 6));
			Future<Response> held = calls.start(() -> session.get("/slow"));
			gate.awaitArrivals(1);
			assertThatExceptionOfType(LeaseTimeoutException.class).isThrownBy(() -> session.get("/slow/too"))
				.withMessageContaining("leased 1, available 0, waiting 0, max 1");
			assertThat(session.get("/x").text()).isEqualTo("ok");
			assertThat(session.pool()).isEqualTo(new PoolStats(1, 1, 0, 6));
			gate.open();
			assertThat(held.get().text()).isEqualTo("slow");
			await().until(() -> session.pool().leased() == 0);
			assertThat(session.pool()).isEqualTo(new PoolStats(0, 2, 0, 6));
		}
		await().until(() -> this.server.open() == 0);
	}

	@Test
	void idleConnectionsOfAMountAreClosed() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder()
			.mount("/mount", (mount) -> mount.pool((pool) -> pool.withMaxIdleTime(Duration.ofMillis(200))))
			.build()) {
			session.get("/mount");
			await().until(() -> session.pool().available() == 0);
		}
	}

	@Test
	void connectionsOfMountsAreOpenedInAdvance() {
		this.server.otherwise(Reply.ok("ok"));
		this.proxy.otherwise(Reply.ok("proxied"));
		try (Session session = builder()
			.mount("/far",
					(mount) -> mount.pool((pool) -> pool.withWarmUp(2)).proxy((p) -> p.withUrl(this.proxy.url())))
			.mount(this.other.url(), (mount) -> mount.pool((pool) -> pool.withWarmUp(1)))
			.build()) {
			session.warmUp();
			await().until(() -> session.pool().available() == 3);
			assertThat(this.proxy.accepted()).isEqualTo(2);
			assertThat(this.other.accepted()).isEqualTo(1);
			assertThat(session.get("/far").text()).isEqualTo("proxied");
			assertThat(session.get("/near").text()).isEqualTo("ok");
		}
		assertThat(this.proxy.accepted()).isEqualTo(2);
		assertThat(this.server.accepted()).isEqualTo(1);
	}

	@Test
	@DisplayName("RULE 12: a connection of a mount serves no other target, and no other connection serves the mount")
	void noConnectionIsShared() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder().mount("/a", (mount) -> {
		}).mount("/b", (mount) -> {
		}).build()) {
			for (int i = 0; i < 2; i++) {
				session.get("/x");
				session.get("/a");
				session.get("/b/1");
			}
		}
		List<ReceivedRequest> requests = this.server.requests();
		assertThat(this.server.accepted()).isEqualTo(3);
		for (int i = 0; i < 3; i++) {
			assertThat(requests.get(i).connection()).isEqualTo(requests.get(i + 3).connection());
		}
	}

	@ParameterizedTest
	@EnumSource
	void proxyAppliesBelowThePrefixForEveryFace(Face face) throws IOException {
		this.server.otherwise(Reply.ok("direct"));
		this.proxy.otherwise(Reply.ok("proxied"));
		try (Session session = builder().mount("/far", (mount) -> mount.proxy((p) -> p.withUrl(this.proxy.url())))
			.build()) {
			assertThat(face.get(session, this.server.url("/far/x")).body()).isEqualTo("proxied");
			assertThat(face.get(session, this.server.url("/near")).body()).isEqualTo("direct");
		}
		assertThat(this.proxy.request().target()).isEqualTo(this.server.url("/far/x"));
	}

	@Test
	void proxyOfTheSessionCanBeDisabledForTheMount() {
		this.server.otherwise(Reply.ok("direct"));
		this.proxy.otherwise(Reply.ok("proxied"));
		try (Session session = builder().proxy((p) -> p.withUrl(this.proxy.url()))
			.mount("/near", (mount) -> mount.proxy((p) -> p.withNoProxy(List.of("*"))))
			.build()) {
			assertThat(session.get("/near").text()).isEqualTo("direct");
			assertThat(session.get("/far").text()).isEqualTo("proxied");
		}
	}

	@Test
	@DisplayName("RULE 7: the credentials of the session's proxy are not sent to a mount's proxy")
	void credentialsOfAProxyStayWithIt() {
		this.other.otherwise(Reply.ok("other proxy"));
		this.proxy.otherwise(Reply.ok("same proxy"));
		try (Session session = builder().proxy((p) -> p.withUrl(this.proxy.url()).withCredentials("me", "secret"))
			.mount("/other", (mount) -> mount.proxy((p) -> p.withUrl(this.other.url())))
			.mount("/own",
					(mount) -> mount.proxy((p) -> p.withUrl(this.other.url()).withCredentials("you", "other-secret")))
			.mount("/same", (mount) -> mount.proxy((p) -> p.withNoProxy(List.of("example.org"))))
			.build()) {
			assertThat(session.get("/other").text()).isEqualTo("other proxy");
			assertThat(session.get("/own").text()).isEqualTo("other proxy");
			assertThat(session.get("/same").text()).isEqualTo("same proxy");
		}
		assertThat(this.other.requests().get(0).hasHeader("Proxy-Authorization")).isFalse();
		assertThat(this.other.requests().get(1).header("Proxy-Authorization")).isEqualTo(basic("you:other-secret"));
		assertThat(this.proxy.request().header("Proxy-Authorization")).isEqualTo(basic("me:secret"));
	}

	@Test
	void longestPrefixMatches() {
		this.server.otherwise(Reply.status(503));
		try (Session session = builder().mount("/a", (mount) -> attempts(mount, 2))
			.mount("/a/b", (mount) -> attempts(mount, 3))
			.mount(this.server.url(), (mount) -> attempts(mount, 4))
			.build()) {
			assertThat(session.get("/a/x").attempts()).isEqualTo(2);
			assertThat(session.get("/a/b/x").attempts()).isEqualTo(3);
			assertThat(session.get("/a/bc").attempts()).isEqualTo(2);
			assertThat(session.get("/x").attempts()).isEqualTo(4);
		}
	}

	@Test
	void startsWithTheFinalSettingsOfTheSession() {
		this.server.otherwise(Reply.status(418));
		try (Session session = builder().mount("/a", (mount) -> mount.retry((retry) -> retry.withStatuses(Set.of(418))))
			.retry((retry) -> retry.withMaxAttempts(2).withBackoff(retry.backoff().withDelay(Duration.ofMillis(1))))
			.build()) {
			assertThat(session.get("/a").attempts()).isEqualTo(2);
			assertThat(session.get("/x").attempts()).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@EnumSource
	void cookiesHeadersAndCredentialsAreTheSessions(Face face) throws IOException {
		this.server.otherwise(Reply.ok("ok"));
		this.server.on("/mount/set", Reply.ok("ok").cookie("sid=1; Path=/"));
		try (Session session = builder().header("X-Tenant", "t")
			.auth(Credentials.bearer("token"))
			.mount("/mount", (mount) -> mount.timeout((timeout) -> timeout.withRead(LONG)))
			.build()) {
			face.get(session, this.server.url("/mount/set"));
			assertThat(session.cookies().get("sid")).isEqualTo("1");
			face.get(session, this.server.url("/x"));
			face.get(session, this.server.url("/mount/get"));
		}
		assertThat(this.server.requests()).hasSize(3).allSatisfy((request) -> {
			assertThat(request.header("X-Tenant")).isEqualTo("t");
			assertThat(request.header("Authorization")).isEqualTo("Bearer token");
		});
		assertThat(this.server.request("/x").header("Cookie")).isEqualTo("sid=1");
		assertThat(this.server.request("/mount/get").header("Cookie")).isEqualTo("sid=1");
	}

	@Test
	void absoluteMountGetsNoCredentialsOfTheSession() {
		this.other.otherwise(Reply.ok("ok"));
		try (Session session = builder().auth(Credentials.bearer("token")).mount(this.other.url(), (mount) -> {
		}).build()) {
			session.get(this.other.url("/x"));
		}
		assertThat(this.other.request().hasHeader("Authorization")).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 12: each hop of a redirect uses its own mount")
	void redirectsEnterAndLeaveMounts(Face face) throws IOException {
		this.server.on("/start", Reply.redirect(302, "/far/1"));
		this.server.on("/end", Reply.redirect(302, this.other.url("/")));
		this.proxy.otherwise(Reply.redirect(302, this.server.url("/end")));
		this.other.otherwise(Reply.ok("other"));
		try (Session session = builder().auth(Credentials.bearer("token"))
			.mount("/far", (mount) -> mount.proxy((p) -> p.withUrl(this.proxy.url())))
			.build()) {
			assertThat(face.get(session, this.server.url("/start")).body()).isEqualTo("other");
			assertThat(face.get(session, this.server.url("/far/2")).body()).isEqualTo("other");
		}
		assertThat(this.proxy.requests()).extracting(ReceivedRequest::target)
			.containsExactly(this.server.url("/far/1"), this.server.url("/far/2"));
		assertThat(this.server.requests()).extracting(ReceivedRequest::target)
			.containsExactly("/start", "/end", "/end");
		assertThat(this.server.requests()).allMatch((request) -> request.hasHeader("Authorization"));
		assertThat(this.other.requests()).hasSize(2).noneMatch((request) -> request.hasHeader("Authorization"));
	}

	@Test
	void hopObeysReadTimeoutAndRetriesOfItsMount() {
		this.server.on("/start", Reply.redirect(302, "/mount/silent"));
		this.server.on("/mount/silent", Faults.silence());
		this.server.on("/mount/busy", Reply.redirect(302, "/busy"));
		this.server.on("/busy", Reply.status(503));
		try (Session session = builder().timeout((timeout) -> timeout.withRead(LONG))
			.mount("/mount",
					(mount) -> attempts(mount, 2).timeout((timeout) -> timeout.withRead(Duration.ofMillis(500))))
			.build()) {
			assertThatExceptionOfType(ReadTimeoutException.class).isThrownBy(() -> session.get("/start"))
				.withMessageContaining("500 ms")
				.satisfies((ex) -> assertThat(ex.attempts()).isEqualTo(2));
			assertThat(session.get("/mount/busy").attempts()).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void closeEndsEvictorsAddedByCustomizer(boolean mounted) {
		this.server.otherwise(Reply.ok("ok"));
		Set<Thread> before = evictors();
		SessionBuilder builder = builder().httpClient((client) -> client.evictIdleConnections(TimeValue.ofSeconds(30)));
		try (Session session = (mounted ? builder.mount("/mount", (mount) -> {
		}) : builder).build()) {
			session.get("/mount/x");
			assertThat(evictors()).hasSizeGreaterThan(before.size());
		}
		await().until(() -> before.containsAll(evictors()));
	}

	private static Set<Thread> evictors() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("idle-connection-evictor"))
			.collect(Collectors.toSet());
	}

	@Test
	void tunnelOfAMountIsItsOwn() {
		try (ScriptedServer secure = ScriptedServer.startTls();
				Session session = Session.builder("test")
					.baseUrl(secure.url())
					.mount("/far", (mount) -> mount.proxy((p) -> p.withUrl(this.proxy.url())))
					.build()) {
			this.proxy.otherwise(new Tunnel(secure));
			secure.otherwise(Reply.ok("ok"));
			for (int i = 0; i < 2; i++) {
				assertThat(session.get("/far").text()).isEqualTo("ok");
				assertThat(session.get("/near").text()).isEqualTo("ok");
			}
			assertThat(this.proxy.accepted()).isEqualTo(1);
			assertThat(secure.accepted()).isEqualTo(2);
		}
	}

	@Test
	void hooksSeeMounts() {
		List<String> seen = new CopyOnWriteArrayList<>();
		this.server.on("/start", Reply.redirect(302, "/mount/x"));
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder().onRequest((request) -> request.headers().set("X-Hook", "1"))
			.onResponse((response) -> seen.add(response.uri().getPath()))
			.mount("/mount", (mount) -> {
			})
			.build()) {
			session.get("/start");
			session.get("/mount/y");
		}
		assertThat(seen).containsExactly("/start", "/mount/x", "/mount/y");
		assertThat(this.server.requests()).hasSize(3).allMatch((request) -> request.hasHeader("X-Hook"));
	}

	@Test
	void changesOfTheHttpClientApplyToMountsOnce() {
		List<String> calls = new CopyOnWriteArrayList<>();
		this.server.on("/start", Reply.redirect(302, "/mount/x"));
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder().mount("/mount", (mount) -> {
		})
			.httpClient(
					(client) -> client.setUserAgent("mine").addExecInterceptorFirst("mine", (request, scope, chain) -> {
						calls.add(request.getPath());
						return chain.proceed(request, scope);
					}))
			.build()) {
			session.get("/start");
			session.get("/mount/y");
		}
		assertThat(calls).containsExactly("/start", "/mount/y");
		assertThat(this.server.requests()).hasSize(3)
			.allMatch((request) -> "mine".equals(request.header("User-Agent")));
	}

	@Test
	void forkHasMountsOfItsSession() {
		this.server.otherwise(Reply.status(503));
		this.other.otherwise(Reply.status(503));
		try (Session session = builder().mount("/a", (mount) -> attempts(mount, 2)).build()) {
			assertThat(session.fork().get("/a").attempts()).isEqualTo(2);
			assertThat(session.fork((fork) -> fork.header("X-Fork", "1")).get("/a").attempts()).isEqualTo(2);
			Session elsewhere = session.fork((fork) -> fork.baseUrl(this.other.url("/v2")));
			assertThat(elsewhere.get("/a").attempts()).isEqualTo(2);
			assertThat(elsewhere.get(this.server.url("/a")).attempts()).isEqualTo(1);
			assertThatIllegalArgumentException().isThrownBy(() -> session.fork((fork) -> fork.mount("/b", (mount) -> {
			}))).withMessageContaining("mounts cannot be changed");
		}
	}

	@Test
	void closeEndsACallOfAMount() throws Exception {
		Gate gate = new Gate();
		this.server.otherwise(gate.then(Faults.silence()));
		try (BackgroundCalls calls = new BackgroundCalls()) {
			Session session = builder().mount("/a", (mount) -> {
			}).build();
			Future<Throwable> failure = calls.start(() -> catchThrowable(() -> session.get("/a")));
			gate.awaitArrivals(1);
			session.close();
			assertThat(failure.get()).isInstanceOf(SessionClosedException.class);
			gate.open();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "reports", "https://", "ftp://example.org", "//example.org", "/reports?x" })
	void wrongPrefixIsRefusedAtOnce(String prefix) {
		SessionBuilder builder = builder();
		assertThatIllegalArgumentException().isThrownBy(() -> builder.mount(prefix, (mount) -> {
		})).withMessageStartingWith("The prefix of a mount ");
	}

	@Test
	void secondMountForAPrefixIsRefused() {
		SessionBuilder builder = builder().mount("/a", (mount) -> {
		});
		assertThatIllegalArgumentException().isThrownBy(() -> builder.mount("/a/", (mount) -> {
		})).withMessage("There are two mounts for /a");
		builder.mount(this.server.url("/a"), (mount) -> {
		});
		assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("two mounts for ");
	}

	@Test
	void pathWithoutABaseUrlIsRefused() {
		SessionBuilder builder = Session.builder("test").mount("/a", (mount) -> {
		});
		assertThatIllegalArgumentException().isThrownBy(builder::build).withMessageContaining("no base URL");
	}

	@Test
	void mountCannotChangeCookies() {
		SessionBuilder builder = builder().mount("/a",
				(mount) -> mount.settings(mount.settings().withCookies(mount.settings().cookies().withEnabled(false))));
		assertThatIllegalArgumentException().isThrownBy(builder::build)
			.withMessageContaining("Cookies belong to the session");
	}

	@Test
	void mountCannotChangeEgress() {
		SessionBuilder builder = builder().mount("/a", (mount) -> mount
			.settings(mount.settings().withEgress(mount.settings().egress().withBlockPrivateAddresses(true))));
		assertThatIllegalArgumentException().isThrownBy(builder::build)
			.withMessageContaining("Egress settings belong to the session");
	}

	private SessionBuilder builder() {
		return Session.builder("test").baseUrl(this.server.url()).retry((retry) -> retry.withMaxAttempts(1));
	}

	private static MountBuilder attempts(MountBuilder mount, int attempts) {
		return mount.retry((retry) -> retry.withMaxAttempts(attempts)
			.withBackoff(retry.backoff().withDelay(Duration.ofMillis(1))));
	}

	private static dev.sessions.testsupport.Answer slowly(String body) {
		return (request, connection) -> {
			connection.pause(SHORT.multipliedBy(3));
			Reply.ok(body).send(request, connection);
		};
	}

	private static String basic(String credentials) {
		return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
	}

}
