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
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Verifies that paths and variables cannot lead away from the base URL.
 */
class UriRulesTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer evil = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test").baseUrl(this.server.url()).build();

	@AutoClose
	private final Session below = Session.builder("below").baseUrl(this.server.url("/v2")).build();

	@BeforeEach
	void answer() {
		this.server.otherwise(Reply.ok("ok"));
		this.evil.otherwise(Reply.ok("evil"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\u00a7', textBlock = """
			//evil            | //evil
			///evil           | ///evil
			//evil:80/x       | //evil:80/x
			\\\\evil          | /%5C%5Cevil
			/\\evil           | /%5Cevil
			@evil             | /@evil
			:80@evil          | /:80@evil
			.evil             | /.evil
			%2e%2e            | /%2e%2e
			%2F%2Fevil        | /%2F%2Fevil
			%40evil           | /%40evil
			""")
	@DisplayName("RULE 21: a path is appended to the base URL unchanged")
	void pathIsAppended(String path, String target) {
		this.session.get(path);
		this.below.get(path);
		assertThat(this.server.requests()).extracting(ReceivedRequest::target).containsExactly(target, "/v2" + target);
		assertThat(this.server.requests()).extracting((request) -> request.header("Host"))
			.containsOnly("127.0.0.1:" + this.server.port());
	}

	@ParameterizedTest
	@ValueSource(strings = { "//{evil}/x", "///{evil}/x", "\\\\{evil}\\x", "/\\{evil}/x", "@{evil}/x", ":80@{evil}/x",
			".{evil}/x", "..", "../..", "/..", "/../..//{evil}/x", "%2e%2e", "/%2e%2e/%2E%2E//{evil}", "http:{evil}/x",
			"http:/{evil}/x", "http:\\\\{evil}/x", "http:@{evil}/x", "%2F%2F{evil}/x", ";@{evil}", "?@{evil}",
			"#@{evil}/x", "/x#//{evil}", "/?//{evil}", " //{evil}/x", "\t//{evil}/x", "//{evil}@127.0.0.1/x" })
	@DisplayName("RULE 21: no path changes the host of the base URL")
	void pathDoesNotChangeHost(String path) {
		String filled = path.replace("{evil}", "127.0.0.1:" + this.evil.port());
		for (Session each : new Session[] { this.session, this.below }) {
			ignoreRefusal(catchThrowable(() -> each.get(filled)));
			ignoreRefusal(catchThrowable(() -> each.get(filled, (request) -> request.param("q", 1))));
			ignoreRefusal(catchThrowable(() -> each.restClient().get().uri(filled).retrieve().toBodilessEntity()));
		}
		assertThat(this.evil.accepted()).isZero();
		assertThat(this.server.requests()).allSatisfy((request) -> {
			assertThat(request.header("Host")).isEqualTo("127.0.0.1:" + this.server.port());
			assertThat(request.target()).startsWith("/");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "//{evil}/x", "///{evil}/x", "/@{evil}/x", "./@{evil}/x", "/..//{evil}/x",
			"../..//{evil}/x", "?@{evil}", "#@{evil}" })
	@DisplayName("RULE 21: a relative URI does not change the host of the base URL")
	void relativeUriDoesNotChangeHost(String path) {
		URI uri = URI.create(path.replace("{evil}", "127.0.0.1:" + this.evil.port()));
		for (Session each : new Session[] { this.session, this.below }) {
			ignoreRefusal(catchThrowable(() -> each.get(uri)));
			ignoreRefusal(catchThrowable(() -> each.get(uri, (request) -> request.param("q", 1))));
		}
		assertThat(this.evil.accepted()).isZero();
		assertThat(this.server.requests())
			.allSatisfy((request) -> assertThat(request.header("Host")).isEqualTo("127.0.0.1:" + this.server.port()));
	}

	@ParameterizedTest
	@ValueSource(strings = { "//{evil}/x", "@{evil}/x", ":80@{evil}/x", ".{evil}/x", "\\\\{evil}\\x", "/..//{evil}/x" })
	@DisplayName("RULE 21: a path of the RestClient's builder does not change the host of the base URL")
	void builtPathDoesNotChangeHost(String path) {
		String filled = path.replace("{evil}", "127.0.0.1:" + this.evil.port());
		for (Session each : new Session[] { this.session, this.below }) {
			ignoreRefusal(catchThrowable(() -> each.restClient()
				.get()
				.uri((builder) -> builder.path(filled).build())
				.retrieve()
				.toBodilessEntity()));
		}
		assertThat(this.evil.accepted()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "..", "../x", "/../x", "/%2e%2e/x", "/a/../../x", "/.%2e/x", "/%2E./x" })
	@DisplayName("RULE 21: dot segments do not lead above the path of the base URL, unless the server interprets them so")
	void dotsAreNotResolved(String path) {
		Throwable thrown = catchThrowable(() -> this.below.get(path));
		ignoreRefusal(thrown);
		assertThat(this.server.requests()).allSatisfy((request) -> assertThat(request.target()).startsWith("/v2/"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\u00a7', textBlock = """
			a/b      | a%2Fb
			/        | %2F
			//evil   | %2F%2Fevil
			?a=b     | %3Fa%3Db
			a#b      | a%23b
			@evil    | %40evil
			a\\b     | a%5Cb
			a%2fb    | a%252fb
			%2e%2e   | %252e%252e
			a;b=c    | a%3Bb%3Dc
			a&b+c    | a%26b%2Bc
			a b      | a%20b
			{x}      | %7Bx%7D
			...      | ...
			a..b     | a..b
			..a      | ..a
			../a     | ..%2Fa
			\u00fc\u20ac | %C3%BC%E2%82%AC
			""")
	@DisplayName("RULE 21: a variable adds no segment, query, fragment or host")
	void variableIsEncoded(String value, String encoded) {
		this.session.get("/a/{x}/b", value);
		this.session.get("/a/{x}/b", (request) -> request.path("x", value));
		this.below.restClient().get().uri("/a/{x}/b", value).retrieve().toBodilessEntity();
		assertThat(this.server.requests()).extracting(ReceivedRequest::target)
			.containsExactly("/a/" + encoded + "/b", "/a/" + encoded + "/b", "/v2/a/" + encoded + "/b");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\u00a7', textBlock = """
			a&b=c  | a%26b%3Dc
			a#b    | a%23b
			a+b    | a%2Bb
			a%26b  | a%2526b
			/?@    | %2F%3F%40
			..     | ..
			""")
	@DisplayName("RULE 21: a variable or parameter adds nothing else to the query")
	void queryVariableIsEncoded(String value, String encoded) {
		this.session.get("/a?q={x}", value);
		this.session.get("/a", (request) -> request.param("q", value));
		assertThat(this.server.requests()).extracting(ReceivedRequest::target).containsOnly("/a?q=" + encoded);
	}

	@ParameterizedTest
	@CsvSource({ "/a/{x}/b, .", "/a/{x}/b, ..", "/a/{x}, ..", "/{x}, ..", "{x}, ..", "/a/{x}?q=1, ..", "/a/.{x}/b, .",
			"/a/%2e{x}/b, .", "/a/{x}#f, .." })
	@DisplayName("RULE 21: a variable that would make a dot segment is refused")
	void dotSegmentIsRefused(String template, String value) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.get(template, value));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.get(template, (request) -> request.path("x", value)));
		assertThat(this.server.accepted()).isZero();
	}

	@Test
	@DisplayName("RULE 21: two variables that would make a dot segment together are refused")
	void dotSegmentOfTwoVariablesIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.get("/a/{x}{y}/b", ".", "."));
		assertThat(this.server.accepted()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.1:{a}{x}/p", "http://127.0.0.1:{x}/p", "http://{x}/p", "{x}://127.0.0.1/p",
			"http:{x}", "http://{x}127.0.0.1:{a}/p" })
	@DisplayName("RULE 21: a variable does not change the host of an absolute URL")
	void variableDoesNotChangeHost(String template) {
		String filled = template.replace("{a}", "" + this.server.port());
		for (String value : new String[] { "@127.0.0.1:" + this.evil.port(),
				this.server.port() + "@127.0.0.1:" + this.evil.port(), "127.0.0.1:" + this.evil.port() + "/",
				"//127.0.0.1:" + this.evil.port(), "/", "#", "127.0.0.1:" + this.evil.port() + "\\" }) {
			ignoreRefusal(catchThrowable(() -> this.session.get(filled, value)));
			ignoreRefusal(catchThrowable(() -> this.session.get(filled, (request) -> request.path("x", value))));
		}
		assertThat(this.evil.accepted()).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\u00a7', textBlock = """
			/a%2Fb      | /a%2Fb
			/a%2fb      | /a%2fb
			/%7Ea~      | /%7Ea~
			/a%25b      | /a%25b
			/a b        | /a%20b
			/a"b<c>     | /a%22b%3Cc%3E
			/a%zz       | /a%25zz
			/\u00fc     | /%C3%BC
			/a;b=c,d    | /a;b=c,d
			/a+b        | /a+b
			/a:b@c!$&'()* | /a:b@c!$&'()*
			/a?b=%2F&c=d/e?f | /a?b=%2F&c=d/e?f
			/a?b=c d    | /a?b=c%20d
			/a^b`c      | /a%5Eb%60c
			""")
	@DisplayName("RULE 21: legal text of a template is unchanged, other text is encoded")
	void templateText(String path, String target) {
		this.session.get(path);
		this.session.get(path, (request) -> {
		});
		assertThat(this.server.requests()).extracting(ReceivedRequest::target).containsOnly(target);
	}

	@Test
	@DisplayName("RULE 21: the same applies to templates of the RestClient")
	void templateOfTheRestClientKeepsEscapes() {
		this.below.restClient().get().uri("/a%2Fb/{x}", "c/d").retrieve().toBodilessEntity();
		assertThat(this.server.request().target()).isEqualTo("/v2/a%2Fb/c%2Fd");
	}

	private static void ignoreRefusal(Throwable thrown) {
		if (thrown != null) {
			assertThat(thrown).isInstanceOfAny(IllegalArgumentException.class, SessionException.class);
		}
	}

}
