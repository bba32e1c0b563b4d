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

import dev.sessions.testsupport.CredentialKind;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the comparison of origins. A proxy represents the servers, so that they can
 * have any name and port.
 */
class OriginRulesTests {

	private static final CredentialKind KIND = CredentialKind.BEARER;

	@AutoClose
	private final ScriptedServer proxy = ScriptedServer.start();

	@BeforeEach
	void answer() {
		this.proxy.otherwise(Reply.ok("ok"));
	}

	@ParameterizedTest
	@CsvSource({ "http://one.example, http://one.example:80/x", "http://one.example:80, http://one.example/x",
			"HTTP://ONE.example, http://one.EXAMPLE/x", "http://one.example:8080, http://one.example:8080/x",
			"http://[::1]:8080, http://[::1]:8080/x", "http://[::1], http://[::1]:80/x",
			"http://[2001:DB8::1], http://[2001:db8::1]/x", "http://10.0.0.1, http://10.0.0.1/x",
			"http://xn--bcher-kva.example, http://xn--bcher-kva.example/x",
			"http://xn--bcher-kva.example, http://XN--bcher-KVA.example/x" })
	@DisplayName("RULE 2: one origin in several spellings")
	void sameOrigin(String baseUrl, String url) throws IOException {
		for (Face face : Face.values()) {
			assertThat(sendsCredentials(face, baseUrl, url)).as("%s at %s", face, url).isTrue();
		}
	}

	@ParameterizedTest
	@CsvSource({ "http://one.example, http://two.example/x", "http://one.example, http://one.example:8080/x",
			"http://one.example:8080, http://one.example/x", "http://one.example, http://one.example.two.example/x",
			"http://one.example, http://sub.one.example/x", "http://sub.one.example, http://one.example/x",
			"http://one.example, http://oneexample/x", "http://one.example, http://one.example./x",
			"http://[::1], http://[::2]/x", "http://10.0.0.1, http://10.0.0.10/x",
			"https://one.example, http://one.example:443/x", "https://one.example:8443, http://one.example:8443/x" })
	@DisplayName("RULE 11: two similar origins are different")
	void otherOrigin(String baseUrl, String url) throws IOException {
		for (Face face : Face.values()) {
			assertThat(sendsCredentials(face, baseUrl, url)).as("%s at %s", face, url).isFalse();
		}
	}

	@ParameterizedTest
	@CsvSource({ "http://one.example, http://two.example/x", "http://[::1]:8080, http://[::2]:8080/x" })
	@DisplayName("RULE 11: an allowed origin of any kind")
	void allowedOrigin(String allowed, String other) throws IOException {
		try (Session session = builder("http://base.example").allowedOrigins(allowed).build()) {
			Face.VERBS.get(session, allowed + "/x");
			Face.VERBS.get(session, other);
		}
		assertThat(this.proxy.requests().get(0)).matches(KIND::isIn, "carries credentials");
		assertThat(this.proxy.requests().get(1)).matches(KIND::isAbsentFrom, "carries none");
	}

	@ParameterizedTest
	@CsvSource({ "http://[::1]:8080, http://[::1]:8080/to, true", "http://[::1]:8080, //[::1]:8080/to, true",
			"http://[::1]:8080, http://[::1]:8081/to, false", "http://one.example, http://one.example./to, false",
			"http://one.example, http://ONE.EXAMPLE:0080/to, true" })
	@DisplayName("RULE 1: the same applies to redirects")
	void redirect(String baseUrl, String location, boolean same) {
		this.proxy.otherwise(Reply.redirect(302, location), Reply.ok("ok"));
		try (Session session = builder(baseUrl).build()) {
			session.get("/from", (request) -> request.header("X-API-Key", "mine"));
		}
		assertThat(KIND.isIn(this.proxy.requests().get(1))).isEqualTo(same);
		assertThat(this.proxy.requests().get(1).hasHeader("X-API-Key")).isEqualTo(same);
	}

	private boolean sendsCredentials(Face face, String baseUrl, String url) throws IOException {
		try (Session session = builder(baseUrl).build()) {
			face.get(session, url);
		}
		ReceivedRequest request = this.proxy.requests().get(this.proxy.requests().size() - 1);
		assertThat(request.hasHeader("X-Default-Token")).isEqualTo(KIND.isIn(request));
		return KIND.isIn(request);
	}

	private SessionBuilder builder(String baseUrl) {
		return Session.builder("test")
			.baseUrl(baseUrl)
			.auth(KIND.credentials())
			.header("X-Default-Token", "mine")
			.httpClient((client) -> client.setProxy(new HttpHost("127.0.0.1", this.proxy.port())));
	}

}
