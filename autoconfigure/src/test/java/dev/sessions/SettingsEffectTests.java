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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the effect of headers, parameters, cookies, compression and limits on the
 * wire. The other settings have separate test classes.
 */
class SettingsEffectTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@Test
	void headersAreSent() {
		ReceivedRequest request = get(builder().header("Accept", "text/plain").header("X-Two", "1", "2"));
		assertThat(request.headers("Accept")).containsExactly("text/plain");
		assertThat(request.headers("X-Two")).containsExactly("1", "2");
	}

	@Test
	void headersOfTheRequestTakePrecedence() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder().header("X-Two", "1", "2").build()) {
			session.get("/x", (request) -> request.header("x-two", "3"));
		}
		assertThat(this.server.request().headers("X-Two")).containsExactly("3");
	}

	@Test
	void paramsAreAdded() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder().param("lang", "en").param("tag", "a b", "c&d").build()) {
			session.get("/x");
			session.get("/x?q=1");
			session.get("/x", (request) -> request.param("q", 1));
		}
		assertThat(this.server.requests()).extracting(ReceivedRequest::target)
			.containsExactly("/x?lang=en&tag=a%20b&tag=c%26d", "/x?q=1&lang=en&tag=a%20b&tag=c%26d",
					"/x?lang=en&tag=a%20b&tag=c%26d&q=1");
	}

	@Test
	void paramsOfTheRequestTakePrecedence() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder().param("lang", "en").param("page", "1").build()) {
			session.get("/x", (request) -> request.param("lang", "de", "fr"));
			session.get("/x?lang=de");
		}
		assertThat(this.server.requests().get(0).query().split("&")).containsExactlyInAnyOrder("page=1", "lang=de",
				"lang=fr");
		assertThat(this.server.requests().get(1).query().split("&")).containsExactlyInAnyOrder("page=1", "lang=de");
	}

	@Test
	void paramsOfTheRequestTakePrecedenceInAnySpelling() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder().param("$top", "10").param("debug", "true").build()) {
			session.get("/x?$top=5&debug");
			session.get("/x?%24top=5&deb%75g=");
			session.get("/x?top=5&a=$top&%=1");
			session.get("/x&debug=1");
			session.restClient()
				.get()
				.uri((uri) -> uri.path("/x").queryParam("$top", 5).queryParam("debug").build())
				.retrieve()
				.toBodilessEntity();
		}
		assertThat(this.server.requests()).extracting(ReceivedRequest::target)
			.containsExactly("/x?$top=5&debug", "/x?%24top=5&deb%75g=", "/x?top=5&a=$top&%25=1&%24top=10&debug=true",
					"/x&debug=1?%24top=10&debug=true", "/x?$top=5&debug");
	}

	@Test
	void paramsAreNotAddedToAbsoluteUrls() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder().param("lang", "en").build()) {
			session.get(this.server.url("/x"));
			session.get(this.server.localhost("/y?q=1"));
		}
		assertThat(this.server.requests()).extracting(ReceivedRequest::target).containsExactly("/x", "/y?q=1");
	}

	@Test
	void paramsAreNotAddedToRedirects() {
		this.server.on("/from", Reply.redirect(302, "/to"));
		this.server.on("/to", Reply.ok("ok"));
		try (Session session = builder().param("lang", "en").build()) {
			session.get("/from");
		}
		assertThat(this.server.requests()).extracting(ReceivedRequest::target).containsExactly("/from?lang=en", "/to");
	}

	@Test
	void cookiesAreKept() {
		this.server.on("/set", Reply.ok("ok").cookie("sid=1"));
		this.server.on("/x", Reply.ok("ok"));
		try (Session session = builder().build()) {
			session.get("/set");
			session.get("/x");
		}
		assertThat(this.server.request("/x").header("Cookie")).isEqualTo("sid=1");
	}

	@Test
	void cookiesAreNotKeptIfDisabled() {
		this.server.on("/set", Reply.ok("ok").cookie("sid=1"));
		this.server.on("/x", Reply.ok("ok"));
		try (Session session = builder().cookies((cookies) -> cookies.withEnabled(false)).build()) {
			Response response = session.get("/set");
			assertThat(response.cookies()).extracting(Cookie::name).containsExactly("sid");
			assertThat(session.cookies().list()).isEmpty();
			session.get("/x", (request) -> request.cookie("own", "2"));
		}
		assertThat(this.server.request("/x").header("Cookie")).isEqualTo("own=2");
	}

	@Test
	void compressionIsRequested() {
		assertThat(get(builder()).header("Accept-Encoding")).contains("gzip").contains("deflate");
	}

	@Test
	void compressionIsNotRequestedIfOff() {
		assertThat(get(builder().compression(false)).hasHeader("Accept-Encoding")).isFalse();
	}

	@Test
	void compressionRequestedByTheCallerStays() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder().build()) {
			session.get("/x", (request) -> request.header("Accept-Encoding", "identity"));
		}
		assertThat(this.server.request().headers("Accept-Encoding")).containsExactly("identity");
	}

	@Test
	void gzipIsDecoded() {
		this.server.otherwise(Reply.ok("plain text").gzip());
		try (Session session = builder().build()) {
			assertThat(session.get("/x").text()).isEqualTo("plain text");
		}
	}

	@Test
	void chunkedGzipIsDecoded() {
		String text = "plain text ".repeat(5000);
		this.server.otherwise(Reply.ok(text).gzip().chunked());
		try (Session session = builder().build()) {
			assertThat(session.get("/x").text()).isEqualTo(text);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void deflateIsDecoded(boolean raw) throws IOException {
		this.server.otherwise(Reply.status(200).header("Content-Encoding", "deflate").body(deflate("plain text", raw)));
		try (Session session = builder().build()) {
			assertThat(session.get("/x").text()).isEqualTo("plain text");
		}
	}

	@Test
	void nothingIsDecodedIfCompressionIsOff() {
		this.server.otherwise(Reply.ok("plain text").gzip());
		try (Session session = builder().compression(false).build()) {
			Response response = session.get("/x");
			assertThat(response.bytes()).startsWith(0x1f, 0x8b);
			assertThat(response.headers().getFirst("Content-Encoding")).isEqualTo("gzip");
		}
	}

	@Test
	void headAndEmptyResponsesNeedNoDecoding() {
		this.server.otherwise(Reply.status(204).header("Content-Encoding", "gzip"));
		try (Session session = builder().build()) {
			assertThat(session.get("/x").bytes()).isEmpty();
			assertThat(session.head("/x").bytes()).isEmpty();
		}
	}

	@Test
	void maxResponseSizeItselfIsPermitted() {
		this.server.on("/length", Reply.ok("x".repeat(1024)));
		this.server.on("/chunked", Reply.ok("x".repeat(1024)).chunked());
		this.server.on("/gzip", Reply.ok("x".repeat(1024)).gzip());
		try (Session session = limited()) {
			assertThat(session.get("/length").bytes()).hasSize(1024);
			assertThat(session.get("/chunked").bytes()).hasSize(1024);
			assertThat(session.get("/gzip").bytes()).hasSize(1024);
		}
	}

	@Test
	void maxResponseSizeRefusesLength() {
		this.server.otherwise(Reply.ok("x".repeat(1025)));
		assertTooLarge();
	}

	@Test
	void maxResponseSizeRefusesChunks() {
		this.server.otherwise(Reply.ok("x".repeat(1025)).chunked());
		assertTooLarge();
	}

	@Test
	void maxResponseSizeAppliesToDecodedBody() {
		this.server.otherwise(Reply.ok("x".repeat(1025)).gzip());
		assertTooLarge();
	}

	@Test
	void maxResponseSizeRefusesEndlessBody() {
		this.server.otherwise((request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
			while (true) {
				connection.send("400\r\n" + "x".repeat(1024) + "\r\n");
			}
		});
		assertTooLarge();
	}

	@Test
	void maxResponseSizeIsEnforcedWhileDecoding() {
		this.server.otherwise(Reply.status(200).body(new byte[50_000_000]).gzip());
		Runtime runtime = Runtime.getRuntime();
		try (Session session = limited()) {
			runtime.gc();
			long before = runtime.totalMemory() - runtime.freeMemory();
			assertThatExceptionOfType(ResponseTooLargeException.class).isThrownBy(() -> session.get("/x"));
			assertThat(runtime.totalMemory() - runtime.freeMemory() - before).isLessThan(20_000_000);
		}
	}

	@Test
	void maxResponseSizeIgnoresHead() {
		this.server.otherwise(Reply.ok("x".repeat(1025)));
		try (Session session = limited()) {
			assertThat(session.head("/x").headers().getContentLength()).isEqualTo(1025);
		}
	}

	@Test
	void maxResponseSizeIgnoresRedirects() {
		this.server.on("/from", Reply.redirect(302, "/to").body("x".repeat(5000)));
		this.server.on("/to", Reply.ok("arrived"));
		try (Session session = limited()) {
			assertThat(session.get("/from").text()).isEqualTo("arrived");
		}
	}

	private void assertTooLarge() {
		try (Session session = limited()) {
			assertThatExceptionOfType(ResponseTooLargeException.class).isThrownBy(() -> session.get("/x"))
				.withMessageContaining("max-response-size")
				.withMessageContaining("1024");
			assertThat(session.pool().leased()).isZero();
		}
		assertThat(this.server.requests()).hasSize(1);
	}

	private Session limited() {
		return builder().limits((limits) -> limits.withMaxResponseSize(DataSize.ofKilobytes(1))).build();
	}

	private ReceivedRequest get(SessionBuilder builder) {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder.build()) {
			session.get("/x");
		}
		return this.server.request();
	}

	private SessionBuilder builder() {
		return Session.builder("test").baseUrl(this.server.url());
	}

	private static byte[] deflate(String text, boolean raw) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, raw);
		try (DeflaterOutputStream deflated = new DeflaterOutputStream(out, deflater)) {
			deflated.write(text.getBytes(StandardCharsets.UTF_8));
		}
		finally {
			deflater.end();
		}
		return out.toByteArray();
	}

}
