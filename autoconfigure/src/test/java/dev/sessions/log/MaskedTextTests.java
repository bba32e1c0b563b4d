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

package dev.sessions.log;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * What is hidden in a text, and how long looking for it takes.
 */
class MaskedTextTests {

	private static final List<String> KINDS = List.of("application/json", "application/x-www-form-urlencoded",
			"application/xml", "text/html", "text/plain");

	@ParameterizedTest
	@ValueSource(strings = { "login failed: password=hunter2", "error=token: hunter2",
			"redirect_uri=https://x/cb?code=hunter2", "redirect_uri=https%3A%2F%2Fx%2Fcb%3Fcode%3Dhunter2",
			"next=https%253A%252F%252Fx%252Fcb%253Fcode%253Dhunter2", "at https://x/a?b=1&sig=hunter2&c=1",
			"of https://me:hunter2@x/a", "of https://me:a@hunter2@x/a", "of https:\\/\\/me:hunter2@x/a",
			"of https://hunter2@x", "of https%3A%2F%2Fme%3Ahunter2%40x", "a=b password=hunter2", "a:b:password:hunter2",
			"a=b=password=hunter2", "{\\\"password\\\":\\\"hunter2\\\"}", "{\\\"password\\\":\\\"x hunter2\\\"}",
			"{\\\\\\\"password\\\\\\\":\\\\\\\"x hunter2\\\\\\\"}", "\"password\": \"x \\\" hunter2\"",
			"{'password': 'x hunter2'}", "it has password = 'it''s hunter2'", "in \"a\"\"b\" password=\"a\"\"hunter2\"",
			"{password=hunter2}", "{a=1, password=hunter2}", "Authorization: Bearer hunter2",
			"sent Authorization: Bearer hunter2", "sent Bearer hunter2 there", "sent.Bearer hunter2", "bearer+hunter2",
			"sent Digest username=\"me\", response=\"hunter2\"", "a: b\n  password: two hunter2\nc: d",
			"a:\n  secret:\n    - hunter2\n    - hunter2\nc: d", "a: b\ntoken: |\n  hunter2\n\n  hunter2",
			"a\npassword = two hunter2", "params[\"password\"] = \"hunter2\"", "user[password]=hunter2",
			"user[code]=hunter2", "'password' => 'x hunter2'", "run --password hunter2",
			"x \"keys\": {\"private_key\": {\"d\": \"}hunter2\"}}", "password\\u003dhunter2", "password&#61;hunter2",
			"&quot;password&quot;:&quot;x hunter2&quot;", "eyJhunter2hunter2.hunter2.hunter2", "id.eyJhunter2hunter2",
			"<password>hunter2</password>", "<w:Password Type=\"a\">x > hunter2</w:Password>",
			"<token value=\"hunter2\"/>", "<a password='x hunter2'/>", "<![CDATA[code=hunter2]]>",
			"<a>at https://x/?a=1&amp;code=hunter2</a>",
			"-----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY-----",
			"-----BEGIN PRIVATE KEY-----\nhunter2" })
	void secretInAText(String text) {
		assertThat(masked(text)).doesNotContain("hunter2");
		assertThat(masked("x " + text + " y")).doesNotContain("hunter2");
		assertThat(masked("a=b&c: d, " + text)).doesNotContain("hunter2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "Password: two words hunter2", "password=two hunter2", "secret:\n  - hunter2\nc: d" })
	void secretThatIsTheWholeLine(String text) {
		assertThat(masked(text)).doesNotContain("hunter2");
	}

	@ParameterizedTest
	@MethodSource("texts")
	void whatIsNoSecretIsShown(String text) {
		assertThat(masked(text)).isEqualTo(text);
	}

	static Stream<String> texts() {
		return Stream.of("", " ", "a", "=", ":", "\"", "\\", "<", "%", "&", "a=b", "password", "password=",
				"\"password\"", "https://example.com:8080/a/@b?c=d&e=f%20g#h", "a%3Db%26c",
				"the user \"me\" is not known: a, b; c", "<a href=\"/x?y=z&amp;a=b\">it&apos;s</a>",
				"[2026-01-01 10:00:00] ERROR {a=b, c=d}", "eyJ", "mailto:me@example.com", "a: b\nc: d\n",
				"-----BEGIN CERTIFICATE-----\nabc\n-----END CERTIFICATE-----");
	}

	@Test
	void onlyTheSecretIsHidden() {
		assertThat(masked("login of me failed: password=hunter2 at 10:00"))
			.isEqualTo("login of me failed: password=*** at 10:00");
		assertThat(masked("see https://x/cb?a=b&code=hunter2&c=d")).isEqualTo("see https://x/cb?a=b&code=***&c=d");
		assertThat(masked("see https://me:hunter2@x/a")).isEqualTo("see https://***@x/a");
		assertThat(masked("got {\"password\":\"x \\\" y\",\"user\":\"me\"}"))
			.isEqualTo("got {\"password\":\"***\",\"user\":\"me\"}");
		assertThat(masked("got \\\"password\\\":\\\"x y\\\",\\\"user\\\":\\\"me\\\""))
			.isEqualTo("got \\\"password\\\":\\\"***\\\",\\\"user\\\":\\\"me\\\"");
		assertThat(masked("<a><b>x</b><password>hunter2</password><c/></a>"))
			.isEqualTo("<a><b>x</b><password>***</password><c/></a>");
		assertThat(masked("a: b\npassword: two words\nc: d")).isEqualTo("a: b\npassword: ***\nc: d");
	}

	@Test
	void valueThatHoldsASecretIsLookedInto() {
		String json = body("application/json",
				"""
						{"message":"login failed: password\\u003dhunter2","a":{"b":["token: hunter2", 1, true, null]},"nested":"{\\"password\\":\\"x hunter2\\",\\"user\\":\\"me\\"}","url":"https:\\/\\/me:hunter2@x","c":"d"}""");
		assertThat(json).doesNotContain("hunter2")
			.isEqualTo(
					"""
							{"message":"login failed: password\\u003d***","a":{"b":["token: ***", 1, true, null]},"nested":"{\\"password\\":\\"***\\",\\"user\\":\\"me\\"}","url":"https:\\/\\/***@x","c":"d"}""");
		assertThat(body("application/x-www-form-urlencoded",
				"message=login+failed%3A+password%3Dhunter2&redirect_uri=https%3A%2F%2Fx%3Fcode%3Dhunter2%26a%3Db&c=d"))
			.isEqualTo("message=login+failed%3A+password%3D***&redirect_uri=https%3A%2F%2Fx%3Fcode%3D***&c=d");
		assertThat(body("application/xml", "<a b='c'><message>failed: password&#61;hunter2</message><c>d</c></a>"))
			.isEqualTo("<a b='c'><message>failed: password&#61;***</message><c>d</c></a>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{'password': 'x hunter2'}", "{password: 'x, hunter2'}", "{\"password\": 'x, hunter2'}",
			"{password=hunter2}", "[10:00] ERROR \"password\"=\"x hunter2\"", "[INFO] password=hunter2",
			"{\"a\":\"b\", password: \"x hunter2\"}", "{\"password\":\"x \\\\\\\" hunter2", "{\"a\":\"token: hunter2",
			")]}',\n{\"password\":\"x hunter2\"}", "{\"token=hunter2\":1}", "{\"password\" : [\"]\", \"hunter2\"]}" })
	void whatIsNoRightJsonIsMaskedAsWell(String text) {
		assertThat(body("application/json", text)).doesNotContain("hunter2");
		assertThat(body("text/plain", text)).doesNotContain("hunter2");
	}

	@ParameterizedTest
	@MethodSource("hostileTexts")
	void timeIsBoundedWhateverTheText(String part) {
		String text = part.repeat(256 * 1024 / part.length());
		for (String kind : List.of("application/json", "application/x-www-form-urlencoded", "text/plain")) {
			assertThat(CompletableFuture.supplyAsync(() -> body(kind, text))).succeedsWithin(Duration.ofSeconds(5));
			assertThat(CompletableFuture.supplyAsync(() -> body(kind, "{\"a\":\"" + text)))
				.succeedsWithin(Duration.ofSeconds(5));
		}
	}

	static Stream<String> hostileTexts() {
		return Stream.of("\"", "'", "\\", "\\\"", "a=", "a:", "=", ":", "eyJ", "eyJ.", "eyJhbGciOiJ ", "://", ":\\/",
				"://a@", "@", "Basic ", "Basic", "Basic \"", "password", "password ", "password=", "password=\"",
				"password=\\\"", "\"password\":\"", "\"password\":", "\"password\":{", "{", "[", "[{", "}", "<", "<a",
				"<a ", "<password", "<password ", "<password>", "</password", "<a:", "&", "&amp;", "&#", "%", "%25",
				"%2", "%253D", " ", "a ", "\n", "a\n ", "- ", "-", "--a ", "-----BEGIN ", "-----BEGIN PRIVATE KEY-----",
				"\\u005c", ".", "]", "password]", "\"\":", "\u00e9");
	}

	@Test
	void whatIsEncodedWithoutEndIsHidden() {
		assertThat(masked("a%" + "25".repeat(100) + "3Dhunter2")).isEqualTo("***");
	}

	@Test
	void noTextIsTooOddToBeMasked() {
		String odd = "\"\\'{}[]<>/=:&@%;- \na.eyJ-----BEGIN password%25u003d&quot;";
		Random random = new Random(42);
		for (int i = 0; i < 20_000; i++) {
			StringBuilder text = new StringBuilder();
			for (int part = random.nextInt(20); part > 0; part--) {
				int at = random.nextInt(odd.length());
				text.append(odd, at, Math.min(odd.length(), at + 1 + random.nextInt(10)));
			}
			for (String kind : KINDS) {
				assertThatNoException().as(text.toString()).isThrownBy(() -> body(kind, text.toString()));
			}
		}
	}

	private static String masked(String text) {
		return Marks.masked(MaskedText.of(text));
	}

	private static String body(String type, String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return Marks.masked(LoggedBody.of(bytes, bytes.length, type));
	}

}
