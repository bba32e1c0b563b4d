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

import java.net.URI;

import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of the effect of {@code base-url} on the wire.
 */
class BaseUrlEffectTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@BeforeEach
	void answer() {
		this.server.otherwise(Reply.ok("ok"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
			''      | /users          | /users
			''      | users           | /users
			''      | ''              | /
			''      | /               | /
			''      | ?q=1            | /?q=1
			/       | /users          | /users
			/       | users           | /users
			/       | ''              | /
			/v2     | /users          | /v2/users
			/v2     | users           | /v2/users
			/v2     | /users/         | /v2/users/
			/v2     | ''              | /v2
			/v2     | /               | /v2/
			/v2     | ?q=1            | /v2?q=1
			/v2     | /users?q=1      | /v2/users?q=1
			/v2     | /users?q=a/b?c  | /v2/users?q=a/b?c
			/v2     | /users?         | /v2/users?
			/v2     | /users#part     | /v2/users
			/v2     | /users?q=1#part | /v2/users?q=1
			/v2     | '#part'         | /v2
			/v2     | /a#b?c=d        | /v2/a
			/v2/    | /users          | /v2/users
			/v2/    | users           | /v2/users
			/v2/    | ''              | /v2/
			/v2/    | ?q=1            | /v2/?q=1
			/a/b    | c/d             | /a/b/c/d
			/a%20b  | /c%2Fd          | /a%20b/c%2Fd
			/v2     | /a:b            | /v2/a:b
			""")
	void pathIsAppended(String basePath, String path, String target) {
		try (Session session = Session.builder("test").baseUrl(this.server.url(basePath)).build()) {
			session.get(path);
			session.get(path, (request) -> {
			});
			session.get(URI.create(path));
			session.get(URI.create(path), (request) -> {
			});
			session.restClient().get().uri(path).retrieve().toBodilessEntity();
		}
		assertThat(this.server.requests()).extracting(ReceivedRequest::target)
			.containsExactly(target, target, target, target, target);
		assertThat(this.server.requests()).extracting((request) -> request.header("Host"))
			.containsOnly("127.0.0.1:" + this.server.port());
	}

	@ParameterizedTest
	@CsvSource({ "'', /", "/, /", "/users, /users", "/users?q=1#part, /users?q=1", "?q=1, /?q=1", "/a%2Fb, /a%2Fb" })
	void absoluteUrlIsUsedUnchanged(String rest, String target) {
		try (Session session = Session.builder("test").baseUrl("http://base.invalid/v2").build()) {
			session.get(this.server.url(rest));
			session.get(URI.create(this.server.url(rest)));
			session.restClient().get().uri(this.server.url(rest)).retrieve().toBodilessEntity();
			session.restClient().get().uri(URI.create(this.server.url(rest))).retrieve().toBodilessEntity();
		}
		assertThat(this.server.requests()).hasSize(4).allMatch((request) -> request.target().equals(target));
	}

	@Test
	void readyMadeUriIsNotEncodedAgain() {
		try (Session session = Session.builder("test").baseUrl(this.server.url("/v2")).build()) {
			session.get(URI.create("/a%2Fb%20c?q=%26&r={}".replace("{}", "%7B%7D")));
		}
		assertThat(this.server.request().target()).isEqualTo("/v2/a%2Fb%20c?q=%26&r=%7B%7D");
	}

	@Test
	void withoutBaseUrlOnlyAbsoluteUrlsCanBeSent() {
		try (Session session = Session.builder("lonely").build()) {
			assertThat(session.get(this.server.url("/x")).text()).isEqualTo("ok");
			assertThatIllegalArgumentException().isThrownBy(() -> session.get("/x"))
				.withMessageContaining("lonely")
				.withMessageContaining("base-url");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/api", "api.example.org", "ftp://api.example.org", "http://", "http:///api",
			"http://user:pw@api.example.org", "http://api.example.org?q=1", "http://api.example.org#part",
			"http://api example.org", "mailto:someone@example.org" })
	void malformedBaseUrlIsRefused(String baseUrl) {
		assertThatIllegalArgumentException().isThrownBy(() -> Session.builder("test").baseUrl(baseUrl))
			.withMessageContaining("base-url")
			.withMessageNotContaining("pw");
	}

}
