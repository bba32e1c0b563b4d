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

import java.util.Map;

import dev.sessions.testsupport.Httpbin;
import dev.sessions.testsupport.Httpbin.Echo;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of credentials and cookies with httpbin.
 */
class HttpbinAuthTests {

	@RegisterExtension
	static final Httpbin httpbin = new Httpbin();

	@AutoClose
	private Session session;

	@BeforeEach
	void build() {
		this.session = Session.builder("httpbin").baseUrl(httpbin.url()).build();
	}

	@Test
	void basic() {
		Response refused = this.session.get("/basic-auth/me/secret");
		assertThat(refused.status().value()).isEqualTo(401);
		assertThat(refused.headers().getFirst("WWW-Authenticate")).startsWith("Basic realm=");
		this.session.auth(Credentials.basic("me", "secret"));
		assertThat(this.session.get("/basic-auth/me/secret").as(Httpbin.OBJECT))
			.isEqualTo(Map.of("authenticated", true, "user", "me"));
		assertThat(this.session.get("/basic-auth/me/other").status().value()).isEqualTo(401);
	}

	@Test
	void hiddenBasicIsSentPreemptively() {
		assertThat(this.session.get("/hidden-basic-auth/me/secret").status().value()).isEqualTo(404);
		assertThat(this.session
			.get("/hidden-basic-auth/me/secret", (request) -> request.auth(Credentials.basic("me", "secret")))
			.as(Httpbin.OBJECT)).isEqualTo(Map.of("authenticated", true, "user", "me"));
	}

	@Test
	void bearer() {
		assertThat(this.session.get("/bearer").status().value()).isEqualTo(401);
		this.session.auth(Credentials.bearer("token"));
		assertThat(this.session.get("/bearer").as(Httpbin.OBJECT))
			.isEqualTo(Map.of("authenticated", true, "token", "token"));
		assertThat(this.session.get("/bearer", (request) -> request.auth(null)).status().value()).isEqualTo(401);
	}

	@ParameterizedTest
	@CsvSource({ "auth, MD5", "auth, SHA-256", "auth, SHA-512", "auth-int, MD5", "auth-int, SHA-256" })
	void digest(String qop, String algorithm) {
		this.session.auth(Credentials.digest("me", "secret"));
		int expected = algorithm.equals("SHA-512") ? 401 : 200;
		for (int i = 0; i < 2; i++) {
			assertThat(this.session.get("/digest-auth/{qop}/me/secret/{algorithm}", qop, algorithm).status().value())
				.isEqualTo(expected);
		}
		assertThat(this.session.get("/digest-auth/{qop}/me/other/{algorithm}", qop, algorithm).status().value())
			.isEqualTo(401);
	}

	@Test
	void digestWithStaleNonce() {
		this.session.auth(Credentials.digest("me", "secret"));
		for (int i = 0; i < 5; i++) {
			Response response = this.session.get("/digest-auth/auth/me/secret/MD5/2");
			assertThat(response.as(Httpbin.OBJECT)).isEqualTo(Map.of("authenticated", true, "user", "me"));
			assertThat(response.attempts()).isEqualTo(1);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 301, 302, 303, 307, 308 })
	void credentialsAndHandSetHeadersAreLimitedToTheirOrigin(int status) {
		this.session.auth(Credentials.bearer("token"));
		for (boolean same : new boolean[] { true, false }) {
			String target = same ? "/anything" : httpbin.localhost("/anything");
			Echo echo = this.session
				.get("/redirect-to",
						(request) -> request.param("url", target)
							.param("status_code", status)
							.header("X-API-Key", "key")
							.header("X-Trace", "7"))
				.as(Echo.class);
			assertThat(echo.headers()).containsEntry("X-Trace", "7");
			assertThat(echo.headers().containsKey("Authorization")).isEqualTo(same);
			assertThat(echo.headers().containsKey("X-Api-Key")).isEqualTo(same);
		}
	}

	@Test
	void cookiesAreSetAndDeleted() {
		assertThat(cookies(this.session.get("/cookies"))).isEmpty();
		assertThat(cookies(this.session.get("/cookies/set?a=1&b=two"))).isEqualTo(Map.of("a", "1", "b", "two"));
		assertThat(cookies(this.session.get("/cookies/set/{name}/{value}", "c", "3")))
			.isEqualTo(Map.of("a", "1", "b", "two", "c", "3"));
		assertThat(this.session.cookies().list()).extracting(Cookie::name).containsExactlyInAnyOrder("a", "b", "c");
		assertThat(cookies(this.session.get("/cookies/delete?a&c"))).isEqualTo(Map.of("b", "two"));
		assertThat(this.session.cookies().get("a")).isNull();
		assertThat(this.session.cookies().get("b")).isEqualTo("two");
	}

	@Test
	void cookieOfRequestAppliesToThatRequestOnly() {
		this.session.cookies().set("kept", "1");
		assertThat(cookies(this.session.get("/cookies", (request) -> request.cookie("once", "2"))))
			.isEqualTo(Map.of("kept", "1", "once", "2"));
		assertThat(cookies(this.session.get("/cookies"))).isEqualTo(Map.of("kept", "1"));
		assertThat(cookies(this.session.fork((changes) -> changes.header("X-Fork", "1")).get("/cookies/set?own=3")))
			.isEqualTo(Map.of("kept", "1", "own", "3"));
		assertThat(cookies(this.session.get("/cookies"))).isEqualTo(Map.of("kept", "1"));
	}

	private static Map<?, ?> cookies(Response response) {
		Map<?, ?> body = response.as(Httpbin.OBJECT);
		return (Map<?, ?>) body.get("cookies");
	}

}
