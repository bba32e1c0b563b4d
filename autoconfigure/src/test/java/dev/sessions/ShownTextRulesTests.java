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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.sessions.settings.LogDetail;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of the secrets in the log of calls and in the texts of the library.
 */
class ShownTextRulesTests {

	private static final String SECRET = "VALX9Q";

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("ok"));

	private final Logger logger = (Logger) LoggerFactory.getLogger("dev.sessions");

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	@BeforeEach
	void listen() {
		this.events.start();
		this.logger.addAppender(this.events);
		this.logger.setLevel(Level.TRACE);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.events);
		this.logger.setLevel(null);
	}

	@ParameterizedTest(name = "{0}: {2} as {1}")
	@MethodSource("bodies")
	@DisplayName("RULE 36: the log shows no secret of a sent or received body")
	void logShowsNoSecretOfABody(String id, String type, String body) {
		this.server.on("/answer", Reply.ok(body).header("Content-Type", type));
		try (Session session = builder().log(LogDetail.BODY).build()) {
			session.post("/x",
					(request) -> request.body(body.getBytes(StandardCharsets.UTF_8), MediaType.parseMediaType(type)));
			session.get("/answer");
			session.restClient().get().uri("/answer").retrieve().toBodilessEntity();
		}
		assertThat(this.server.request("/x").text()).isEqualTo(body);
		assertThat(logged()).contains("POST /x 200", "GET /answer 200", "curl ").doesNotContain(SECRET);
	}

	static Stream<Arguments> bodies() {
		String json = "application/json";
		String form = "application/x-www-form-urlencoded";
		List<Arguments> rows = new ArrayList<>(List.of(
				Arguments.of("log-json-as-form, log-json-as-form-answer", form, "{\"password\":\"VALX9Q\"}"),
				Arguments.of("log-encoded-form", form, "password%3DVALX9Q"),
				Arguments.of("log-encoded-form, twice", form, "a=password%253DVALX9Q"),
				Arguments.of("log-encoded-form, in a value", form, "a=%7B%22password%22%3A%22VALX9Q%22%7D"),
				Arguments.of("log-yaml-list", json, "password:\n- VALX9Q\n"),
				Arguments.of("yaml", json, "password: VALX9Q\n"), Arguments.of("yaml", form, "password: VALX9Q\n"),
				Arguments.of("yaml", "application/yaml", "password: VALX9Q\n"),
				Arguments.of("xml", "application/xml", "<password>VALX9Q</password>"),
				Arguments.of("xml as JSON", json, "<password>VALX9Q</password>"),
				Arguments.of("form as JSON", json, "password=VALX9Q"), Arguments.of("text", "text/plain", "VALX9Q"),
				Arguments.of("text as JSON", json, "VALX9Q"), Arguments.of("text as a form", form, "VALX9Q"),
				Arguments.of("JSON with comments", json, "/* a */{\"a\":\"VALX9Q\"}"),
				Arguments.of("lines of JSON", "application/x-ndjson", "{\"a\":1}\n{\"token\":\"VALX9Q\"}\n"),
				Arguments.of("lines of JSON as JSON", json, "{\"a\":1}\n{\"b\":\"VALX9Q\"}\n"),
				Arguments.of("JSON in JSON", json, "{\"a\":\"{\\\"password\\\":\\\"VALX9Q\\\"}\"}"),
				Arguments.of("a list", json, "{\"passwords\":[\"VALX9Q\",{\"a\":\"VALX9Q\"}]}"),
				Arguments.of("an object", json, "{\"credentials\":{\"user\":\"me\",\"a\":{\"b\":[\"VALX9Q\"]}}}"),
				Arguments.of("a name twice", json, "{\"password\":\"VALX9Q\",\"password\":[\"VALX9Q\"]}"),
				Arguments.of("a long text", json, "{\"a\":\"" + "x".repeat(2010) + "\",\"password\":\"VALX9Q\"}"),
				Arguments.of("a long text", json, "{\"a\":\"" + "x".repeat(2030) + " password=VALX9Q\"}"),
				Arguments.of("another type of JSON", "application/vnd.api+json", "{\"p\\u0061ssword\":\"VALX9Q\"}"),
				Arguments.of("problem", "application/problem+json", "{\"detail\":\"Bearer VALX9Q is not valid\"}")));
		for (String name : List.of("passwort", "kennwort", "senha", "securityAnswer", "mnemonic", "tan",
				"contrase\u00f1a", "motDePasse", "mot_de_passe", "wachtwoord", "has\u0142o",
				"\u30d1\u30b9\u30ef\u30fc\u30c9")) {
			rows.add(Arguments.of("log-name-" + name, json, "{\"" + name + "\":\"VALX9Q\"}"));
		}
		for (String name : List.of("password", "passwd", "pwd", "secret", "clientSecret", "client_secret",
				"refresh_token", "id_token", "sessionToken", "private_key", "otp", "pin", "api_key", "jwt",
				"credentials", "PASSWORD", "p\\u0061ssword")) {
			rows.add(Arguments.of("log-names", json,
					"{\"" + name + "\":\"VALX9Q\",\"a\":{\"" + name + "\" : [\"VALX9Q\"]}}"));
		}
		for (String name : List.of("password", "pass%77ord", "user[password]", "client_secret", "contrase%C3%B1a",
				"Pin")) {
			rows.add(Arguments.of("names of a form", form, "a=b&" + name + "=VALX9Q&c=d"));
		}
		return rows.stream();
	}

	@ParameterizedTest
	@ValueSource(strings = { "X-Auth-Key", "X-Whatever", "X-Amz-Signature", "User-Agent", "Server", "ETag", "Location",
			"Set-Cookie", "Link", "Refresh", "WWW-Authenticate", "Authentication-Info" })
	@DisplayName("RULE 36: the log shows no secret of a sent or received header")
	void logShowsNoSecretOfAHeader(String name) {
		for (String value : List.of("password=" + SECRET, "Bearer " + SECRET, "https://me:" + SECRET + "@h/",
				"/x?a=" + SECRET)) {
			if (!name.equals("Server") && !name.equals("ETag") && value.startsWith("/x")) {
				continue;
			}
			this.server.on("/x", Reply.ok("").header(name, value));
			try (Session session = builder().log(LogDetail.HEADERS).build()) {
				session.get("/x", (request) -> request.header(name, value).followRedirects(false));
			}
		}
		assertThat(logged().replace("/x?a=" + SECRET, "")).contains(name + ": ").doesNotContain(SECRET);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/x?password=VALX9Q", "/x?a=password%3DVALX9Q", "/x?pass%77ord=VALX9Q",
			"/x;jsessionid=VALX9Q", "/password=VALX9Q", "/x?u=https%3A%2F%2Fme%3AVALX9Q%40h%2F", "/x?password%3DVALX9Q",
			"/x?a=Bearer%20VALX9Q" })
	@DisplayName("RULE 36: the log shows no secret of a URI")
	void logShowsNoSecretOfAUri(String uri) {
		try (Session session = builder().log(LogDetail.BODY).build()) {
			session.get(uri);
		}
		assertThat(logged()).contains("GET /", "curl ").doesNotContain(SECRET);
	}

	/**
	 * message-echo-as.
	 */
	@Test
	@DisplayName("RULE 36: a message does not quote a body")
	void messageDoesNotQuoteABody() {
		this.server.on("/x", Reply.status(404).body("Bearer " + SECRET));
		try (Session session = builder().auth(Credentials.bearer(SECRET)).build()) {
			assertThat(catchThrowable(() -> session.get("/x").as(String.class))).hasMessageContaining("404")
				.hasMessageNotContaining(SECRET);
		}
	}

	/**
	 * string-key-query.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "first", "last", "deadline", "decoding", "redirects", "retry", "credentials", "cookies",
			"PROTOCOL", "CONNECT" })
	@DisplayName("RULE 36: an API key in the query is in no text of a request, a context or a scope")
	void textOfARequestShowsNoKey(String position) {
		List<String> texts = new ArrayList<>();
		this.server.on("/r", Reply.redirect(302, "/to")).on("/e", Reply.status(503), Reply.status(401), Reply.ok("ok"));
		try (Session session = builder().auth(Credentials.apiKeyQuery("k", SECRET))
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)))
			.httpClient(recorder(position, texts))
			.build()) {
			session.get("/x?a=b");
			session.get("/r");
			session.get("/e");
			session.post("/x", (request) -> request.form("a", "b"));
		}
		assertThat(this.server.requests()).allMatch((request) -> request.target().contains("k=" + SECRET));
		assertThat(texts).hasSizeGreaterThan(20).noneMatch((text) -> text.contains(SECRET));
	}

	@ParameterizedTest
	@ValueSource(strings = { "cookies", "PROTOCOL", "last" })
	@DisplayName("RULE 36: the same applies to a request that is repeated after a new login or a 417")
	void textOfARepeatedRequestShowsNoKey(String position) {
		List<String> texts = new ArrayList<>();
		this.server.on("/x", Reply.status(401), Reply.ok("ok")).on("/e", Reply.status(417), Reply.ok("ok"));
		try (Session session = builder().auth(Credentials.login((login) -> Credentials.apiKeyQuery("k", SECRET)))
			.httpClient(recorder(position, texts))
			.build()) {
			session.get("/x").raiseForStatus();
			session.put("/e", (request) -> request.header("Expect", "100-continue").body("a")).raiseForStatus();
		}
		assertThat(this.server.requests()).hasSize(4).allMatch((request) -> request.target().contains("k=" + SECRET));
		assertThat(texts).isNotEmpty().noneMatch((text) -> text.contains(SECRET));
	}

	@Test
	@DisplayName("RULE 36: the same applies to a proxy with authentication")
	void textOfAForwardedRequestShowsNoKey() {
		List<String> texts = new ArrayList<>();
		try (ScriptedServer proxy = ScriptedServer.start();
				Session session = Session.builder("test")
					.baseUrl("http://api.example")
					.proxy((settings) -> settings.withUrl(proxy.url()).withCredentials("me", "pw"))
					.auth(Credentials.apiKeyQuery("k", SECRET))
					.httpClient(recorder("last", texts))
					.build()) {
			proxy.otherwise(Reply.ok("ok"));
			session.get("/x");
			assertThat(proxy.requests()).allMatch((request) -> request.target().contains("k=" + SECRET));
		}
		assertThat(texts).isNotEmpty().noneMatch((text) -> text.contains(SECRET));
	}

	private static Consumer<HttpClientBuilder> recorder(String position, List<String> texts) {
		ExecChainHandler handler = (request, scope, chain) -> {
			Runnable record = () -> Stream
				.<Object>of(request, scope, scope.clientContext, scope.originalRequest, scope.route)
				.map(String::valueOf)
				.forEach(texts::add);
			record.run();
			try {
				return chain.proceed(request, scope);
			}
			finally {
				record.run();
			}
		};
		return (client) -> {
			switch (position) {
				case "first" -> client.addExecInterceptorFirst("recorder", handler);
				case "last" -> client.addExecInterceptorLast("recorder", handler);
				default -> client.addExecInterceptorAfter(position, "recorder", handler);
			}
		};
	}

	/**
	 * string-public.
	 */
	@Test
	@DisplayName("RULE 36: no text of a public type shows a secret")
	void textsShowNoSecret() {
		List<String> texts = new ArrayList<>();
		this.server.on("/x", Reply.ok("ok").cookie("sid=" + SECRET).header("X-Token", SECRET));
		for (Credentials credentials : List.of(Credentials.basic("me", SECRET), Credentials.bearer(SECRET),
				Credentials.apiKeyHeader("X-Auth-Key", SECRET), Credentials.apiKeyQuery("k", SECRET),
				Credentials.digest("me", SECRET),
				Credentials.signed((request) -> request.setHeader("X-Plain", SECRET)))) {
			SessionBuilder builder = builder().auth(credentials)
				.header("X-Auth-Key", SECRET)
				.header("X-Other", SECRET)
				.param("sig", SECRET)
				.proxy((proxy) -> proxy.withUrl(this.server.url())
					.withCredentials("me", SECRET)
					.withNoProxy(List.of("127.0.0.1")));
			texts.add(builder.toString());
			texts.add(builder.settings().toString());
			texts.add(builder.settings().proxy().toString());
			try (Session session = builder.build()) {
				session.cookies().set("mine", SECRET);
				Response response = session.get("/x");
				texts.addAll(List.of(session.toString(), session.fork().toString(), credentials.toString(),
						response.toString(), response.cookies().toString(), response.history().toString(),
						session.cookies().toString(), session.cookies().list().toString(), session.pool().toString()));
			}
		}
		assertThat(this.server.requests()).allMatch((request) -> request.head().contains(SECRET));
		assertThat(texts).noneMatch((text) -> text.contains(SECRET));
	}

	private SessionBuilder builder() {
		return Session.builder("test").baseUrl(this.server.url());
	}

	private String logged() {
		return this.events.list.stream().map(ILoggingEvent::getFormattedMessage).collect(Collectors.joining("\n"));
	}

}
