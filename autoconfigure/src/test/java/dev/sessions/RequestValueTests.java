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

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of values of parameters, forms and variables: absent ones, several, and those of
 * a type without a text.
 */
class RequestValueTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test").baseUrl(this.server.url()).build();

	@BeforeEach
	void answerAll() {
		this.server.otherwise(Reply.ok("ok"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("values")
	void parameter(String name, Object[] values, List<String> expected) {
		this.session.get("/p", (request) -> request.param("v", values));
		String query = String.join("&", expected.stream().map("v="::concat).toList());
		assertThat(this.server.request().target()).isEqualTo(query.isEmpty() ? "/p" : "/p?" + query);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("values")
	void formField(String name, Object[] values, List<String> expected) {
		this.session.post("/p", (request) -> Arrays.asList(values).forEach((value) -> request.form("v", value)));
		assertThat(this.server.request().text())
			.isEqualTo(String.join("&", expected.stream().map("v="::concat).toList()));
	}

	@Test
	void fieldsOfAMap() {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("none", null);
		fields.put("list", Arrays.asList(1, null, 2));
		fields.put("empty", new long[0]);
		fields.put("last", "x");
		this.session.post("/p", (request) -> request.form(fields));
		assertThat(this.server.request().text()).isEqualTo("list=1&list=2&last=x");
	}

	// param-null
	@Test
	void nullRemovesDefaultParameter() {
		try (Session own = Session.builder("test").baseUrl(this.server.url()).param("page", "1").build()) {
			own.get("/p", (request) -> request.param("page", (Integer) null));
			own.get("/p", (request) -> request.param("page", (Object[]) null));
		}
		assertThat(this.server.requests()).extracting((request) -> request.target()).containsExactly("/p", "/p");
	}

	@Test
	void nullDefaultParameterIsOmitted() {
		try (Session own = Session.builder("test")
			.baseUrl(this.server.url())
			.param("page", (String) null)
			.param("size", "1", null, "2")
			.build()) {
			own.get("/p");
		}
		assertThat(this.server.request().target()).isEqualTo("/p?size=1&size=2");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("values")
	void variable(String name, Object[] values, List<String> expected) {
		Object value = (values.length == 1) ? values[0] : Arrays.asList(values);
		if (expected.isEmpty()) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> this.session.get("/p/{v}", (request) -> request.path("v", value)))
				.withMessageContaining("'v'");
			assertThat(this.server.accepted()).isZero();
		}
		else {
			this.session.get("/p/{v}", (request) -> request.path("v", value));
			assertThat(this.server.request().target()).isEqualTo("/p/" + String.join(",", expected));
		}
	}

	@Test
	void variablesInOrder() {
		this.session.get("/{a}/{b}?c={c}", List.of("x,y", "z/.."), "..a", new int[] { 1, 2 });
		assertThat(this.server.request().target()).isEqualTo("/x%2Cy,z%2F../..a?c=1,2");
	}

	@Test
	void dotSegmentCannotChangeThePath() {
		for (Object value : List.of(List.of(".."), new String[] { "." }, Optional.of(".."))) {
			assertThatIllegalArgumentException().isThrownBy(() -> this.session.get("/a/{v}", value));
		}
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.get("/a/{v}", new Object[] { null }))
			.withMessageContaining("'v'");
		assertThat(this.server.accepted()).isZero();
	}

	@Test
	void variablesOfTheRestClient() {
		this.session.restClient()
			.get()
			.uri("/x?tz={tz}&l={l}", "+01:00", List.of("a,b", 2))
			.retrieve()
			.body(String.class);
		assertThat(this.server.request().target()).isEqualTo("/x?tz=%2B01%3A00&l=a%2Cb,2");
	}

	@Test
	void streamOfVariablesServesWholeDownload(@TempDir Path directory) {
		this.server.otherwise(Reply.status(503), Reply.ok("file"));
		this.session.download("/{v}", directory.resolve("file"), (request) -> request.path("v", Stream.of(1, 2)));
		assertThat(this.server.requests()).hasSize(2).allMatch((request) -> request.target().equals("/1,2"));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("withoutText")
	void valueWithoutTextIsRefused(String name, Object value) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.get("/p", (request) -> request.param("the-name", value)))
			.withMessageContaining("the-name");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.get("/p", (request) -> request.param("the-name", List.of(1, value))));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.post("/p", (request) -> request.form("the-name", value)))
			.withMessageContaining("the-name");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.post("/p", (request) -> request.form(Map.of("the-name", value))));
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.send(HttpMethod.GET, "/{name}", value))
			.withMessageContaining("name");
		assertThat(this.server.accepted()).isZero();
	}

	@Test
	void fileIsNoFormField() {
		for (Object file : List.of(Path.of("a/b"), new File("a/b"))) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> this.session.post("/p", (request) -> request.form("f", file)))
				.withMessageContaining("multipart");
		}
		this.session.get("/p", (request) -> request.param("dir", Path.of("a/b")));
		assertThat(this.server.request().target()).isEqualTo("/p?dir=a%2Fb");
	}

	static Stream<Arguments> values() {
		return Stream.of(of("param-null", List.of(), (Object) null), of("param-list", List.of("1", "2"), List.of(1, 2)),
				of("param-int-array", List.of("1", "2"), new int[] { 1, 2 }),
				of("several", List.of("1", "2"), 1, null, "2"), of("none", List.of()),
				of("longs", List.of("1"), new long[] { 1 }), of("doubles", List.of("1.5"), new double[] { 1.5 }),
				of("booleans", List.of("true"), new boolean[] { true }),
				of("chars", List.of("a", "b"), new char[] { 'a', 'b' }),
				of("objects", List.of("1", "x"), (Object) new Object[] { 1, null, "x" }),
				of("nested", List.of("1", "2", "3"), List.of(List.of(1, new int[] { 2 }), Set.of(3))),
				of("empty array", List.of(), new int[0]), of("empty list", List.of(), List.of()),
				of("list of null", List.of(), Arrays.asList((Object) null)),
				of("optional", List.of("1"), Optional.of(1)), of("empty optional", List.of(), Optional.empty()),
				of("scalars", List.of("2026-11-02", "GET", "1.10", "c"), LocalDate.of(2026, 11, 2), HttpMethod.GET,
						new BigDecimal("1.10"), 'c'),
				of("uuid", List.of("00000000-0000-0001-0000-000000000002"), new UUID(1, 2)),
				of("char sequence", List.of("ab"), CharBuffer.wrap("ab")),
				of("value object", List.of("u1"), new UserId("u1")));
	}

	@Test
	void streamsAndIterators() {
		this.session.get("/p",
				(request) -> request.param("a", IntStream.of(1, 2))
					.param("b", Stream.of("x", null, "y"))
					.param("c", List.of(3).iterator())
					.param("d", new ArrayList<>()));
		assertThat(this.server.request().target()).isEqualTo("/p?a=1&a=2&b=x&b=y&c=3");
	}

	static Stream<Arguments> withoutText() {
		Map<String, Object> types = new HashMap<>();
		types.put("record", new Order("tea", 2));
		types.put("object", new Object());
		types.put("class without toString", new RequestValueTests.Plain());
		types.put("generated toString", new RequestValueTests.Generated());
		types.put("stream of bytes", new ByteArrayInputStream(new byte[1]));
		types.put("reader", new StringReader("x"));
		types.put("bytes", new byte[] { 1 });
		types.put("buffer", ByteBuffer.allocate(1));
		types.put("resource", new ByteArrayResource(new byte[1]));
		types.put("map", Map.of("a", 1));
		types.put("optional int", OptionalInt.of(1));
		types.put("lambda", (Runnable) () -> {
		});
		return types.entrySet().stream().map((type) -> Arguments.of(type.getKey(), type.getValue()));
	}

	@Test
	void uriIsAText() {
		this.session.get("/p", (request) -> request.param("u", URI.create("http://h/a?b")));
		assertThat(this.server.request().target()).isEqualTo("/p?u=http%3A%2F%2Fh%2Fa%3Fb");
	}

	private static Arguments of(String name, List<String> expected, Object... values) {
		return Arguments.of(name, values, expected);
	}

	record Order(String item, int count) {

	}

	record UserId(String value) {

		@Override
		public String toString() {
			return this.value;
		}

	}

	private static final class Plain {

	}

	private static final class Generated {

		@Override
		public String toString() {
			return "Generated(id=1)";
		}

	}

}
