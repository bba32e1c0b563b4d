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
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.StreamingHttpOutputMessage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of request bodies.
 */
class RequestBodyTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test")
		.baseUrl(this.server.url())
		.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)))
		.build();

	@TempDir
	private Path directory;

	@Test
	void jsonOfRecord() {
		ReceivedRequest request = post((spec) -> spec.json(new Order("tea", 2)));
		assertThat(request.header("Content-Type")).isEqualTo("application/json");
		assertThat(request.text()).isEqualTo("{\"item\":\"tea\",\"count\":2}");
		assertThat(request.header("Content-Length")).isEqualTo("" + request.body().length);
	}

	@Test
	void jsonOfList() {
		assertThat(post((spec) -> spec.json(List.of(1, 2))).text()).isEqualTo("[1,2]");
	}

	@Test
	void jsonOfStringIsAJsonString() {
		ReceivedRequest request = post((spec) -> spec.json("{\"a\"}"));
		assertThat(request.text()).isEqualTo("\"{\\\"a\\\"}\"");
		assertThat(request.header("Content-Type")).isEqualTo("application/json");
	}

	@Test
	void jsonTextIsSentUnchanged() {
		ReceivedRequest request = post((spec) -> spec.body("{\"a\":1}", MediaType.APPLICATION_JSON));
		assertThat(request.text()).isEqualTo("{\"a\":1}");
		assertThat(request.header("Content-Type")).isEqualTo("application/json");
	}

	@Test
	void jsonIsUtf8() {
		assertThat(post((spec) -> spec.json("gr\u00fc\u00df")).body())
			.isEqualTo("\"gr\u00fc\u00df\"".getBytes(StandardCharsets.UTF_8));
	}

	@Test
	void formFields() {
		ReceivedRequest request = post((spec) -> spec.form("name", "a b&c=d").form("name", 2).form("\u00fc", "\u20ac"));
		assertThat(request.header("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
		assertThat(request.text()).isEqualTo("name=a+b%26c%3Dd&name=2&%C3%BC=%E2%82%AC");
	}

	@Test
	void formOfMap() {
		Map<String, Object> fields = new LinkedHashMap<>();
		fields.put("one", 1);
		fields.put("list", List.of("a", "b"));
		fields.put("array", new int[] { 3, 4 });
		assertThat(post((spec) -> spec.form(fields).form("more", "x")).text())
			.isEqualTo("one=1&list=a&list=b&array=3&array=4&more=x");
	}

	@Test
	void multipartOfText() {
		ReceivedRequest request = post((spec) -> spec.multipart("title", "gr\u00fc\u00df").multipart("count", 2));
		assertThat(request.header("Content-Type")).startsWith("multipart/form-data;").contains("boundary=");
		assertThat(parts(request)).hasSize(2);
		assertThat(parts(request).get(0)).contains("Content-Disposition: form-data; name=\"title\"\r\n")
			.contains("Content-Type: text/plain; charset=UTF-8")
			.endsWith("\r\n\r\ngr\u00fc\u00df\r\n");
		assertThat(parts(request).get(1)).contains("name=\"count\"").endsWith("\r\n\r\n2\r\n");
	}

	@Test
	void multipartOfBytes() {
		assertThat(parts(post((spec) -> spec.multipart("data", new byte[] { 65, 66 }))).get(0))
			.contains("name=\"data\"")
			.contains("Content-Type: application/octet-stream")
			.endsWith("\r\n\r\nAB\r\n");
	}

	@Test
	void multipartOfFile() throws IOException {
		Path file = file("report.json", "{}");
		assertThat(parts(post((spec) -> spec.multipart("file", file))).get(0))
			.contains("name=\"file\"; filename=\"report.json\"")
			.contains("Content-Type: application/json")
			.endsWith("\r\n\r\n{}\r\n");
	}

	@Test
	void multipartOfResource() throws IOException {
		FileSystemResource resource = new FileSystemResource(file("report.txt", "text"));
		assertThat(parts(post((spec) -> spec.multipart("file", resource))).get(0))
			.contains("name=\"file\"; filename=\"report.txt\"")
			.contains("Content-Type: text/plain")
			.endsWith("\r\n\r\ntext\r\n");
	}

	@Test
	void multipartNameWithQuoteBreaksNothing() {
		String part = parts(post((spec) -> spec.multipart("a\"; filename=\"evil", "x"))).get(0);
		assertThat(part.substring(0, part.indexOf("\r\n\r\n"))).doesNotContain("; filename=\"evil\"");
	}

	@Test
	void multipartFileNameIsUtf8() throws IOException {
		Path file = file("gr\u00fc\u00df \"1\".txt", "text");
		// RFC 7578, section 4.2
		assertThat(parts(post((spec) -> spec.multipart("file", file))).get(0))
			.contains("name=\"file\"; filename=\"gr\u00fc\u00df %221%22.txt\"\r\n");
	}

	@Test
	void multipartNameIsUtf8() {
		// RFC 7578, section 5.1
		assertThat(parts(post((spec) -> spec.multipart("gr\u00fc\u00df \"1\"", "x"))).get(0))
			.contains("name=\"gr\u00fc\u00df %221%22\"\r\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nX-Evil: 1", "a\n", "a\r", "a\u0000" })
	void multipartNameWithLineBreakIsRefused(String name) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.post("/x", (spec) -> spec.multipart(name, "x")))
			.withMessageContaining("name of a part");
		assertThat(this.server.accepted()).isZero();
	}

	@Test
	void multipartHasItsLength() throws IOException {
		Path file = file("report.txt", "text");
		ReceivedRequest request = post((spec) -> spec.multipart("file", file).multipart("title", "x"));
		assertThat(request.header("Content-Length")).isEqualTo("" + request.body().length);
	}

	@Test
	void multipartOfFileInAnArchive() throws IOException {
		URI archive = URI.create("jar:" + this.directory.resolve("archive.zip").toUri());
		try (FileSystem files = FileSystems.newFileSystem(archive, Map.of("create", "true"))) {
			Path file = Files.writeString(files.getPath("/report.txt"), "text");
			assertThat(parts(post((spec) -> spec.multipart("file", file))).get(0)).contains("filename=\"report.txt\"")
				.endsWith("\r\n\r\ntext\r\n");
		}
	}

	@Test
	void missingPartsAreRefused() {
		Path missing = this.directory.resolve("missing.txt");
		for (Object part : List.of(missing, new FileSystemResource(missing))) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> this.session.post("/x", (spec) -> spec.multipart("file", part)))
				.withMessageContaining("missing.txt");
			assertThatIllegalArgumentException().isThrownBy(() -> this.session.post("/x", (spec) -> spec.body(part)))
				.withMessageContaining("missing.txt");
		}
		assertThat(this.server.accepted()).isZero();
	}

	@Test
	void textBody() {
		ReceivedRequest request = post((spec) -> spec.body("gr\u00fc\u00df"));
		assertThat(request.header("Content-Type")).isEqualToIgnoringWhitespace("text/plain;charset=UTF-8");
		assertThat(request.text()).isEqualTo("gr\u00fc\u00df");
	}

	@Test
	void textBodyInItsCharset() {
		ReceivedRequest request = post(
				(spec) -> spec.body("\u00fc", new MediaType("text", "plain", StandardCharsets.ISO_8859_1)));
		assertThat(request.body()).containsExactly(0xfc);
		assertThat(request.header("Content-Type")).containsIgnoringCase("charset=ISO-8859-1");
	}

	@Test
	void bytesBody() {
		ReceivedRequest request = post((spec) -> spec.body(new byte[] { 1, 2, 3 }));
		assertThat(request.body()).containsExactly(1, 2, 3);
		assertThat(request.header("Content-Type")).isEqualTo("application/octet-stream");
		assertThat(request.header("Content-Length")).isEqualTo("3");
	}

	@Test
	void fileBody() throws IOException {
		Path file = file("report.json", "{\"a\":1}");
		ReceivedRequest request = post((spec) -> spec.body(file));
		assertThat(request.text()).isEqualTo("{\"a\":1}");
		assertThat(request.header("Content-Type")).isEqualTo("application/json");
		assertThat(request.header("Content-Length")).isEqualTo("7");
	}

	@Test
	void missingFileIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.post("/x", (spec) -> spec.body(this.directory.resolve("missing.txt"))))
			.withMessageContaining("missing.txt");
		assertThat(this.server.accepted()).isZero();
	}

	@Test
	void resourceBody() {
		ReceivedRequest request = post((spec) -> spec.body(new ByteArrayResource(new byte[] { 65, 66 })));
		assertThat(request.text()).isEqualTo("AB");
		assertThat(request.header("Content-Type")).isEqualTo("application/octet-stream");
	}

	@Test
	void streamBody() {
		ReceivedRequest request = post(
				(spec) -> spec.body(new ByteArrayInputStream(new byte[] { 65, 66 }), MediaType.TEXT_PLAIN));
		assertThat(request.text()).isEqualTo("AB");
		assertThat(request.header("Content-Type")).isEqualTo("text/plain");
		assertThat(request.header("Transfer-Encoding")).isEqualTo("chunked");
	}

	@Test
	void javaFileBody() throws IOException { // body-file
		File file = file("data.json", "DATA").toFile();
		ReceivedRequest request = post((spec) -> spec.body(file));
		assertThat(request.text()).isEqualTo("DATA");
		assertThat(request.header("Content-Type")).isEqualTo("application/json");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.post("/x", (spec) -> spec.body(this.directory.toFile())));
	}

	@Test
	void readerBody() { // body-reader
		ReceivedRequest request = post((spec) -> spec.body(new StringReader("READ \u20ac")));
		assertThat(request.text()).isEqualTo("READ \u20ac");
		assertThat(request.header("Content-Type")).isEqualToIgnoringWhitespace("text/plain;charset=UTF-8");
	}

	@Test
	void readerBodyInItsCharset() {
		MediaType latin = new MediaType("text", "plain", StandardCharsets.ISO_8859_1);
		assertThat(post((spec) -> spec.body(new StringReader("\u00fc"), latin)).body()).containsExactly(0xfc);
		assertThatExceptionOfType(SessionException.class)
			.isThrownBy(() -> this.session.post("/x", (spec) -> spec.body(new StringReader("\u20ac"), latin)));
		assertThat(this.session.get("/next").text()).isEqualTo("ok");
	}

	@Test
	void bufferBody() {
		ByteBuffer buffer = ByteBuffer.wrap(new byte[] { 1, 2, 3 }, 1, 2);
		assertThat(post((spec) -> spec.body(buffer)).body()).containsExactly(2, 3);
		assertThat(buffer.remaining()).isEqualTo(2);
	}

	@Test
	void charSequenceBody() {
		assertThat(post((spec) -> spec.body(CharBuffer.wrap("text"))).text()).isEqualTo("text");
		assertThat(post((spec) -> spec.json(CharBuffer.wrap("text"))).text()).isEqualTo("\"text\"");
	}

	@Test
	void streamingBody() {
		StreamingHttpOutputMessage.Body written = (out) -> out.write(65);
		ReceivedRequest request = post((spec) -> spec.body(written));
		assertThat(request.text()).isEqualTo("A");
		assertThat(request.header("Content-Type")).isEqualTo("application/octet-stream");
	}

	@Test
	void encodedJsonIsSentUnchanged() throws IOException {
		Path file = file("data.txt", "[1]");
		for (Object value : List.of(file, file.toFile(), new FileSystemResource(file),
				"[1]".getBytes(StandardCharsets.UTF_8), new StringReader("[1]"),
				new ByteArrayInputStream("[1]".getBytes(StandardCharsets.UTF_8)))) {
			ReceivedRequest request = post((spec) -> spec.json(value));
			assertThat(request.text()).isEqualTo("[1]");
			assertThat(request.header("Content-Type")).isEqualTo("application/json");
		}
	}

	@Test
	void optionsHasABodyAndItsType() throws IOException { // options-json
		this.server.otherwise(Reply.ok("ok"));
		for (Face face : Face.values()) {
			try (ScriptedServer other = ScriptedServer.start().otherwise(Reply.ok("ok"))) {
				face.send(this.session, Call.of(HttpMethod.OPTIONS, other.url("/x")).body("body"));
				assertThat(other.request().header("Content-Type")).startsWith("text/plain");
				assertThat(other.request().text()).isEqualTo("body");
			}
		}
		this.session.options("/x", (spec) -> spec.json(Map.of("a", 1)));
		assertThat(this.server.request().header("Content-Type")).isEqualTo("application/json");
		assertThat(this.server.request().text()).isEqualTo("{\"a\":1}");
	}

	@ParameterizedTest(name = "options-bare {0}")
	@ValueSource(strings = { "OPTIONS", "GET", "HEAD", "DELETE" })
	void withoutBodyThereIsNeitherTypeNorLength(String method) {
		this.server.otherwise(Reply.ok("ok"));
		this.session.send(HttpMethod.valueOf(method), "/x");
		assertThat(this.server.request().hasHeader("Content-Type")).isFalse();
		assertThat(this.server.request().hasHeader("Content-Length")).isFalse();
		assertThat(this.server.request().hasHeader("Transfer-Encoding")).isFalse();
	}

	@ParameterizedTest(name = "bare-post {0} {1}")
	@CsvSource({ "POST, VERBS", "PUT, VERBS", "PATCH, VERBS", "POST, REST_CLIENT", "POST, HTTP_CLIENT",
			"PUT, SERVICE" })
	void emptyBodyHasItsLength(String method, Face face) throws IOException {
		this.server.otherwise(Reply.ok("ok"));
		face.send(this.session, Call.of(HttpMethod.valueOf(method), this.server.url("/x")));
		assertThat(this.server.request().header("Content-Length")).isEqualTo("0");
		assertThat(this.server.request().hasHeader("Transfer-Encoding")).isFalse();
	}

	@Test
	void objectBody() {
		ReceivedRequest request = post((spec) -> spec.body(new Order("tea", 2)));
		assertThat(request.text()).isEqualTo("{\"item\":\"tea\",\"count\":2}");
		assertThat(request.header("Content-Type")).isEqualTo("application/json");
	}

	@Test
	void headerSetByTheCallerIsTheContentType() {
		ReceivedRequest request = post((spec) -> spec.header("Content-Type", "text/csv").body("a,b"));
		assertThat(request.headers("Content-Type")).containsExactly("text/csv");
		assertThat(post((spec) -> spec.body("a,b").header("Content-Type", "text/csv")).headers("Content-Type"))
			.containsExactly("text/csv");
	}

	@Test
	void bodyWithoutConverterIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.post("/x",
					(spec) -> spec.body(new Order("tea", 2), MediaType.valueOf("application/x-unknown"))))
			.withMessageContaining("application/x-unknown");
		assertThat(this.server.accepted()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "Content-Length, 1", "Content-Length, 999", "Transfer-Encoding, chunked", "Transfer-Encoding, gzip" })
	void framingSetByTheCallerIsIgnored(String name, String value) {
		this.server.otherwise(Reply.ok("ok"));
		Throwable thrown = catchThrowable(
				() -> this.session.post("/x", (spec) -> spec.header(name, value).body("GET /evil HTTP/1.1")));
		if (thrown != null) {
			assertThat(thrown).isInstanceOfAny(IllegalArgumentException.class, SessionException.class);
			assertThat(this.server.requests()).isEmpty();
		}
		else {
			assertThat(this.server.request().text()).isEqualTo("GET /evil HTTP/1.1");
			assertThat(this.server.request().headers("Content-Length").size()
					+ this.server.request().headers("Transfer-Encoding").size())
				.isEqualTo(1);
		}
		assertThat(this.session.get("/next").text()).isEqualTo("ok");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("twoBodies")
	void secondBodyIsRefused(String name, Consumer<RequestSpec> bodies) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.post("/x", bodies));
		assertThat(this.server.accepted()).isZero();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("repeatableBodies")
	void isSentAgain(String name, Consumer<RequestSpec> body) {
		this.server.otherwise(Reply.status(503), Reply.ok("second"));
		Response response = this.session.put("/x", body);
		assertThat(response.text()).isEqualTo("second");
		assertThat(this.server.requests().get(1).body()).isNotEmpty().isEqualTo(this.server.requests().get(0).body());
	}

	@Test
	void fileIsSentAgain() throws IOException {
		Path file = file("report.txt", "text");
		isSentAgain("file", (spec) -> spec.body(file));
	}

	@Test
	void largeBodyArrivesCompletely() {
		byte[] large = new byte[3_000_000];
		Arrays.fill(large, (byte) 'x');
		assertThat(post((spec) -> spec.body(large)).body()).isEqualTo(large);
	}

	private ReceivedRequest post(Consumer<RequestSpec> body) {
		this.server.otherwise(Reply.ok("ok"));
		this.session.post("/x", body);
		List<ReceivedRequest> received = this.server.requests();
		return received.get(received.size() - 1);
	}

	private Path file(String name, String content) throws IOException {
		return Files.writeString(this.directory.resolve(name), content);
	}

	private static List<String> parts(ReceivedRequest request) {
		String type = request.header("Content-Type");
		String boundary = MediaType.parseMediaType(type).getParameter("boundary");
		String[] pieces = request.text().split("--" + boundary, -1);
		assertThat(pieces[pieces.length - 1]).isEqualTo("--\r\n");
		return Arrays.asList(pieces).subList(1, pieces.length - 1);
	}

	static Stream<Arguments> twoBodies() {
		return Stream.of(twice("json and form", (spec) -> spec.json(1).form("a", 1)),
				twice("form and json", (spec) -> spec.form("a", 1).json(1)),
				twice("form and multipart", (spec) -> spec.form("a", 1).multipart("a", 1)),
				twice("multipart and body", (spec) -> spec.multipart("a", 1).body("b")),
				twice("body and body", (spec) -> spec.body("a").body("b")));
	}

	static Stream<Arguments> repeatableBodies() {
		return Stream.of(twice("json", (spec) -> spec.json(Map.of("a", 1))), twice("form", (spec) -> spec.form("a", 1)),
				twice("text", (spec) -> spec.body("text")), twice("bytes", (spec) -> spec.body(new byte[] { 1 })),
				twice("resource", (spec) -> spec.body(new ByteArrayResource(new byte[] { 65 }))),
				twice("multipart of text", (spec) -> spec.multipart("a", "text")), twice("multipart of a resource",
						(spec) -> spec.multipart("a", new ByteArrayResource(new byte[] { 65 }))));
	}

	private static Arguments twice(String name, Consumer<RequestSpec> body) {
		return Arguments.of(name, body);
	}

	record Order(String item, int count) {

	}

}
