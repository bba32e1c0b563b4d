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

package dev.sessions.autoconfigure.health;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.autoconfigure.actuate.Management;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.GuardedStore;
import dev.sessions.internal.shared.MemoryStore;
import dev.sessions.settings.StoreHandle;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import dev.sessions.testsupport.UnreliableStore;
import dev.sessions.testsupport.UnreliableStore.Fault;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of {@code /actuator/health} for the APIs of sessions, over HTTP.
 */
class SessionsHealthTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	private final WebApplicationContextRunner runner = Management.overHttp()
		.withPropertyValues("sessions.my-api.base-url=" + this.server.url("/v1"), "sessions.my-api.health.path=/health",
				"sessions.my-api.auth.bearer.token=secret", "sessions.silent.base-url=" + this.server.url());

	@Test
	void respondingApiIsUp() {
		this.server.on("/v1/health", Reply.status(204));
		this.runner.run((context) -> {
			Response health = health(context, "");
			assertThat(health.status().value()).isEqualTo(200);
			JsonNode sessions = json(health).get("components").get("sessions");
			assertThat(sessions.get("components").propertyNames()).containsExactly("my-api");
			JsonNode session = sessions.get("components").get("my-api");
			assertThat(session.get("status").asString()).isEqualTo("UP");
			assertThat(session.get("details").get("status").asInt()).isEqualTo(204);
			assertThat(this.server.request("/v1/health").header("Authorization")).isEqualTo("Bearer secret");
		});
	}

	@Test
	void errorStatusIsDown() {
		this.server.on("/v1/health", Reply.status(500).body("secret"));
		this.runner.run((context) -> {
			Response health = health(context, "/sessions/my-api");
			assertThat(health.status().value()).isEqualTo(503);
			assertThat(health.text()).contains("\"DOWN\"", "500").doesNotContain("secret");
		});
	}

	@Test
	void sharedStoreIsDownOnlyIfCallsNeedIt() {
		UnreliableStore store = new UnreliableStore(new MemoryStore(TimeSource.SYSTEM));
		this.server.on("/v1/health", Reply.ok("well"));
		this.runner.withBean(StoreHandle.class, () -> new GuardedStore(store))
			.withPropertyValues("sessions.silent.shared.store=redis", "sessions.strict.shared.store=redis",
					"sessions.strict.shared.when-unavailable=fail")
			.run((context) -> {
				JsonNode sessions = json(health(context, "/sessions")).get("components");
				assertThat(sessions.propertyNames()).containsExactly("my-api", "silent-store", "strict-store");
				assertThat(sessions.get("silent-store").get("status").asString()).isEqualTo("UP");
				assertThat(sessions.get("silent-store").get("details").get("lastHeard").asString()).isNotBlank();
				store.withFault(Fault.FAIL);
				context.getBean("silent", Session.class).cookies().set("a", "b", "example.org", "/");
				await().untilAsserted(() -> {
					JsonNode now = json(health(context, "/sessions")).get("components");
					assertThat(now.get("silent-store").get("details").get("store").asString()).isEqualTo("unavailable");
					assertThat(now.get("silent-store").get("status").asString()).isEqualTo("UP");
					assertThat(now.get("strict-store").get("status").asString()).isEqualTo("DOWN");
				});
			});
	}

	@Test
	void retriesAreTheSessions() {
		this.server.on("/v1/health", Reply.status(503), Reply.ok("well"));
		this.runner.withPropertyValues("sessions.my-api.retry.backoff.delay=0")
			.run((context) -> assertThat(health(context, "/sessions").text()).contains("\"UP\""));
	}

	@Test
	void brokenResponseIsDownWithReasonWithoutSecrets() {
		this.server.on("/v1/health", Faults.closeWithoutAnswer());
		this.runner
			.withPropertyValues("sessions.my-api.retry.max-attempts=1",
					"sessions.my-api.health.path=/health?key=secret")
			.run((context) -> assertThat(health(context, "/sessions").text())
				.contains("SessionException: the server closed the connection without an answer")
				.doesNotContain("secret"));
	}

	@Test
	void resultIsCached() {
		this.server.on("/v1/health", Reply.ok("well"));
		this.runner.run((context) -> {
			health(context, "/sessions");
			health(context, "/sessions/my-api");
			health(context, "");
			assertThat(this.server.requests("/v1/health")).hasSize(1);
		});
	}

	@Test
	void concurrentRequestsProbeOnce() throws InterruptedException {
		Gate gate = new Gate();
		this.server.on("/v1/health", gate.then(Reply.ok("well")));
		this.runner.run((context) -> {
			List<CompletableFuture<Response>> asking = new ArrayList<>();
			for (int i = 0; i < 4; i++) {
				asking.add(CompletableFuture.supplyAsync(() -> health(context, "/sessions")));
			}
			gate.awaitArrivals(1);
			gate.open();
			asking.forEach((answer) -> assertThat(answer.join().text()).contains("\"UP\""));
			assertThat(this.server.requests("/v1/health")).hasSize(1);
		});
	}

	@Test
	void hangingServersAreProbedConcurrently() {
		Gate gate = new Gate();
		this.server.otherwise(gate.then(Reply.ok("well")));
		this.runner
			.withPropertyValues("sessions.silent.health.path=/health", "sessions.third.health.path=/health",
					"sessions.third.base-url=" + this.server.url())
			.run((context) -> {
				Stopwatch stopwatch = Stopwatch.start();
				String health = health(context, "/sessions").text();
				// one after another they would take six
				assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(5));
				assertThat(health)
					.contains("\"DOWN\"", "TotalTimeoutException: the call did not end within its total time")
					.doesNotContain("UP");
			});
		gate.open();
	}

	@Test
	void apiIsProbedOnDemandOnly() {
		this.runner.run((context) -> {
			context.getBean("my-api", Session.class);
			assertThat(this.server.requests()).isEmpty();
		});
	}

	private static JsonNode json(Response response) {
		return JsonMapper.shared().readTree(response.bytes());
	}

	private static Response health(AssertableWebApplicationContext context, String path) {
		try (Session caller = Management.caller(context)) {
			return caller.send(HttpMethod.GET, "/health" + path, (request) -> request.maxAttempts(1));
		}
	}

}
