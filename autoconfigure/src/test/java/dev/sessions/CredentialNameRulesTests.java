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
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.GetExchange;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of headers whose name indicates credentials, for each way of setting them.
 */
class CredentialNameRulesTests {

	private static final List<String> NAMES = List.of("X-Auth-Key", "Ocp-Apim-Subscription-Key", "x-functions-key",
			"DD-APPLICATION-KEY", "X-Access-Key", "AccessKey", "X-Session-Id", "X-SID", "X-JWT",
			"X-Goog-Iap-Jwt-Assertion", "X-Signature", "X-Amz-Signature", "X-Credential", "X-Credentials", "X-Passwd",
			"X-Pass", "X-Master-Key", "X-Parse-Master-Key", "Private-Key", "X-Shared-Key", "Authentication",
			"X-Authentication", "Auth", "X-OTP", "X-CSRF", "X-Contrasena", "x_api_key", "X-Hmac", "DPoP", "X-User-Pin");

	private static final List<String> HARMLESS = List.of("Idempotency-Key", "X-Request-Id", "traceparent",
			"X-Pass-Through", "X-Author", "X-Monkey", "Surrogate-Key", "Cache-Control", "Accept-Language");

	private static final String SECRET = "hidden";

	@AutoClose
	private final ScriptedServer a = ScriptedServer.start().otherwise(Reply.ok("a"));

	@AutoClose
	private final ScriptedServer b = ScriptedServer.start().otherwise(Reply.ok("b"));

	/**
	 * header-redirect, header-redirect-rest, header-redirect-service.
	 */
	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("facesAndStatuses")
	@DisplayName("RULES 4 and 42: headers set by hand do not follow a redirect to another origin")
	void handSetOnesAreDropped(Face face, int status) throws IOException {
		this.a.on("/from", Reply.redirect(status, this.b.url("/to")));
		try (Session session = builder().build()) {
			Call call = Call.get(this.a.url("/from"));
			for (String name : all()) {
				call = call.header(name, SECRET);
			}
			assertThat(face.send(session, call).body()).isEqualTo("b");
		}
		assertArrived(this.a.request());
		assertHarmlessOnly(this.b.request());
	}

	/**
	 * header-redirect-service.
	 */
	@Test
	@DisplayName("RULES 4 and 42: headers of a declarative client do not follow either")
	void headersOfAServiceAreDropped() {
		this.a.on("/from", Reply.redirect(303, this.b.url("/to")));
		MultiValueMap<String, String> headers = new LinkedMultiValueMap<>();
		all().forEach((name) -> headers.add(name, SECRET));
		try (Session session = builder().build()) {
			assertThat(session.service(Service.class).get("key", headers)).isEqualTo("b");
		}
		assertArrived(this.a.request());
		assertThat(this.a.request().headers("X-Auth-Key")).contains("key");
		assertHarmlessOnly(this.b.request());
		assertThat(this.b.request().hasHeader("X-Auth-Key")).isFalse();
	}

	/**
	 * header-redirect-stream.
	 */
	@Test
	@DisplayName("RULES 4 and 42: headers of a stream do not follow either")
	void headersOfAStreamAreDropped() {
		this.a.on("/from", Reply.redirect(308, this.b.url("/to")));
		try (Session session = builder().build()) {
			session.stream(HttpMethod.POST, "/from", (request) -> request.headers(this::addAll).body("x"),
					(response) -> response.body().readAllBytes());
		}
		assertArrived(this.a.request());
		assertHarmlessOnly(this.b.request());
	}

	/**
	 * header-hook-redirect.
	 */
	@Test
	@DisplayName("RULES 4 and 42: headers of a hook do not follow either")
	void headersOfAHookAreDropped() {
		this.a.on("/from", Reply.redirect(302, this.b.url("/to")));
		try (Session session = builder().onRequest((request) -> addAll(request.headers())).build()) {
			session.get("/from");
		}
		assertArrived(this.a.request());
		assertHarmlessOnly(this.b.request());
	}

	/**
	 * header-default-redirect.
	 */
	@ParameterizedTest(name = "{0}")
	@EnumSource(Face.class)
	@DisplayName("RULES 1 and 42: default headers do not follow a redirect to another origin")
	void defaultOnesAreDropped(Face face) throws IOException {
		this.a.on("/from", Reply.redirect(302, this.b.url("/to")));
		try (Session session = builder().headers(this::addAll).build()) {
			assertThat(face.get(session, this.a.url("/from")).body()).isEqualTo("b");
		}
		assertArrived(this.a.request());
		assertHarmlessOnly(this.b.request());
	}

	/**
	 * header-absolute, header-absolute-rest.
	 */
	@ParameterizedTest(name = "{0}")
	@EnumSource(Face.class)
	@DisplayName("RULES 11 and 42: default headers are not sent to an absolute URL at another origin")
	void defaultOnesStayAtTheOrigin(Face face) throws IOException {
		try (Session session = builder().headers(this::addAll).build()) {
			face.get(session, this.a.url("/own"));
			face.get(session, this.b.url("/other"));
			face.get(session, this.a.localhost("/other-name"));
		}
		assertArrived(this.a.request("/own"));
		assertHarmlessOnly(this.b.request());
		assertHarmlessOnly(this.a.request("/other-name"));
	}

	/**
	 * header-absolute for streams and downloads.
	 */
	@Test
	@DisplayName("RULES 11 and 42: neither are those of a stream or a download")
	void defaultOnesOfStreamsStayAtTheOrigin() {
		try (Session session = builder().headers(this::addAll).build()) {
			session.stream(HttpMethod.GET, URI.create(this.b.url("/stream")), (request) -> {
			}, (response) -> response.body().readAllBytes());
			session.pages(this.b.url("/pages"), (request) -> {
			}).forEach(Response::text);
		}
		assertThat(this.b.requests()).hasSize(2).allSatisfy(CredentialNameRulesTests::assertHarmlessOnly);
	}

	/**
	 * header-fork.
	 */
	@Test
	@DisplayName("RULES 11 and 42: neither are default headers of a fork, or changed ones")
	void defaultOnesOfAForkStayAtTheOrigin() {
		try (Session session = builder().build()) {
			session.fork((fork) -> fork.headers(this::addAll)).get(this.b.url("/fork"));
			session.headers(this::addAll);
			session.get(this.b.url("/changed"));
			session.fork().get(this.b.url("/fork-of-changed"));
			session.get("/own");
		}
		assertThat(this.b.requests()).hasSize(3).allSatisfy(CredentialNameRulesTests::assertHarmlessOnly);
		assertArrived(this.a.request());
	}

	@Test
	@DisplayName("RULE 42: default headers go where auth goes: to an allowed origin, over a redirect, and back")
	void defaultOnesGoWhereCredentialsGo() {
		try (ScriptedServer allowed = ScriptedServer.start().otherwise(Reply.ok("allowed"));
				Session session = builder().allowedOrigins(allowed.url()).headers(this::addAll).build()) {
			session.get(allowed.url("/absolute"));
			this.a.on("/1", Reply.redirect(302, this.b.url("/2")));
			this.b.on("/2", Reply.redirect(302, allowed.url("/3")));
			allowed.on("/3", Reply.redirect(302, this.a.url("/4")));
			session.get("/1");
			assertThat(allowed.requests()).hasSize(2).allSatisfy(CredentialNameRulesTests::assertArrived);
		}
		assertArrived(this.a.request("/1"));
		assertHarmlessOnly(this.b.request());
		assertArrived(this.a.request("/4"));
	}

	@Test
	@DisplayName("RULE 42: back from another origin, default headers are sent once, unless the call omits them")
	void defaultOnesComeBackOnce() {
		this.a.on("/own", Reply.redirect(302, this.b.url("/away")), Reply.redirect(302, "/two"));
		this.b.on("/away", Reply.redirect(302, this.a.url("/back")));
		try (Session session = builder().header("X-Auth-Key", "one", "two").header("X-Sid", SECRET).build()) {
			session.get("/own", (request) -> request.headers((headers) -> headers.put("X-Sid", List.of())));
			session.get("/own");
		}
		assertThat(this.b.request().hasHeader("X-Auth-Key")).isFalse();
		assertThat(this.a.request("/back").headers("X-Auth-Key")).containsExactly("one", "two");
		assertThat(this.a.request("/back").hasHeader("X-Sid")).isFalse();
		assertThat(this.a.request("/two").headers("X-Auth-Key")).containsExactly("one", "two");
		assertThat(this.a.request("/two").headers("X-Sid")).containsExactly(SECRET);
	}

	@Test
	@DisplayName("RULE 42: headers set by hand are not sent again")
	void handSetOnesDoNotComeBack() {
		this.a.on("/own", Reply.redirect(302, this.b.url("/away")));
		this.b.on("/away", Reply.redirect(302, this.a.url("/back")));
		try (Session session = builder().build()) {
			session.get("/own", (request) -> request.headers(this::addAll));
		}
		assertHarmlessOnly(this.a.request("/back"));
	}

	@Test
	@DisplayName("RULE 42: default headers do not follow from https to http, even to an allowed origin")
	void defaultOnesAreNotSentInPlainText() {
		try (ScriptedServer secure = ScriptedServer.startTls();
				Session session = Session.builder("test")
					.baseUrl(secure.url())
					.allowedOrigins(this.b.url())
					.headers(this::addAll)
					.build()) {
			secure.on("/from", Reply.redirect(302, this.b.url("/to")));
			session.get("/from");
			assertArrived(secure.request());
		}
		assertHarmlessOnly(this.b.request());
	}

	/**
	 * header-downgrade.
	 */
	@ParameterizedTest(name = "{0}")
	@EnumSource(Face.class)
	@DisplayName("RULES 9 and 42: headers set by hand do not follow from https to http of the same host")
	void handSetOnesAreNotSentInPlainText(Face face) throws IOException {
		try (ScriptedServer secure = ScriptedServer.startTls();
				Session session = Session.builder("test").baseUrl(secure.url()).build()) {
			secure.on("/from", Reply.redirect(302, this.b.url("/to")));
			Call call = Call.get(secure.url("/from"));
			for (String name : all()) {
				call = call.header(name, SECRET);
			}
			face.send(session, call);
			assertArrived(secure.request());
		}
		assertHarmlessOnly(this.b.request());
	}

	/**
	 * header-kept-same-origin.
	 */
	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("facesAndStatuses")
	@DisplayName("RULES 2 and 42: the same origin gets all headers")
	void sameOriginKeepsThem(Face face, int status) throws IOException {
		this.a.on("/from", Reply.redirect(status, "/to"));
		try (Session session = builder().build()) {
			Call call = Call.get(this.a.url("/from"));
			for (String name : all()) {
				call = call.header(name, SECRET);
			}
			face.send(session, call);
		}
		assertArrived(this.a.request("/to"));
	}

	/**
	 * header-kept-explicit.
	 */
	@ParameterizedTest(name = "{0}")
	@EnumSource(Face.class)
	@DisplayName("RULE 42: headers set by hand are sent to the target that the caller names")
	void explicitOnesAreSent(Face face) throws IOException {
		try (Session session = builder().build()) {
			Call call = Call.get(this.b.url("/to"));
			for (String name : all()) {
				call = call.header(name, SECRET);
			}
			face.send(session, call);
		}
		assertArrived(this.b.request());
	}

	/**
	 * header-credentials.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "bearer", "basic", "header", "query" })
	@DisplayName("RULE 1: credentials of a session do not follow a redirect to another origin")
	void credentialsAreDropped(String kind) {
		Credentials credentials = Map
			.of("bearer", Credentials.bearer(SECRET), "basic", Credentials.basic("me", SECRET), "header",
					Credentials.apiKeyHeader("X-Auth-Key", SECRET), "query", Credentials.apiKeyQuery("k", SECRET))
			.get(kind);
		this.a.on("/from", Reply.redirect(302, this.b.url("/to")));
		try (Session session = builder().auth(credentials).build()) {
			session.get("/from");
		}
		String basic = HttpHeaders.encodeBasicAuth("me", SECRET, null);
		assertThat(this.a.request().head()).containsAnyOf(SECRET, basic);
		assertThat(this.b.request().head()).doesNotContain(SECRET, basic);
	}

	@ParameterizedTest(name = "{0}")
	@EnumSource(Face.class)
	@DisplayName("RULE 42: default parameters are sent to the base URL only, whatever their names")
	void defaultParametersStayAtTheBaseUrl(Face face) throws IOException {
		this.a.on("/from", Reply.redirect(302, this.b.url("/to")));
		try (Session session = builder().param("api_key", SECRET).param("k", SECRET).build()) {
			session.get("/from");
			assertThat(this.a.request().target()).contains("api_key=" + SECRET);
			face.get(session, this.b.url("/absolute"));
		}
		assertThat(this.b.requests()).hasSize(2).noneMatch((request) -> request.head().contains(SECRET));
	}

	private SessionBuilder builder() {
		return Session.builder("test").baseUrl(this.a.url());
	}

	private void addAll(HttpHeaders headers) {
		all().forEach((name) -> headers.set(name, SECRET));
	}

	private static List<String> all() {
		return Stream.concat(NAMES.stream(), HARMLESS.stream()).toList();
	}

	private static void assertArrived(ReceivedRequest request) {
		assertThat(all()).allSatisfy((name) -> assertThat(request.headers(name)).as(name).contains(SECRET));
	}

	private static void assertHarmlessOnly(ReceivedRequest request) {
		assertThat(NAMES).noneMatch(request::hasHeader);
		assertThat(HARMLESS).allSatisfy((name) -> assertThat(request.headers(name)).as(name).contains(SECRET));
	}

	static Stream<Arguments> facesAndStatuses() {
		return Arrays.stream(Face.values())
			.flatMap((face) -> Stream.of(301, 302, 303, 307, 308).map((status) -> Arguments.of(face, status)));
	}

	/**
	 * A declarative client.
	 */
	interface Service {

		@GetExchange("/from")
		String get(@RequestHeader("X-Auth-Key") String key, @RequestHeader MultiValueMap<String, String> headers);

	}

}
