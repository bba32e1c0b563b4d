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

package dev.sessions.internal.text;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the texts that may contain a secret.
 */
class SecretTextTests {

	@ParameterizedTest
	@ValueSource(strings = { "login failed: password=hunter2", "error=token: hunter2",
			"redirect_uri=https://x/cb?code=hunter2", "redirect_uri=https%3A%2F%2Fx%2Fcb%3Fcode%3Dhunter2",
			"next=https%253A%252F%252Fx%252Fcb%253Fcode%253Dhunter2", "at https://x/a?b=1&sig=hunter2&c=1",
			"of https://me:hunter2@x/a", "of https://me:a@hunter2@x/a", "of https:\\/\\/me:hunter2@x/a",
			"of https://hunter2@x", "of https%3A%2F%2Fme%3Ahunter2%40x", "a=b password=hunter2", "a:b:password:hunter2",
			"a=b=password=hunter2", "{\\\"password\\\":\\\"hunter2\\\"}",
			"{\\\\\\\"password\\\\\\\":\\\\\\\"x hunter2\\\\\\\"}", "\"password\": \"x \\\" hunter2\"",
			"{'password': 'x hunter2'}", "it has password = 'it''s hunter2'", "{password=hunter2}",
			"Authorization: Bearer hunter2", "sent Bearer hunter2 there", "sent.Bearer hunter2", "bearer+hunter2",
			"BASIC aHVudGVyMg", "sent Digest username=\"me\", response=\"hunter2\"", "a:\n  secret:\n    - hunter2",
			"a: b\ntoken: |\n  hunter2", "a\npassword = two hunter2", "params[\"password\"] = \"hunter2\"",
			"user[password]=hunter2", "user[code]=hunter2", "'password' => 'x hunter2'", "run --password hunter2",
			"password\\u003dhunter2", "pass\\u0077ord=hunter2", "password\\x3dhunter2", "password&#61;hunter2",
			"password&#x3D;hunter2", "&quot;password&quot;:&quot;x hunter2&quot;", "eyJhunter2hunter2.hunter2.hunter2",
			"id.eyJhunter2hunter2", "<password>hunter2</password>", "<w:Password Type=\"a\">x > hunter2</w:Password>",
			"<token value=\"hunter2\"/>", "<a password='x hunter2'/>", "<![CDATA[code=hunter2]]>",
			"-----BEGIN RSA PRIVATE KEY-----\nhunter2\n-----END RSA PRIVATE KEY-----", "passwort: hunter2",
			"PASSWORD=hunter2", "contrase\u00f1a=hunter2", "https://auth.example.com:8080/?key=hunter2" })
	void containsASecret(String text) {
		assertThat(SecretText.contains(text)).isTrue();
		assertThat(SecretText.contains("x " + text + " y")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a", "=", ":", "\"", "\\", "<", "%", "&", "a=b", "password",
			"the password is wrong", "https://example.com:8080/a/b?c=d&e=f%20g#h", "https://auth.example.com:8080/",
			"a%3Db%26c", "the user \"me\" is not known: a, b; c", "[2026-01-01 10:00:00] ERROR {a=b, c=d}",
			"mailto:me@example.com", "application/json; charset=utf-8", "max-age=60",
			"Mozilla/5.0 (X11; Linux x86_64)" })
	void containsNone(String text) {
		assertThat(SecretText.contains(text)).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3, 4 })
	void nestedEscapesAreDecoded(int times) {
		String text = "password=hunter2".replace("=", "%" + "25".repeat(times) + "3D");
		assertThat(SecretText.contains(text)).isTrue();
		assertThat(SecretText.contains("a%" + "25".repeat(times) + "3Db")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(ints = { 6, 100 })
	void deeplyEncodedTextCountsAsSecret(int times) {
		assertThat(SecretText.contains("a%" + "25".repeat(times) + "3Db")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "\"", "'", "\\", "a=", "a:", "=", ":", " =", "://", "://a ", "<", "<a", "<a:", "--", "-",
			"&amp;", "&#", "%", "%25", "%2", "%253D", " ", "\n", "\\u005c", "]", "a", "\u00e9", "A", "aB=",
			"aB-c_d.e:" })
	void timeIsBoundedForAnyText(String part) {
		String text = part.repeat(256 * 1024 / part.length());
		assertThat(CompletableFuture.supplyAsync(() -> SecretText.contains(text)))
			.succeedsWithin(Duration.ofSeconds(5));
	}

}
