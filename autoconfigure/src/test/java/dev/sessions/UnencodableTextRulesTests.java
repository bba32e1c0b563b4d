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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.sessions.settings.LoginSettings;
import dev.sessions.settings.OAuth2Settings;
import dev.sessions.settings.ProxyServer;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpEntity;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of text with half of a surrogate pair, which no charset can encode.
 */
class UnencodableTextRulesTests {

	private static final List<String> HALVES = List.of("s3cret\ud800", "\udc00s3cret", "s3\ud800cret",
			"\ud83d\ude00\ude00s3cret");

	private static final String WHOLE = "\ud83d\ude00\u20ac\u00e4?";

	private static final MediaType LATIN_FORM = MediaType
		.parseMediaType("application/x-www-form-urlencoded;charset=ISO-8859-1");

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test").baseUrl(this.server.url()).build();

	@BeforeEach
	void answer() {
		this.server.otherwise(Reply.ok("ok"));
	}

	@ParameterizedTest
	@MethodSource
	@DisplayName("RULE 40: half of a surrogate pair in a request is refused and not shown")
	void inRequests(String what, Consumer<RequestSpec> request) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.post("/x", request))
			.withMessageContaining(what)
			.withMessageNotContaining("s3");
		assertThat(this.server.accepted()).isZero();
	}

	static Stream<Arguments> inRequests() {
		return HALVES.stream()
			.flatMap((half) -> Map
				.<String, Consumer<RequestSpec>>of("text", (request) -> request.body(half), "name of a form field",
						(request) -> request.form(half, "v"), "form field f", (request) -> request.form("f", half),
						"text of a part", (request) -> request.multipart("t", half), "name of a part",
						(request) -> request.multipart(half, "t"), "part's header Content-Type",
						(request) -> request.part("t",
								(part) -> part.header("Content-Type", "text/x; a=" + half).body("t")),
						"cookie c", (request) -> request.cookie("c", half), "form field m",
						(request) -> request.body(form("m", half), MediaType.APPLICATION_FORM_URLENCODED),
						"form field l", (request) -> request.body(form("l", half)), "parameter",
						(request) -> request.body(form(half, "v"), LATIN_FORM))
				.entrySet()
				.stream())
			.map((row) -> Arguments.of(row.getKey().equals("parameter") ? "name of a form field" : row.getKey(),
					row.getValue()));
	}

	@ParameterizedTest
	@FieldSource("HALVES")
	@DisplayName("RULE 40: the same applies to a part with its own type")
	void inTypedPart(String half) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.post("/x",
				(request) -> request.part("t", (part) -> part.contentType(MediaType.TEXT_XML).body(half))));
		assertThat(this.server.accepted()).isZero();
	}

	@Test
	@DisplayName("RULE 40: JSON escapes half of a surrogate pair")
	void inJson() {
		this.session.post("/x", (request) -> request.json("a\ud800b"));
		assertThat(this.server.request().text()).isEqualToIgnoringCase("\"a\\ud800b\"");
	}

	@Test
	@DisplayName("RULE 40: a character that the charset of a form cannot encode is refused")
	void inFormOfAnotherCharset() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.post("/x", (request) -> request.body(form("p", "5 \u20ac"), LATIN_FORM)))
			.withMessageContaining("form field p")
			.withMessageContaining("ISO-8859-1");
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.restClient()
			.post()
			.uri("/x")
			.contentType(LATIN_FORM)
			.body(form("p", "5 \u20ac"))
			.retrieve()
			.toBodilessEntity());
		assertThat(this.server.accepted()).isZero();
		this.session.post("/x", (request) -> request.body(form("p", "\u00e4"), LATIN_FORM));
		assertThat(this.server.request().text()).isEqualTo("p=%E4");
	}

	@ParameterizedTest
	@FieldSource("HALVES")
	@DisplayName("RULE 40: half of a surrogate pair in a cookie is refused")
	void inCookies(String half) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.cookies().set("c", half))
			.withMessageContaining("cookie c");
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.cookies().remove(half))
			.withMessageContaining("name of a cookie");
		Cookie named = new Cookie(half, "v", "example.org", "/", null, true, false, false, null);
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.cookies().load(List.of(named)))
			.withMessageContaining("name of a cookie");
	}

	@Test
	@DisplayName("RULE 14: an octet of a cookie that is not UTF-8 is kept")
	void octetInCookie() {
		this.session.cookies().set("c", "a\udcffb");
		this.session.get("/x", (request) -> request.cookie("d", "\udc80"));
		assertThat(this.server.request().header("Cookie")).contains("c=a\u00ffb").contains("d=\u0080");
	}

	@ParameterizedTest
	@MethodSource
	@DisplayName("RULE 40: half of a surrogate pair in credentials is refused when they are created")
	void inCredentials(Consumer<String> credentials) {
		for (String half : HALVES) {
			assertThatIllegalArgumentException().isThrownBy(() -> credentials.accept(half))
				.withMessageContaining("half of a surrogate pair")
				.withMessageNotContaining("s3");
		}
		credentials.accept(WHOLE);
	}

	static Stream<Named<Consumer<String>>> inCredentials() {
		return Stream.of(Named.of("basic user", (text) -> Credentials.basic(text, "p")),
				Named.of("basic password", (text) -> Credentials.basic("u", text)),
				Named.of("digest user", (text) -> Credentials.digest(text, "p")),
				Named.of("digest password", (text) -> Credentials.digest("u", text)),
				Named.of("api key", (text) -> Credentials.apiKeyQuery("u", text)),
				Named.of("name of an api key", (text) -> Credentials.apiKeyQuery(text, "k")),
				Named.of("client id", (text) -> OAuth2Settings.of("https://a", text, "s")),
				Named.of("client secret", (text) -> OAuth2Settings.of("https://a", "c", text)),
				Named.of("login field", (text) -> LoginSettings.of("/login").withForm("password", text)),
				Named.of("login field's name", (text) -> LoginSettings.of("/login").withForm(text, "s")),
				Named.of("proxy user", (text) -> proxy().withCredentials(text, "p")),
				Named.of("proxy password", (text) -> proxy().withCredentials("u", text)));
	}

	private static ProxyServer proxy() {
		return new ProxyServer(ProxyServer.Scheme.HTTP, "proxy.example.org", 80, null, null);
	}

	@Test
	@DisplayName("RULE 40: complete pairs are sent as UTF-8")
	void wholePairs() {
		this.session.post("/a", (request) -> request.body(WHOLE).cookie("c", WHOLE));
		this.session.post("/b", (request) -> request.form(WHOLE, WHOLE));
		this.session.post("/c", (request) -> request.multipart(WHOLE, WHOLE));
		this.session.post("/d", (request) -> request.body(form(WHOLE, WHOLE)));
		this.session.post("/e", (request) -> request.multipart("p", new HttpEntity<>(WHOLE)));
		assertThat(this.server.request("/a").text()).isEqualTo(WHOLE);
		assertThat(this.server.request("/a").header("Cookie"))
			.isEqualTo("c=" + new String(WHOLE.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
		String encoded = URI.create("/" + WHOLE.replace("?", "%3F")).toASCIIString().substring(1);
		assertThat(this.server.request("/b").text()).isEqualTo(encoded + "=" + encoded);
		assertThat(this.server.request("/c").text()).contains("name=\"" + WHOLE + "\"").contains("\r\n" + WHOLE);
		assertThat(this.server.request("/d").text()).isEqualTo(encoded + "=" + encoded);
		assertThat(this.server.request("/e").text()).contains("\r\n" + WHOLE);
	}

	private static MultiValueMap<String, String> form(String name, String value) {
		MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
		form.add(name, value);
		return form;
	}

}
