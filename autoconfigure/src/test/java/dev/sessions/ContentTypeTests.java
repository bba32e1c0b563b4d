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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.sessions.internal.spring.ReceivedContentType;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.UnknownContentTypeException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of bodies with an invalid or wrong content type.
 */
class ContentTypeTests {

	private static final String JSON = "{\"name\":\"\u00e4\"}";

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test").baseUrl(this.server.url()).build();

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', value = { "type-charset-sig | application/json; charset=utf-8-sig",
			"type-charset-empty | application/json; charset=", "type-doubled | application/json, application/json",
			"type-usual | Application/JSON; charset=\"UTF8\"; charset=utf-8;",
			"unknown charset | application/json;charset=none-such", "odd charset | application/problem+json; charset=*",
			"no value | application/json; charset", "no name | application/json; =utf-8",
			"semicolons | application/json;; ;", "unclosed quote | application/json; charset=\"utf-8",
			"blank in a value | application/json; a=b c",
			"doubled with parameters | application/json; charset=utf-8, application/json",
			"no token | application/json; a(b=c", "placeholder | application/json; charset=${charset}" })
	void jsonWithABrokenParameterIsRead(String id, String type) {
		this.server.otherwise(Reply.ok(JSON).header("Content-Type", type));
		Response response = this.session.get("/x");
		assertThat(response.as(Person.class)).isEqualTo(new Person("\u00e4"));
		assertThat(response.as(new ParameterizedTypeReference<Map<String, String>>() {
		})).containsEntry("name", "\u00e4");
		assertThat(response.text()).isEqualTo(JSON);
		assertThat(response.contentType()).isNotNull()
			.satisfies((read) -> assertThat(read.getSubtype()).contains("json"));
		assertThat(response.headers().getContentType()).isEqualTo(response.contentType());
		assertThat(response.headers().getFirst("Content-Type")).isEqualTo(type.trim());
	}

	@ParameterizedTest
	@ValueSource(strings = { "application/json; charset=utf-8-sig", "application/json; charset=",
			"application/json, application/json" })
	void restClientReadsItToo(String type) {
		this.server.otherwise(Reply.ok(JSON).header("Content-Type", type));
		assertThat(this.session.restClient().get().uri("/x").retrieve().body(Person.class))
			.isEqualTo(new Person("\u00e4"));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|',
			value = { "type-text-json | text/json", "type-text-plain | text/plain", "html | text/html; charset=utf-8",
					"javascript | text/javascript", "octets | application/octet-stream",
					"unknown | application/x-unknown", "broken | nonsense" })
	void jsonOfAnotherTypeIsRead(String id, String type) {
		this.server.otherwise(Reply.ok(JSON).header("Content-Type", type));
		assertThat(this.session.get("/x").as(Person.class)).isEqualTo(new Person("\u00e4"));
		assertThat(this.session.get("/x").as(String.class)).isEqualTo(JSON);
		assertThat(this.session.get("/x").as(byte[].class)).isEqualTo(JSON.getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void jsonWithoutTypeIsRead() {
		this.server.otherwise(Reply.ok("[1,2]"));
		assertThat(this.session.get("/x").as(new ParameterizedTypeReference<List<Integer>>() {
		})).containsExactly(1, 2);
	}

	@Test
	void jsonOfAnotherTypeIsReadInDeclaredCharset() {
		this.server.otherwise(Reply.status(200)
			.header("Content-Type", "text/plain; charset=ISO-8859-1")
			.body(JSON.getBytes(StandardCharsets.ISO_8859_1)));
		assertThat(this.session.get("/x").as(Person.class)).isEqualTo(new Person("\u00e4"));
	}

	@Test
	void jsonWithAByteOrderMarkIsRead() {
		this.server.otherwise(Reply.ok("\ufeff" + JSON).header("Content-Type", "application/json; charset=utf-8-sig"));
		assertThat(this.session.get("/x").as(Person.class)).isEqualTo(new Person("\u00e4"));
		assertThat(this.session.get("/x").text()).isEqualTo(JSON);
	}

	@Test
	void otherTextIsOfUnknownType() {
		this.server.otherwise(Reply.ok("<html>").header("Content-Type", "text/html"));
		assertThatExceptionOfType(UnknownContentTypeException.class)
			.isThrownBy(() -> this.session.get("/x").as(Person.class))
			.satisfies((ex) -> assertThat(ex.getResponseBodyAsString()).isEqualTo("<html>"))
			.satisfies((ex) -> assertThat(ex.getContentType()).isEqualTo(MediaType.TEXT_HTML))
			.withRootCauseInstanceOf(Exception.class);
	}

	@Test
	void errorBodyOfAnotherTypeIsRead() {
		this.server.otherwise(Reply.status(404).header("Content-Type", "text/plain").body(JSON));
		assertThatExceptionOfType(HttpClientErrorException.NotFound.class)
			.isThrownBy(() -> this.session.get("/x").as(Person.class))
			.satisfies((ex) -> assertThat(ex.getResponseBodyAs(Person.class)).isEqualTo(new Person("\u00e4")));
	}

	@Test
	void linesOfStreamAreReadInTheValidCharset() {
		this.server.otherwise(Reply.ok("\u00e4\n").header("Content-Type", "text/plain; charset=utf-8-sig"));
		List<String> lines = this.session.stream(HttpMethod.GET, "/x", (request) -> {
		}, (response) -> response.lines().toList());
		assertThat(lines).containsExactly("\u00e4");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "text/plain; a=\"b;c,d\"; charset=x-none | text/plain; a=\"b;c,d\"",
					"text/plain; charset=iso-8859-1, x/y | text/plain; charset=iso-8859-1",
					"text/plain; charset=; charset=utf-8 | text/plain; charset=utf-8" })
	void validPartsOfTypeAreKept(String type, String expected) {
		assertThat(ReceivedContentType.parse(type)).isEqualTo(MediaType.parseMediaType(expected));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", ";", ",", "json", "/", "a/b/c", ",application/json", "\"", "\\" })
	void invalidTypeIsAbsent(String type) {
		assertThat(ReceivedContentType.parse(type)).isNull();
	}

	record Person(String name) {

	}

}
