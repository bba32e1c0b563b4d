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

package dev.sessions.autoconfigure.actuate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.actuate.RecentFailures;
import dev.sessions.actuate.SessionsEndpoint;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.MemoryStore;
import dev.sessions.settings.StoreHandle;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.assertj.AssertableWebApplicationContext;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@code /actuator/sessions} over HTTP.
 */
class SessionsEndpointOverHttpTests {

	private static final String UNRESTRICTED = "management.endpoint.sessions.access=unrestricted";

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start()
		.on("/login", Reply.ok("in").cookie("sid=secret; Path=/; Max-Age=3600"))
		.on("/busy", Reply.status(503).body("secret"))
		.otherwise(Reply.ok("ok"));

	private final WebApplicationContextRunner runner = Management.overHttp()
		.withPropertyValues("sessions.my-api.base-url=" + this.server.url(), "sessions.my-api.retry.max-attempts=1",
				"sessions.my-api.auth.bearer.token=secret", "sessions.my-api.mounts[/files].timeout.read=60s");

	@Test
	void allSessionsAreListed() {
		this.runner.withBean("handMade", Session.class, () -> Session.builder("hand-made").build()).run((context) -> {
			context.getBean("my-api", Session.class).get("/busy");
			JsonNode sessions = get(context, "/sessions").as(JsonNode.class).get("sessions");
			assertThat(sessions.propertyNames()).containsExactly("handMade", "my-api");
			JsonNode session = sessions.get("my-api");
			assertThat(session.get("baseUrl").asString()).isEqualTo(this.server.url());
			assertThat(session.get("configured").asBoolean()).isTrue();
			assertThat(session.get("primary").asBoolean()).isFalse();
			assertThat(session.get("auth").asString()).isEqualTo("bearer");
			assertThat(session.get("pool").get("available").asInt()).isOne();
			assertThat(session.get("pool").get("max").asInt()).isEqualTo(100);
			assertThat(session.get("mounts").get(0).asString()).isEqualTo("/files");
			assertThat(session.get("recentFailures").asInt()).isOne();
			assertThat(sessions.get("handMade").get("configured").asBoolean()).isFalse();
		});
	}

	@Test
	void oneSessionIsShownForEachSpellingOfItsName() {
		this.runner.run((context) -> {
			for (String name : List.of("my-api", "myApi")) {
				Response response = get(context, "/sessions/" + name);
				assertThat(response.status().value()).isEqualTo(200);
				assertThat(response.as(JsonNode.class).get("name").asString()).isEqualTo("my-api");
			}
		});
	}

	@Test
	void poolCookiesAndFailuresAreShown() {
		this.runner.run((context) -> {
			Session session = context.getBean("my-api", Session.class);
			session.get("/login");
			session.get("/busy?token=secret");
			session.get("/files/1");
			Response response = get(context, "/sessions/my-api");
			assertThat(response.text()).doesNotContain("secret");
			JsonNode shown = response.as(JsonNode.class);
			JsonNode route = shown.get("pool").get("routes").get(0);
			assertThat(route.get("target").asString()).isEqualTo(this.server.url());
			assertThat(route.get("available").asInt()).isEqualTo(2);
			assertThat(route.get("max").asInt()).isEqualTo(100);
			JsonNode cookie = shown.get("cookies").get(0);
			assertThat(cookie.propertyNames()).containsExactlyInAnyOrder("name", "domain", "path", "expires");
			assertThat(cookie.get("name").asString()).isEqualTo("sid");
			JsonNode failure = shown.get("recentFailures").get(0);
			assertThat(failure.get("method").asString()).isEqualTo("GET");
			assertThat(failure.get("uri").asString()).isEqualTo("/busy");
			assertThat(failure.get("status").asInt()).isEqualTo(503);
			assertThat(failure.get("cause").asString())
				.isEqualTo("the server answered with status 503 (Service Unavailable)");
			assertThat(failure.get("attempts").asInt()).isOne();
			assertThat(shown.get("retriesLeft").asDouble()).isBetween(10.0, 100.0);
			assertThat(failure.get("time").asString()).endsWith("Z");
			JsonNode mount = shown.get("mounts").get("/files").get("settings");
			assertThat(mount.propertyNames()).containsExactly("timeout.read");
			assertThat(mount.get("timeout.read").get("value").asString()).isEqualTo("1m");
		});
	}

	@Test
	void sharedStateIsShown() {
		String key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE";
		this.runner.withBean(StoreHandle.class, () -> new MemoryStore(TimeSource.SYSTEM))
			.withPropertyValues("sessions.my-api.shared.store=redis", "sessions.my-api.shared.tokens=false",
					"sessions.my-api.shared.encryption-key=" + key, "sessions.other.timeout.read=5s")
			.run((context) -> {
				Response response = get(context, "/sessions/my-api");
				assertThat(response.text()).doesNotContain(key);
				JsonNode shared = response.as(JsonNode.class).get("shared");
				assertThat(shared.get("available").asBoolean()).isTrue();
				assertThat(shared.get("lastHeard").asString()).endsWith("Z");
				assertThat(shared.get("what").valueStream().map(JsonNode::asString)).containsExactly("cookies",
						"rate-limit", "retry-after");
				assertThat(shared.get("encrypted").asBoolean()).isTrue();
				assertThat(get(context, "/sessions/other").as(JsonNode.class).get("shared").isNull()).isTrue();
			});
	}

	@Test
	void unknownSessionResultsInTheKnownNames() {
		this.runner.withPropertyValues(UNRESTRICTED, "sessions.other.timeout.read=5s").run((context) -> {
			for (Response response : List.of(get(context, "/sessions/secret"),
					post(context, "secret", Map.of("action", "evict-idle")))) {
				assertThat(response.status().value()).isEqualTo(404);
				assertThat(response.text()).doesNotContain("secret");
				assertThat(known(response)).containsExactly("my-api", "other");
			}
		});
	}

	@Test
	void changesRequireUnrestrictedAccess() {
		this.runner.run((context) -> {
			context.getBean("my-api", Session.class).get("/login");
			Response response = post(context, "my-api", Map.of("action", "clear-cookies"));
			assertThat(response.status().value()).isEqualTo(405);
			assertThat(context.getBean("my-api", Session.class).cookies().list()).hasSize(1);
		});
	}

	@Test
	void idleConnectionsAreEvicted() {
		this.runner.withPropertyValues(UNRESTRICTED).run((context) -> {
			Session session = context.getBean("my-api", Session.class);
			session.get("/x");
			session.get("/files/1");
			JsonNode done = post(context, "myApi", Map.of("action", "evict-idle")).as(JsonNode.class);
			assertThat(done.get("session").asString()).isEqualTo("my-api");
			assertThat(done.get("outcome").asString()).isEqualTo("closed 2 idle connections");
			assertThat(session.pool().available()).isZero();
			session.get("/x");
			assertThat(this.server.accepted()).isEqualTo(3);
		});
	}

	@Test
	void cookiesAreCleared() {
		this.runner.withPropertyValues(UNRESTRICTED).run((context) -> {
			Session session = context.getBean("my-api", Session.class);
			session.get("/login");
			JsonNode done = post(context, "my-api", Map.of("action", "clear-cookies")).as(JsonNode.class);
			assertThat(done.get("outcome").asString()).isEqualTo("removed 1 cookie");
			assertThat(session.cookies().list()).isEmpty();
		});
	}

	@Test
	void wrongActionResultsInTheKnownOnes() {
		this.runner.withPropertyValues(UNRESTRICTED).run((context) -> {
			for (Map<String, ?> body : List.of(Map.of("action", "secret"), Map.of("secret", "x"))) {
				Response response = post(context, "my-api", body);
				assertThat(response.status().value()).isEqualTo(400);
				assertThat(response.text()).doesNotContain("secret");
				assertThat(known(response)).containsExactly("evict-idle", "clear-cookies", "renew-credential");
			}
		});
	}

	@Test
	void fixedCredentialCannotBeRenewed() {
		this.runner.withPropertyValues(UNRESTRICTED).run((context) -> {
			Response response = post(context, "my-api", Map.of("action", "renew-credential"));
			assertThat(response.status().value()).isEqualTo(409);
			assertThat(response.text()).contains("The credentials are fixed (bearer)").doesNotContain("secret");
		});
	}

	@Test
	void tokenExpiresAndIsRenewed() {
		this.server.on("/token",
				Reply.json("{\"access_token\":\"secret1\",\"token_type\":\"Bearer\",\"expires_in\":3600}"),
				Reply.json("{\"access_token\":\"secret2\",\"token_type\":\"Bearer\",\"expires_in\":3600}"));
		this.runner
			.withPropertyValues(UNRESTRICTED, "sessions.tokens.base-url=" + this.server.url(),
					"sessions.tokens.auth.oauth2.token-uri=" + this.server.url("/token"),
					"sessions.tokens.auth.oauth2.client-id=me", "sessions.tokens.auth.oauth2.client-secret=secret")
			.run((context) -> {
				Session session = context.getBean("tokens", Session.class);
				assertThat(auth(context).get("expires").isNull()).isTrue();
				session.get("/one");
				assertThat(auth(context).get("kind").asString()).isEqualTo("oauth2");
				assertThat(Instant.parse(auth(context).get("expires").asString()))
					.isBetween(Instant.now().plusSeconds(3000), Instant.now().plusSeconds(3600));
				Response done = post(context, "tokens", Map.of("action", "renew-credential"));
				assertThat(done.text()).contains("the next call obtains a new credential (oauth2)");
				session.get("/two");
				assertThat(this.server.request("/one").header("Authorization")).isEqualTo("Bearer secret1");
				assertThat(this.server.request("/two").header("Authorization")).isEqualTo("Bearer secret2");
			});
	}

	@Test
	void loginIsRepeated() {
		this.server.on("/login", Reply.ok("").cookie("sid=secret1"), Reply.ok("").cookie("sid=secret2"));
		this.runner
			.withPropertyValues(UNRESTRICTED, "sessions.tokens.base-url=" + this.server.url(),
					"sessions.tokens.auth.login.uri=/login", "sessions.tokens.auth.login.form.password=secret")
			.run((context) -> {
				Session session = context.getBean("tokens", Session.class);
				assertThat(auth(context).get("obtained").isNull()).isTrue();
				session.get("/one");
				assertThat(auth(context).get("kind").asString()).isEqualTo("login");
				assertThat(auth(context).get("expires").isNull()).isTrue();
				assertThat(Instant.parse(auth(context).get("obtained").asString()))
					.isBetween(Instant.now().minusSeconds(100), Instant.now());
				post(context, "tokens", Map.of("action", "renew-credential"));
				session.get("/two");
				assertThat(this.server.request("/one").header("Cookie")).isEqualTo("sid=secret1");
				assertThat(this.server.request("/two").header("Cookie")).isEqualTo("sid=secret2");
			});
	}

	@Test
	void fileIsReadAgain(@TempDir Path folder) throws IOException {
		Path token = Files.writeString(folder.resolve("token"), "secret1");
		this.runner
			.withPropertyValues(UNRESTRICTED, "sessions.files.base-url=" + this.server.url(),
					"sessions.files.auth.bearer.token-file=" + token)
			.run((context) -> {
				Session session = context.getBean("files", Session.class);
				session.get("/one");
				Files.writeString(token, "secret2");
				post(context, "files", Map.of("action", "renew-credential"));
				session.get("/two");
				assertThat(this.server.request("/one").header("Authorization")).isEqualTo("Bearer secret1");
				assertThat(this.server.request("/two").header("Authorization")).isEqualTo("Bearer secret2");
			});
	}

	@Test
	void challengeIsRequestedAgain() {
		this.server.on("/digest",
				Reply.status(401).header("WWW-Authenticate", "Digest realm=\"x\", nonce=\"one\", qop=\"auth\""),
				Reply.ok("in"), Reply.ok("in"), Reply.ok("asked anew"));
		this.runner
			.withPropertyValues(UNRESTRICTED, "sessions.digest.base-url=" + this.server.url(),
					"sessions.digest.auth.digest.username=me", "sessions.digest.auth.digest.password=secret")
			.run((context) -> {
				Session session = context.getBean("digest", Session.class);
				session.get("/digest");
				session.get("/digest");
				post(context, "digest", Map.of("action", "renew-credential"));
				session.get("/digest");
				assertThat(this.server.requests("/digest"))
					.extracting((request) -> request.header("Authorization") != null)
					.containsExactly(false, true, true, false);
			});
	}

	@Test
	void sessionWithoutCredentialsHasNoneToRenew() {
		this.runner.withPropertyValues(UNRESTRICTED, "sessions.open.base-url=" + this.server.url()).run((context) -> {
			Response response = post(context, "open", Map.of("action", "renew-credential"));
			assertThat(response.status().value()).isEqualTo(409);
			assertThat(response.text()).contains("The session has no credentials");
		});
	}

	@Test
	void unexposedEndpointIsNotFound() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=health").run((context) -> {
			assertThat(get(context, "/sessions").status().value()).isEqualTo(404);
			assertThat(context).doesNotHaveBean(SessionsEndpoint.class).doesNotHaveBean(RecentFailures.class);
		});
	}

	private static JsonNode auth(AssertableWebApplicationContext context) {
		return get(context, "/sessions/tokens").as(JsonNode.class).get("auth");
	}

	private static List<String> known(Response response) {
		return JsonMapper.shared()
			.readTree(response.bytes())
			.get("known")
			.valueStream()
			.map(JsonNode::asString)
			.toList();
	}

	private static Response get(AssertableWebApplicationContext context, String path) {
		try (Session caller = Management.caller(context)) {
			return caller.get(path);
		}
	}

	private static Response post(AssertableWebApplicationContext context, String name, Map<String, ?> body) {
		try (Session caller = Management.caller(context)) {
			return caller.post("/sessions/" + name, (request) -> request.json(body));
		}
	}

}
