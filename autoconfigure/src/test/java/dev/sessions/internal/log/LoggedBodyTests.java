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

package dev.sessions.internal.log;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * The shown part of a body.
 */
class LoggedBodyTests {

	private static final String JSON = "application/json";

	private static final String FORM = "application/x-www-form-urlencoded";

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{}                                              | {}
			[]                                              | []
			{"a":"b", "c": [1, -2.5e+3, true, false, null]} | {"a":"b", "c": [1, -2.5e+3, true, false, null]}
			{"password":"hunter2","a":"b"}                  | {"password":"***","a":"b"}
			{"password" : "hunter2" }                       | {"password" : "***" }
			{"p\\u0061ssword":"hunter2"}                    | {"p\\u0061ssword":"***"}
			{"pin":1234,"locked":false}                     | {"pin":"***","locked":false}
			{"pin":null}                                    | {"pin":"***"}
			{"secret":{"a":{"b":["hunter2"]},"c":1},"d":2}  | {"secret":"***","d":2}
			{"tokens":["hunter2",["hunter2"],{}],"d":"e"}   | {"tokens":"***","d":"e"}
			{"a":{"password":"hunter2"},"password":"x"}     | {"a":{"password":"***"},"password":"***"}
			{"password":"hunter2","password":["hunter2"]}   | {"password":"***","password":"***"}
			{"a":"login failed: password=hunter2"}          | {"a":"***"}
			{"a":"{\\"password\\":\\"hunter2\\"}"}          | {"a":"***"}
			{"a":"Bearer hunter2","b":"it's \\"me\\""}      | {"a":"***","b":"it's \\"me\\""}
			{"a":"https:\\/\\/me:hunter2@x"}                | {"a":"***"}
			{"token=hunter2":1}                             | {"***":"***"}
			[{"password":"hunter2"},{"a":"b"}]              | [{"password":"***"},{"a":"b"}]
			[{"name":"password","value":"hunter2"}]         | [{"name":"password","value":"***"}]
			{"value":1234,"name":"pin","Val":["hunter2"]}   | {"value":"***","name":"pin","Val":["***"]}
			"hunter2"                                       | "***"
			["hunter2"]                                     | ["***"]
			7                                               | 7
			""")
	void jsonIsShownByTheNamesOfItsFields(String json, String shown) {
		assertThat(shown(JSON, json)).isEqualTo(shown);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"a":"b", "c": [1, -2.5e+3, true, false, null]} | {"a":"b", "c": [1, -2.5e+3, true, false, null]}
			{"password":"hunter2","a":"b"}                  | {"password":"***","a":"b"}
			{"pin":1234,"authenticated":true,"auth":null}   | {"pin":0,"authenticated":true,"auth":null}
			{"pin":-12,"tokens_share":0.5,"token":1E5}      | {"pin":0,"tokens_share":0.0,"token":0.0}
			{"secret":{"a":{"b":["hunter2"]},"c":1},"d":2}  | {"secret":{"a":{"b":["***"]},"c":0},"d":2}
			{"tokens":["hunter2",[7],{},[]],"d":"e"}        | {"tokens":["***",[0],{},[]],"d":"e"}
			{"value":1234,"name":"pin","Val":["hunter2"]}   | {"value":0,"name":"pin","Val":["***"]}
			{"a":"Bearer hunter2","b":"it's \\"me\\""}      | {"a":"***","b":"it's \\"me\\""}
			{"token_type":"Bearer","tokenType":"a token=b"} | {"token_type":"Bearer","tokenType":"***"}
			["hunter2",5]                                   | ["***",5]
			{"pin":01}                                      |
			""")
	void recordedJsonKeepsItsStructureAndTypes(String json, String recorded) {
		byte[] body = json.getBytes(StandardCharsets.UTF_8);
		assertThat(MaskedText.recorded(body, JSON)).isEqualTo(recorded);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			a=b&c=d                          | a=b&c=d
			a=                               | a=
			user=me&client_secret=hunter2    | user=me&client_secret=***
			pass%77ord=hunter2               | pass%77ord=***
			user[password]=hunter2           | user[password]=***
			a=login+failed:+password=hunter2 | a=***
			a=%7B%22password%22:%22hunter2   | a=***
			to=https%3A%2F%2Fx%3Fcode%3Dhunter2&c=d | to=***&c=d
			password%3Dhunter2=              | ***
			a=Bearer+hunter2                 | a=***
			""")
	void formIsShownByTheNamesOfItsParameters(String form, String shown) {
		assertThat(shown(FORM, form)).isEqualTo(shown);
	}

	/**
	 * log-json-as-form, log-encoded-form, log-yaml-list, log-json-as-form-answer, and
	 * similar.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "{'password': 'hunter2'}", "{password: 'hunter2'}", "{password=hunter2}",
			"password=hunter2", "password: hunter2", "password:\n- hunter2\n", "- hunter2", "[INFO] password=hunter2",
			"\"password\": \"hunter2\"", "{\"a\":\"b\", password: \"hunter2\"}", ")]}',\n{\"a\":\"hunter2\"}",
			"{\"a\":1} hunter2", "{\"a\":1}{\"b\":\"hunter2\"}", "{\"a\":\"hunter2", "{\"a\":hunter2}",
			"{\"a\":\"\\xhunter2\"}", "{\"a\":\"\\u00zzhunter2\"}", "{\"a\":\"\t hunter2\"}", "{\"a\":\"hunter2\",}",
			"[\"hunter2\",]", "{\"a\":\"hunter2\"]", "[\"hunter2\"}", "{\"a\" \"hunter2\"}", "hunter2",
			"\u0000\"hunter2\"", "{\"a\":01,\"b\":\"hunter2\"}", "<a>hunter2</a>", "{,\"a\":\"hunter2\"}",
			"{\"a\":+1,\"b\":\"hunter2\"}", "// x\n{\"a\":\"hunter2\"}", "", " " })
	void invalidJsonIsNotShown(String text) {
		assertThat(shown(JSON, text)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"password\":\"hunter2\"}", "password%3Dhunter2", "hunter2", "password: hunter2",
			"password=hunter2\nx", "a=b&hunter2", "a=b hunter2", "a=\"hunter2\"", "<a b=\"hunter2\"/>",
			"a=b&&c=hunter2", "" })
	void invalidFormIsNotShown(String text) {
		assertThat(shown(FORM, text)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/xml", "text/plain", "text/html", "text/event-stream", "application/yaml",
			"application/octet-stream", "multipart/form-data; boundary=x", "text/json-ish", "" })
	void otherBodiesAreNotShown(String type) {
		assertThat(shown(type, "{\"a\":\"hunter2\"}")).isNull();
	}

	@Test
	void linesOfJsonAreShownOneByOne() {
		String lines = "{\"a\":\"b\"}\n{\"token\":\"hunter2\"}\n";
		assertThat(shown("application/x-ndjson", lines)).isEqualTo("{\"a\":\"b\"}\n{\"token\":\"***\"}\n");
		assertThat(shown("application/jsonl", lines)).contains("***").doesNotContain("hunter2");
		assertThat(shown("application/x-ndjson", "{\"a\":\"b\"}\npassword: hunter2")).isNull();
	}

	/**
	 * A body cut at each position.
	 */
	@Test
	void cutBodyShowsNoPartOfASecret() {
		String json = "{\"a\":\"b\",\"password\":\"hunter2\",\"c\":{\"pin\":[\"hunter2\"]},\"d\":\"a password=hunter2\",\"e\":12}";
		String form = "a=b&password=hunter2&c=a+password%3Dhunter2&d=e";
		for (int length = 1; length < json.length(); length++) {
			assertThat(shown(JSON, json.substring(0, length), json.length())).doesNotContain("hu")
				.endsWith("... (" + json.length() + " bytes)");
		}
		for (int length = 1; length < form.length(); length++) {
			assertThat(shown(FORM, form.substring(0, length), form.length())).doesNotContain("hu")
				.endsWith("... (" + form.length() + " bytes)");
		}
	}

	@Test
	void cutCharacterIsTolerated() {
		byte[] bytes = "{\"a\":\"\u00e9\u00e9\"}".getBytes(StandardCharsets.UTF_8);
		byte[] cut = java.util.Arrays.copyOf(bytes, 9);
		assertThat(LoggedBody.of(cut, bytes.length, JSON)).isEqualTo("{\"a\":... (" + bytes.length + " bytes)");
		assertThat(LoggedBody.of(cut, cut.length, JSON)).isNull();
	}

	@Test
	void charsetOfTheTypeIsUsed() {
		byte[] latin = "{\"contrase\u00f1a\":\"hunter2\"}".getBytes(StandardCharsets.ISO_8859_1);
		assertThat(LoggedBody.of(latin, latin.length, JSON)).isNull();
		assertThat(LoggedBody.of(latin, latin.length, JSON + "; charset=ISO-8859-1")).doesNotContain("hunter2");
		byte[] wide = "{\"password\":\"hunter2\"}".getBytes(StandardCharsets.UTF_16LE);
		assertThat(LoggedBody.of(wide, wide.length, JSON)).isNull();
	}

	@Test
	void shownTextHasNoControlCharacterButLineEnds() {
		String shown = shown(JSON, "{\r\n\t\"a\u202e\":\t\"\u009b31m\u2028\u007f\"}");
		assertThat(shown).isEqualTo("{ \n \"a \": \" 31m  \"}");
	}

	@ParameterizedTest
	@CsvSource({ "application/xml;charset=utf-8, '(application/xml, 7 bytes)'", "TEXT/plain, '(text/plain, 7 bytes)'",
			"'a\u001bb/c', '(unknown type, 7 bytes)'", "secret, '(unknown type, 7 bytes)'" })
	void otherBodiesAreDescribed(String type, String description) {
		assertThat(LoggedBody.description(7, type)).isEqualTo(description);
		assertThat(LoggedBody.description(-1, null)).isEqualTo("(unknown type)");
	}

	@ParameterizedTest
	@MethodSource("hostileTexts")
	void timeIsBoundedForAnyText(String part) {
		String text = part.repeat(256 * 1024 / part.length());
		for (String before : List.of("", "{\"a\":\"", "[", "{\"a\":", "a=")) {
			assertThat(CompletableFuture.supplyAsync(() -> shown(JSON, before + text, Integer.MAX_VALUE)))
				.succeedsWithin(Duration.ofSeconds(5));
			assertThat(CompletableFuture.supplyAsync(() -> shown(FORM, before + text, Integer.MAX_VALUE)))
				.succeedsWithin(Duration.ofSeconds(5));
		}
	}

	static Stream<String> hostileTexts() {
		return Stream.of("\"", "\\", "\\\"", "a=", "a=b&", "&", "=", "{", "[", "[{", "{\"a\":", "[[],", "\"\":", "}",
				"1", "1,", " ", "\n", "\"password\":", "\"password\":[", "%25", "eyJ", "\u00e9", "\\u005c");
	}

	@Test
	void anyTextIsMasked() {
		String odd = "\"\\'{}[],:=&%0123eE+-. \n truefalsenull \"password\":\"a\" {\"a\":1} \\u0041 a=b&c=d";
		Random random = new Random(42);
		for (int i = 0; i < 20_000; i++) {
			StringBuilder text = new StringBuilder();
			for (int part = random.nextInt(20); part > 0; part--) {
				int at = random.nextInt(odd.length());
				text.append(odd, at, Math.min(odd.length(), at + 1 + random.nextInt(10)));
			}
			for (String kind : List.of(JSON, FORM, "application/x-ndjson")) {
				assertThatNoException().as(text.toString()).isThrownBy(() -> shown(kind, text.toString()));
				assertThatNoException().as(text.toString())
					.isThrownBy(() -> shown(kind, text.toString(), Integer.MAX_VALUE));
			}
		}
	}

	private static @Nullable String shown(String type, String text) {
		return shown(type, text, text.getBytes(StandardCharsets.UTF_8).length);
	}

	private static @Nullable String shown(String type, String text, int length) {
		String shown = LoggedBody.of(text.getBytes(StandardCharsets.UTF_8), length, type);
		return (shown != null) ? SecretPlaceholders.masked(shown) : null;
	}

}
