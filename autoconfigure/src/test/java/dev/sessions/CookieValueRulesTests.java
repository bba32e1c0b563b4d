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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of cookie values that are sent back. The server's strings contain one byte in
 * each char.
 */
class CookieValueRulesTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test").baseUrl(this.server.url()).build();

	/**
	 * Id {@code cookie-json}.
	 */
	private static final String COOKIE_JSON = "{\"x\":1, \"y\":\"z w\"}";

	static Stream<Arguments> valuesAndFaces() {
		return Stream
			.of("plain", "\"quoted\"", "\"half", "a,b", "{\"k\":[1, \"two\"]}", COOKIE_JSON, "a b", "a=b==",
					"back\\slash", "a\tb", "", utf8("caf\u00e9 \u20ac \u65e5\u672c \ud83c\udf6a"), everyByte(),
					"x".repeat(4093))
			.flatMap((value) -> Stream.of(Face.values()).map((face) -> Arguments.of(value, face)));
	}

	private static String utf8(String text) {
		return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	private static String everyByte() {
		StringBuilder bytes = new StringBuilder();
		for (char c = '!'; c <= 0xFF; c++) {
			bytes.append((c == ';' || c == 0x7F) ? "" : c);
		}
		return bytes.toString();
	}

	@ParameterizedTest
	@MethodSource("valuesAndFaces")
	@DisplayName("RULE 14: a value is sent back byte for byte")
	void byteForByte(String value, Face face) throws IOException {
		this.server.on("/set", Reply.ok("ok").cookie("sid=" + value + "; Path=/"));
		this.server.on("/get", Reply.ok("ok"));
		face.get(this.session, this.server.url("/set"));
		face.get(this.session, this.server.url("/get"));
		assertThat(this.server.request("/get").header("Cookie")).isEqualTo("sid=" + value);
	}

	@ParameterizedTest
	@MethodSource("valuesAndFaces")
	@DisplayName("RULE 14: a value is unchanged by the jar, another jar, and a cookie of a request")
	void byWayOfTheJar(String value, Face face) throws IOException {
		this.server.otherwise(Reply.ok("ok").cookie("sid=" + value + "; Path=/"), Reply.ok("ok"));
		face.get(this.session, this.server.url("/set"));
		List<Cookie> snapshot = this.session.cookies().list();
		this.session.cookies().clear();
		this.session.cookies().load(snapshot);
		face.get(this.session, this.server.url("/jar"));
		String text = this.session.cookies().get("sid");
		try (Session other = Session.builder("other").baseUrl(this.server.url()).build()) {
			other.get("/request", (request) -> request.cookie("sid", text));
			other.cookies().set("sid", text);
			face.get(other, this.server.url("/set-by-hand"));
		}
		for (String path : List.of("/jar", "/request", "/set-by-hand")) {
			assertThat(this.server.request(path).header("Cookie")).isEqualTo("sid=" + value);
		}
	}

	@Test
	@DisplayName("RULE 14: UTF-8 is text")
	void utf8IsText() {
		this.server.otherwise(Reply.ok("ok").cookie(utf8("na\u00efve=caf\u00e9")));
		this.session.get("/x");
		assertThat(this.session.cookies().get("na\u00efve")).isEqualTo("caf\u00e9");
		this.session.cookies().remove("na\u00efve");
		assertThat(this.session.cookies().list()).isEmpty();
	}

	@Test
	@DisplayName("RULE 14: a cookie without a name is sent back without one")
	void nameless() {
		this.server.otherwise(Reply.ok("ok").cookie("alone"), Reply.ok("ok"));
		this.session.get("/1");
		this.session.cookies().load(this.session.cookies().list());
		this.session.get("/2");
		assertThat(this.server.request("/2").header("Cookie")).isEqualTo("alone");
	}

	@Test
	@DisplayName("RULE 18: an invalid cookie is refused when it is set by hand")
	void setByHand() {
		Cookies cookies = this.session.cookies();
		assertThatIllegalArgumentException().isThrownBy(() -> cookies.set("sid", "hidden".repeat(1000)))
			.withMessageContaining("6003 bytes")
			.withMessageContaining("4096")
			.withMessageNotContaining("hidden");
		assertThatIllegalArgumentException().isThrownBy(() -> cookies.set("sid", "hidden\u0001"))
			.withMessageNotContaining("hidden");
		assertThatIllegalArgumentException().isThrownBy(() -> cookies.set("sid", "hidden", "", "/"));
		assertThatIllegalArgumentException().isThrownBy(() -> cookies.set("sid", "hidden", "a.com", "x"))
			.withMessageContaining("must begin with '/'");
		assertThat(cookies.list()).isEmpty();
	}

}
