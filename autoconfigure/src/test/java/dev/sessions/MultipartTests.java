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
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.sessions.testsupport.ReceivedPart;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of multipart bodies, which have the format of browsers.
 */
class MultipartTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test")
		.baseUrl(this.server.url())
		.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)))
		.build();

	@TempDir
	private Path directory;

	@BeforeEach
	void answerAll() {
		this.server.otherwise(Reply.ok("ok"));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "part-name-blank, my report.pdf", "part-name-latin, r\u00e9sum\u00e9.txt",
			"part-name-cjk, \u6771\u4eac.txt", "emoji, \ud83d\ude00.txt", "percent, 100%20.txt",
			"semicolon, a;b='c.txt", "backslash, a\\b.txt" })
	void fileNameIsRawUtf8(String id, String name) throws IOException {
		Path file = Files.writeString(this.directory.resolve(name), "text");
		for (Object part : List.of(file, file.toFile(), new FileSystemResource(file))) {
			ReceivedRequest request = post((spec) -> spec.multipart("file", part));
			assertThat(request.text()).contains("name=\"file\"; filename=\"" + name + "\"\r\n")
				.doesNotContain("filename*");
			assertThat(ReceivedPart.of(request)).singleElement().satisfies((received) -> {
				assertThat(received.filename()).isEqualTo(name);
				assertThat(received.text()).isEqualTo("text");
			});
		}
	}

	@ParameterizedTest(name = "part-name-rest-client {0}")
	@ValueSource(strings = { "\u6771 1.txt", "a \"b\".txt", "r\u00e9sum\u00e9.txt" })
	void fileNameOfTheRestClientIsRawUtf8(String name) throws IOException {
		Path file = Files.writeString(this.directory.resolve(name), "text");
		MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
		parts.add("file", new FileSystemResource(file));
		parts.add("t", "gr\u00fc\u00df");
		this.session.restClient().post().uri("/x").body(parts).retrieve().toBodilessEntity();
		ReceivedRequest request = last();
		assertThat(request.text()).contains("filename=\"" + name.replace("\"", "%22") + "\"\r\n");
		assertThat(request.header("Content-Length")).isEqualTo("" + request.body().length);
		assertThat(ReceivedPart.of(request)).extracting(ReceivedPart::name, ReceivedPart::filename, ReceivedPart::text)
			.containsExactly(Tuple.tuple("file", name, "text"), Tuple.tuple("t", null, "gr\u00fc\u00df"));
	}

	@Test
	void partsOfTheRestClientHaveTheirHeaders() {
		HttpHeaders meta = new HttpHeaders();
		meta.setContentType(MediaType.APPLICATION_JSON);
		meta.set("X-Part", "1");
		HttpHeaders data = new HttpHeaders();
		data.setContentDispositionFormData("data", "x.bin");
		MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
		parts.add("meta", new HttpEntity<>(Map.of("a", 1), meta));
		parts.add("data", new HttpEntity<>(new byte[] { 'x' }, data));
		this.session.restClient().post().uri("/x").body(parts).retrieve().toBodilessEntity();
		List<ReceivedPart> received = ReceivedPart.of(last());
		assertThat(received.get(0).text()).isEqualTo("{\"a\":1}");
		assertThat(received.get(0).header("Content-Type")).isEqualTo("application/json");
		assertThat(received.get(0).header("X-Part")).isEqualTo("1");
		assertThat(received.get(1).filename()).isEqualTo("x.bin");
	}

	@Test
	void namesOfTheRestClientAddNoHeader() {
		MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
		parts.add("a\r\nX-Evil: 1", new byte[1]);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.restClient().post().uri("/x").body(parts).retrieve().toBodilessEntity());
		MultiValueMap<String, Object> files = new LinkedMultiValueMap<>();
		files.add("a", named("b\r\nX-Evil: 1"));
		this.session.restClient().post().uri("/x").body(files).retrieve().toBodilessEntity();
		assertThat(ReceivedPart.of(last())).singleElement()
			.satisfies((part) -> assertThat(part.filename()).isEqualTo("b\r\nX-Evil: 1"));
	}

	@Test
	void partsOfTheRestClientAreSentAgain() {
		this.server.otherwise(Reply.status(503), Reply.ok("second"));
		MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
		parts.add("file", new ByteArrayResource(new byte[] { 'x' }));
		assertThat(this.session.restClient().put().uri("/x").body(parts).retrieve().body(String.class))
			.isEqualTo("second");
		assertThat(this.server.requests()).hasSize(2).allSatisfy((request) -> ReceivedPart.of(request));
	}

	@Test
	void formOfTheRestClientIsUrlEncoded() {
		MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
		form.add("a", "1 2");
		this.session.restClient().post().uri("/x").body(form).retrieve().toBodilessEntity();
		assertThat(last().text()).isEqualTo("a=1+2");
	}

	@Test
	void mapOfPartsAsBody() {
		MultiValueMap<String, Object> parts = new LinkedMultiValueMap<>();
		parts.add("t", "gr\u00fc\u00df");
		parts.add("n", 1);
		for (Consumer<RequestSpec> spec : List.<Consumer<RequestSpec>>of((request) -> request.body(parts),
				(request) -> request.body(parts, MediaType.MULTIPART_FORM_DATA),
				(request) -> request.header("Content-Type", "multipart/form-data").body(parts),
				(request) -> request.body(parts).header("Content-Type", "multipart/form-data"),
				(request) -> request.header("Content-Type", "multipart/form-data; boundary=abc").body(parts),
				(request) -> request.body(parts).header("Content-Type", "multipart/mixed; boundary=abc; a=b"))) {
			assertThat(ReceivedPart.of(post(spec))).extracting(ReceivedPart::text)
				.containsExactly("gr\u00fc\u00df", "1");
		}
	}

	@Test
	void lineBreakInAFileNameIsEscaped() {
		ReceivedRequest request = post(
				(spec) -> spec.part("f", (part) -> part.filename("a\r\nb\"c").body("x")).multipart("g", named("d\ne")));
		assertThat(request.text()).contains("filename=\"a%0D%0Ab%22c\"\r\n").contains("filename=\"d%0Ae\"\r\n");
		assertThat(ReceivedPart.of(request)).extracting(ReceivedPart::filename).containsExactly("a\r\nb\"c", "d\ne");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\0b", "\ud83d", "a\ude00" })
	void unencodableNameIsRefused(String name) {
		refused("file name of a part", (spec) -> spec.part("f", (part) -> part.filename(name).body("x")));
		refused("name of a part", (spec) -> spec.multipart(name, "x"));
		refused("name of a part", (spec) -> spec.part(name, (part) -> part.body("x")));
	}

	// form-data-type-text, form-data-text-utf8
	@Test
	void textIsUtf8AndTheTypeNamesNoCharset() {
		ReceivedRequest request = post((spec) -> spec.multipart("title", "gr\u00fc\u00df \u6771\u4eac"));
		assertThat(request.header("Content-Type")).matches("multipart/form-data; boundary=[0-9a-f-]{36}");
		assertThat(ReceivedPart.of(request)).singleElement().satisfies((part) -> {
			assertThat(part.text()).isEqualTo("gr\u00fc\u00df \u6771\u4eac");
			assertThat(part.header("Content-Type")).isEqualTo("text/plain; charset=UTF-8");
			assertThat(part.filename()).isNull();
		});
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("contents")
	void partHasTheTypeOfItsContent(String id, Object value, String text, String filename, String type) {
		assertThat(ReceivedPart.of(post((spec) -> spec.multipart("part", value)))).singleElement().satisfies((part) -> {
			assertThat(part.text()).isEqualTo(text);
			assertThat(part.filename()).isEqualTo(filename);
			assertThat(part.header("Content-Type")).isEqualToIgnoringWhitespace(type);
		});
	}

	@Test
	void partOfFile() throws IOException { // part-file
		File file = Files.writeString(this.directory.resolve("a.json"), "DATA").toFile();
		assertThat(ReceivedPart.of(post((spec) -> spec.multipart("part", file)))).singleElement().satisfies((part) -> {
			assertThat(part.text()).isEqualTo("DATA");
			assertThat(part.filename()).isEqualTo("a.json");
			assertThat(part.header("Content-Type")).isEqualTo("application/json");
		});
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("several")
	void severalElementsAreSeveralParts(String name, Object value, List<String> texts) {
		ReceivedRequest request = post((spec) -> spec.multipart("p", value));
		assertThat(ReceivedPart.of(request)).allMatch((part) -> part.name().equals("p"))
			.extracting(ReceivedPart::text)
			.isEqualTo(texts);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("unwritable")
	void unsupportedContentIsRefused(String name, Object value) {
		refused("", (spec) -> spec.multipart("p", value));
		refused("", (spec) -> spec.part("p", (part) -> part.body(value)));
		refused("", (spec) -> spec.body(value));
		refused("", (spec) -> spec.json(value));
	}

	@Test
	void partWithoutConverterForItsTypeIsRefused() {
		refused("application/x-unknown", (spec) -> spec.part("p",
				(part) -> part.contentType(MediaType.valueOf("application/x-unknown")).body(new Order("tea", 2))));
	}

	@Test
	void partWithAllProperties() {
		ReceivedRequest request = post((spec) -> spec
			.part("doc",
					(part) -> part.filename("\u6771 1.csv")
						.contentType(MediaType.valueOf("text/csv"))
						.header("X-Part", "\u6771", "2")
						.header("Content-ID", "<1>")
						.body(new byte[] { 'a' }))
			.multipart("t", 1));
		List<ReceivedPart> parts = ReceivedPart.of(request);
		assertThat(parts.get(0).headers()).map((header) -> header.name() + ": " + header.value())
			.containsExactly("Content-Disposition: form-data; name=\"doc\"; filename=\"\u6771 1.csv\"",
					"Content-Type: text/csv", "X-Part: \u6771", "X-Part: 2", "Content-ID: <1>");
		assertThat(parts.get(0).text()).isEqualTo("a");
		assertThat(parts.get(1).text()).isEqualTo("1");
	}

	@Test
	void listIsOneBodyOfPart() {
		assertThat(ReceivedPart.of(post(
				(spec) -> spec.part("p", (part) -> part.contentType(MediaType.APPLICATION_JSON).body(List.of(1, 2))))))
			.singleElement()
			.satisfies((part) -> assertThat(part.text()).isEqualTo("[1,2]"));
	}

	@Test
	void partWithoutBodyIsRefusedAndNullIsOmitted() {
		refused("part p has no body", (spec) -> spec.part("p", (part) -> part.filename("a")));
		assertThat(ReceivedPart.of(post((spec) -> spec.part("p", (part) -> part.body(null))))).isEmpty();
	}

	@Test
	void fileNameDeterminesTheTypeOfPart() {
		ReceivedRequest request = post((spec) -> spec.part("a", (part) -> part.filename("a.json").body("{}"))
			.part("b", (part) -> part.filename("b.pdf").body(new ByteArrayInputStream(new byte[1])))
			.part("c", (part) -> part.filename("noidea").body("c")));
		assertThat(ReceivedPart.of(request)).extracting((part) -> part.header("Content-Type"))
			.containsExactly("application/json", "application/pdf", "text/plain; charset=UTF-8");
	}

	@Test
	void textOfAPartIsWrittenInItsCharset() {
		MediaType latin = new MediaType("text", "plain", StandardCharsets.ISO_8859_1);
		assertThat(ReceivedPart.of(post((spec) -> spec.part("p", (part) -> part.contentType(latin).body("\u00fc")))))
			.singleElement()
			.satisfies((part) -> assertThat(part.body()).containsExactly(0xfc));
		refused("ISO-8859-1", (spec) -> spec.part("p", (part) -> part.contentType(latin).body("\u20ac")));
		refused("ISO-8859-1", (spec) -> spec.body("\u20ac", latin));
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nb", "a\nb", "a\0", "a\u0001", "\ud83d" })
	void headerOfPartIsOneLine(String value) {
		refused("X-Part", (spec) -> spec.part("p", (part) -> part.header("X-Part", value).body("x")));
		refused("header", (spec) -> spec.part("p", (part) -> part.header("X" + value, "1").body("x")));
	}

	@Test
	void dispositionSetByHandReplacesTheNames() {
		ReceivedRequest request = post((spec) -> spec.header("Content-Type", "multipart/related")
			.part("p", (part) -> part.header("Content-Disposition", "inline").body("x")));
		assertThat(ReceivedPart.of(request)).singleElement()
			.satisfies((part) -> assertThat(part.header("Content-Disposition")).isEqualTo("inline"));
	}

	@ParameterizedTest(name = "multipart-own-type {0}")
	@ValueSource(strings = { "multipart/form-data", "multipart/mixed", "Multipart/Related; type=\"text/plain\"",
			"multipart/form-data; charset=utf-8" })
	void boundaryIsAddedToATypeSetByHand(String type) {
		for (ReceivedRequest request : List.of(
				post((spec) -> spec.header("Content-Type", type).multipart("a", "1").multipart("b", "2")),
				post((spec) -> spec.multipart("a", "1").multipart("b", "2").header("Content-Type", type)))) {
			assertThat(request.header("Content-Type")).startsWithIgnoringCase(type.substring(0, 15));
			String boundary = MediaType.parseMediaType(request.header("Content-Type")).getParameter("boundary");
			assertThat(request.text()).startsWith("--" + boundary + "\r\n").endsWith("--" + boundary + "--\r\n");
		}
	}

	@ParameterizedTest(name = "multipart-own-boundary {0}")
	@CsvSource({ "multipart/form-data; boundary=abc, abc", "multipart/mixed;boundary=\"a b:c\", a b:c",
			"multipart/form-data; boundary=x; charset=utf-8, x" })
	void boundaryNamedByHandIsUsed(String type, String boundary) {
		ReceivedRequest request = post((spec) -> spec.header("Content-Type", type).multipart("a", "1"));
		assertThat(request.header("Content-Type")).isEqualToIgnoringWhitespace(type);
		assertThat(request.text()).startsWith("--" + boundary + "\r\n").endsWith("\r\n--" + boundary + "--\r\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "multipart/form-data; boundary=\"\"", "multipart/form-data; boundary=\"a\u00fc\"",
			"multipart/form-data; boundary=\"a \"", "multipart/form-data; boundary=\"a@b\"", "application/json",
			"text/plain; boundary=abc" })
	void typeThatCannotHoldPartsIsRefused(String type) {
		refused("", (spec) -> spec.header("Content-Type", type).multipart("a", "1"));
	}

	@Test
	void boundaryIsAtMost70Characters() {
		String longest = "b".repeat(70);
		assertThat(
				post((spec) -> spec.header("Content-Type", "multipart/mixed; boundary=" + longest).multipart("a", "1"))
					.text())
			.startsWith("--" + longest + "\r\n");
		refused("boundary", (spec) -> spec.header("Content-Type", "multipart/mixed; boundary=" + longest + "b")
			.multipart("a", "1"));
	}

	@Test
	void defaultContentTypeDoesNotHideTheBoundary() {
		try (Session own = Session.builder("test")
			.baseUrl(this.server.url())
			.header("Content-Type", "application/json")
			.build()) {
			own.post("/x", (spec) -> spec.multipart("a", "1"));
		}
		assertThat(ReceivedPart.of(last())).hasSize(1);
	}

	@Test
	void oneShotPartIsNotSentAgain() {
		this.server.otherwise(Reply.status(503), Reply.ok("second"));
		Response response = this.session.put("/x",
				(spec) -> spec.multipart("p", new ByteArrayInputStream(new byte[] { 'x' })));
		assertThat(response.status().value()).isEqualTo(503);
		assertThat(last().header("Transfer-Encoding")).isEqualTo("chunked");
	}

	static Stream<Arguments> contents() {
		HttpHeaders headers = new HttpHeaders();
		headers.setContentType(MediaType.TEXT_XML);
		StreamingHttpOutputMessage.Body written = (out) -> out.write('W');
		return Stream.of(
				Arguments.of("part-input-stream", new ByteArrayInputStream(bytes("STREAMED")), "STREAMED", "part",
						"application/octet-stream"),
				Arguments.of("reader", new StringReader("READ \u20ac"), "READ \u20ac", null,
						"text/plain;charset=UTF-8"),
				Arguments.of("bytes", bytes("B"), "B", "part", "application/octet-stream"),
				Arguments.of("buffer", ByteBuffer.wrap(bytes("xBy"), 1, 1), "B", "part", "application/octet-stream"),
				Arguments.of("resource without name", new ByteArrayResource(bytes("R")), "R", "part",
						"application/octet-stream"),
				Arguments.of("streaming body", written, "W", "part", "application/octet-stream"),
				Arguments.of("char sequence", CharBuffer.wrap("S"), "S", null, "text/plain;charset=UTF-8"),
				Arguments.of("date", LocalDate.of(2026, 11, 2), "2026-11-02", null, "text/plain;charset=UTF-8"),
				Arguments.of("boolean", true, "true", null, "text/plain;charset=UTF-8"),
				Arguments.of("record", new Order("tea", 2), "{\"item\":\"tea\",\"count\":2}", null, "application/json"),
				Arguments.of("map", Map.of("a", 1), "{\"a\":1}", null, "application/json"),
				Arguments.of("entity", new HttpEntity<>("<a/>", headers), "<a/>", null, "text/xml"));
	}

	static Stream<Arguments> several() {
		return Stream.of(Arguments.of("null", null, List.of()),
				Arguments.of("list", List.of(1, "b"), List.of("1", "b")),
				Arguments.of("array", new Object[] { "a", null, 2 }, List.of("a", "2")),
				Arguments.of("ints", new int[] { 1, 2 }, List.of("1", "2")),
				Arguments.of("empty", List.of(), List.of()), Arguments.of("empty array", new long[0], List.of()),
				Arguments.of("list of bytes", List.of(bytes("a"), bytes("b")), List.of("a", "b")),
				Arguments.of("list with null", Arrays.asList(null, "b"), List.of("b")),
				Arguments.of("optional", Optional.of("a"), List.of("a")),
				Arguments.of("stream", Stream.of("a", "b"), List.of("a", "b")));
	}

	static Stream<Arguments> unwritable() {
		return Stream.of(Arguments.of("output stream", new ByteArrayOutputStream()),
				Arguments.of("channel", Channels.newChannel(new ByteArrayInputStream(new byte[1]))),
				Arguments.of("future", CompletableFuture.completedFuture("x")),
				Arguments.of("cyclic bean", new Cycle()));
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static ByteArrayResource named(String filename) {
		return new ByteArrayResource(bytes("x")) {

			@Override
			public String getFilename() {
				return filename;
			}

		};
	}

	private ReceivedRequest post(Consumer<RequestSpec> body) {
		this.session.post("/x", body);
		return last();
	}

	private ReceivedRequest last() {
		List<ReceivedRequest> received = this.server.requests();
		return received.get(received.size() - 1);
	}

	private void refused(String message, Consumer<RequestSpec> body) {
		int before = this.server.requests().size();
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.post("/x", body))
			.withMessageContaining(message);
		assertThat(this.server.requests()).hasSize(before);
	}

	record Order(String item, int count) {

	}

	public static final class Cycle {

		public Cycle getSelf() {
			return this;
		}

	}

}
