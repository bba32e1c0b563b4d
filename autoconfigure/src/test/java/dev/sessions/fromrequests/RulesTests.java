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

package dev.sessions.fromrequests;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.sessions.Credentials;
import dev.sessions.Link;
import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.testsupport.Httpbin;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the policies around the requests of a session.
 */
class RulesTests {

	@RegisterExtension
	static final Httpbin httpbin = new Httpbin();

	@AutoClose
	private Session example;

	@BeforeEach
	void build() {
		this.example = Session.builder("example").baseUrl(httpbin.url()).build();
	}

	@Test
	void callsHooks() {
		String url = httpbin.url();
		// tag::hooks[]
		List<URI> seen = new CopyOnWriteArrayList<>();
		Session session = Session.builder("example")
			.baseUrl(url)
			.onResponse((response) -> seen.add(response.uri()))
			.build();
		session.get("/redirect-to?url=/get");
		// end::hooks[]
		assertThat(seen).extracting(URI::getPath).containsExactly("/redirect-to", "/get");
		session.close();
	}

	@Test
	void authenticates() {
		Session session = this.example;
		// tag::auth[]
		session.auth(Credentials.basic("user", "pass"));
		Response response = session.get("/basic-auth/user/pass");
		Response other = session.get("/basic-auth/me/secret",
				(request) -> request.auth(Credentials.basic("me", "secret")));
		// end::auth[]
		assertThat(response.ok()).isTrue();
		assertThat(other.ok()).isTrue();
	}

	@Test
	void authenticatesWithCustomScheme() {
		Session session = this.example;
		TokenStore tokens = () -> "t0ken";
		// tag::custom-auth[]
		session.auth(Credentials.bearer(() -> tokens.current()));
		Response withToken = session.get("/bearer");
		session.auth(Credentials.apiKeyHeader("X-Api-Key", "ann"));
		Response withKey = session.get("/headers");
		// end::custom-auth[]
		assertThat(withToken.text()).contains("t0ken");
		assertThat(withKey.text()).contains("\"X-Api-Key\":\"ann\"");
	}

	@Test
	void signs() {
		String url = httpbin.url();
		// tag::sign[]
		Session session = Session.builder("example")
			.baseUrl(url)
			.onRequest((request) -> request.headers()
				.set("X-Signature-Auth", sign(request.method() + " " + request.uri().getPath())))
			.build();
		// end::sign[]
		assertThat(session.get("/headers").text()).contains("\"X-Signature-Auth\":\"signed GET /headers\"");
		session.close();
	}

	private static String sign(String text) {
		return "signed " + text;
	}

	@Test
	void usesProxy() {
		try (ScriptedServer proxy = ScriptedServer.start().otherwise(Reply.ok("by proxy"))) {
			String proxyUrl = proxy.url();
			// tag::proxy[]
			Session session = Session.builder("example")
				.baseUrl("http://example.org")
				.proxy((settings) -> settings.withUrl(proxyUrl)
					.withCredentials("user", "pass")
					.withNoProxy(List.of("localhost", "10.0.0.0/8")))
				.build();
			// end::proxy[]
			assertThat(session.get("/").text()).isEqualTo("by proxy");
			session.close();
		}
	}

	@Test
	void knowsLinks() {
		try (ScriptedServer server = ScriptedServer.start();
				Session session = Session.builder("example").baseUrl(server.url()).build()) {
			server.otherwise(Reply.ok("1").header("Link", "</items?page=2>; rel=next"),
					Reply.ok("1").header("Link", "</items?page=2>; rel=next"), Reply.ok("2"));
			// tag::links[]
			Link next = session.get("/items").links().get("next");
			List<String> pages = session.pages("/items").map(Response::text).toList();
			// end::links[]
			assertThat(next.uri()).hasToString(server.url("/items?page=2"));
			assertThat(pages).containsExactly("1", "2");
		}
	}

	@Test
	void retries() {
		try (ScriptedServer server = ScriptedServer.start().otherwise(Reply.status(502), Reply.ok("ok"))) {
			String url = server.url();
			// tag::retry[]
			Session session = Session.builder("example")
				.baseUrl(url)
				.retry((retry) -> retry.withMaxAttempts(4)
					.withStatuses(Set.of(502, 503, 504))
					.withMethods(Set.of("POST"))
					.withBackoff(retry.backoff().withDelay(Duration.ofMillis(100))))
				.build();
			Response response = session.post("/orders");
			int attempts = response.attempts();
			// end::retry[]
			assertThat(attempts).isEqualTo(2);
			session.close();
		}
	}

	@Test
	void retriesOneRequest() {
		try (ScriptedServer server = ScriptedServer.start().otherwise(Reply.status(503), Reply.ok("ok"));
				Session session = Session.builder("example").baseUrl(server.url()).build()) {
			// tag::retry-once[]
			Response response = session.post("/orders", (request) -> request.idempotent(true).maxAttempts(5));
			// end::retry-once[]
			assertThat(response.attempts()).isEqualTo(2);
		}
	}

	@Test
	void hasAPool() {
		String url = httpbin.url();
		// tag::pool[]
		Session session = Session.builder("example")
			.baseUrl(url)
			.pool((pool) -> pool.withMaxConnections(20).withMaxConnectionsPerRoute(10))
			.build();
		int inUse = session.pool().leased();
		// end::pool[]
		assertThat(inUse).isZero();
		session.close();
	}

	@Test
	void hasTimeouts() {
		String url = httpbin.url();
		// tag::timeouts[]
		Session session = Session.builder("example")
			.baseUrl(url)
			.timeout((timeout) -> timeout.withConnect(Duration.ofMillis(3050)).withRead(Duration.ofSeconds(27)))
			.build();
		Response response = session.get("/get", (request) -> request.readTimeout(Duration.ofSeconds(5)));
		// end::timeouts[]
		assertThat(response.ok()).isTrue();
		session.close();
	}

	/**
	 * Stores a token.
	 */
	interface TokenStore {

		String current();

	}

}
