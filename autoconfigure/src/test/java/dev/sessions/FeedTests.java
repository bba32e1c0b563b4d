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

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.Encoded;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.ScriptedServer;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of streams whose parts are sent as events occur. The server sends a part only
 * after the previous one was received.
 */
@Timeout(30)
@DisplayName("RULE 39: each part of a stream is available on arrival")
class FeedTests {

	private static final List<String> PARTS = List.of("a", "b", "c");

	private final Semaphore seen = new Semaphore(0);

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test")
		.baseUrl(this.server.url())
		.timeout((timeout) -> timeout.withRead(Duration.ofSeconds(1)))
		.retry((retry) -> retry.withMaxAttempts(1))
		.build();

	/**
	 * feed-events-gzip and similar.
	 */
	@ParameterizedTest
	@EnumSource
	void events(Coding coding) {
		this.server.otherwise(feed(coding, (part) -> "data: " + part + "\n\n"));
		assertThat(seenOneByOne((response) -> response.events().map(ServerSentEvent::data).iterator()))
			.isEqualTo(PARTS);
	}

	/**
	 * feed-lines-gzip and similar.
	 */
	@ParameterizedTest
	@EnumSource
	void lines(Coding coding) {
		this.server.otherwise(feed(coding, (part) -> part + "\n"));
		assertThat(seenOneByOne((response) -> response.lines().iterator())).isEqualTo(PARTS);
	}

	/**
	 * A line ends with CR, without waiting for LF.
	 */
	@ParameterizedTest
	@EnumSource
	void linesThatEndWithReturns(Coding coding) {
		this.server.otherwise(feed(coding, (part) -> part + "\r"));
		assertThat(seenOneByOne((response) -> response.lines().iterator())).isEqualTo(PARTS);
	}

	/**
	 * feed-bytes-gzip and similar.
	 */
	@ParameterizedTest
	@EnumSource
	void bytes(Coding coding) {
		this.server.otherwise(feed(coding, (part) -> part + "\n"));
		assertThat(seenOneByOne((response) -> new Reads(response.body()))).containsExactly("a\n", "b\n", "c\n");
	}

	/**
	 * A reader of the JDK asks for the number of available bytes.
	 */
	@ParameterizedTest
	@EnumSource
	void linesOfTheCallersReader(Coding coding) {
		this.server.otherwise(feed(coding, (part) -> part + "\n"));
		assertThat(seenOneByOne(
				(response) -> new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)).lines()
					.iterator()))
			.isEqualTo(PARTS);
	}

	@ParameterizedTest
	@EnumSource
	void bytesOfHttpClient(Coding coding) throws IOException {
		this.server.otherwise(feed(coding, (part) -> part + "\n"));
		List<String> parts = this.session.unwrap(HttpClient.class)
			.execute(new HttpGet(this.server.url("/x")), (response) -> {
				List<String> read = new ArrayList<>();
				new Reads(response.getEntity().getContent()).forEachRemaining((part) -> {
					read.add(part);
					this.seen.release();
				});
				return read;
			});
		assertThat(parts).containsExactly("a\n", "b\n", "c\n");
	}

	@Test
	void multiByteCharactersAreReadAcrossParts() {
		for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16)) {
			byte[] body = "gr\u00fc\u00df\n\ud83d\ude00\u6771\n".getBytes(charset);
			byte[][] pieces = new byte[body.length][];
			for (int i = 0; i < body.length; i++) {
				pieces[i] = new byte[] { body[i] };
			}
			this.server
				.otherwise(Encoded.inChunks("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=" + charset + "\r\n",
						Duration.ofMillis(2), pieces));
			assertThat(lines()).containsExactly("gr\u00fc\u00df", "\ud83d\ude00\u6771");
		}
	}

	@Test
	void invalidCharactersAreReplaced() {
		this.server.otherwise(Encoded.inChunks("HTTP/1.1 200 OK\r\n", Duration.ZERO,
				new byte[] { 'a', (byte) 0xC3, '\n', (byte) 0xFF, 'b', '\n', (byte) 0xE2, (byte) 0x82 }));
		assertThat(lines()).containsExactly("a\ufffd", "\ufffdb", "\ufffd");
	}

	/**
	 * feed-gzip-silent and similar.
	 */
	@ParameterizedTest
	@EnumSource
	void silenceEndsWithTheReadTimeout(Coding coding) {
		this.server.otherwise((request, connection) -> {
			connection.send(coding.head());
			connection.send(Encoded.chunk(coding.parts(List.of("data: a\n\n")).get(0)));
			connection.pause(Duration.ofSeconds(8));
		});
		long start = System.nanoTime();
		List<String> read = new ArrayList<>();
		assertThatExceptionOfType(ReadTimeoutException.class)
			.isThrownBy(() -> this.session.stream(HttpMethod.GET, "/x", (request) -> {
			}, (response) -> {
				response.events().forEach((event) -> read.add(event.data()));
				return null;
			}));
		assertThat(read).containsExactly("a");
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
	}

	/**
	 * sse-bom.
	 */
	@Test
	void byteOrderMarkIsNoPartOfAnEvent() {
		byte[] body = "\uFEFFdata: a\n\n".getBytes(StandardCharsets.UTF_8);
		this.server.otherwise((request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n");
			for (byte b : body) {
				connection.send(new byte[] { b });
				connection.pause(Duration.ofMillis(5));
			}
			connection.close();
		});
		assertThat(events()).containsExactly("a");
	}

	/**
	 * sse-line-ends, in one piece and a byte a piece.
	 */
	@Test
	void lineEndsMayBeMixed() {
		String body = "data: a\r\n\ndata: b\n\rdata: c\r\r\n";
		this.server.otherwise(Faults.closeAfter("HTTP/1.1 200 OK\r\n\r\n" + body));
		assertThat(events()).containsExactly("a", "b", "c");
		this.server.otherwise((request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\n\r\n");
			for (byte b : body.getBytes(StandardCharsets.US_ASCII)) {
				connection.send(new byte[] { b });
				connection.pause(Duration.ofMillis(5));
			}
			connection.close();
		});
		assertThat(events()).containsExactly("a", "b", "c");
	}

	@ParameterizedTest
	@ValueSource(ints = { 4095, 4096, 4097, 8191, 8192, 8193, 20_000 })
	void linesOfAnyLengthAreRead(int length) {
		String line = "\u00e4".repeat(length);
		this.server.otherwise(Encoded.inChunks("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n", Duration.ZERO,
				Encoded.gzip(line + "\r\n" + line)));
		assertThat(lines()).containsExactly(line, line);
	}

	private List<String> events() {
		return this.session.stream(HttpMethod.GET, "/x", (request) -> {
		}, (response) -> response.events().map(ServerSentEvent::data).toList());
	}

	private List<String> lines() {
		return this.session.stream(HttpMethod.GET, "/x", (request) -> {
		}, (response) -> response.lines().toList());
	}

	private List<String> seenOneByOne(ReaderOfParts reader) {
		return this.session.stream(HttpMethod.GET, "/x", (request) -> {
		}, (response) -> {
			List<String> parts = new ArrayList<>();
			for (Iterator<String> read = reader.parts(response); parts.size() < PARTS.size() && read.hasNext();) {
				parts.add(read.next());
				this.seen.release();
			}
			return parts;
		});
	}

	/**
	 * Send the parts, and wait for the receipt of each, but at most for the read timeout.
	 */
	private Answer feed(Coding coding, UnaryOperator<String> part) {
		List<byte[]> parts = coding.parts(PARTS.stream().map(part).toList());
		return (request, connection) -> {
			connection.send(coding.head());
			for (byte[] bytes : parts) {
				connection.send(Encoded.chunk(bytes));
				if (!this.seen.tryAcquire(5, TimeUnit.SECONDS)) {
					throw new IOException("The part was not received");
				}
			}
			connection.send(Encoded.chunk(new byte[0]));
		};
	}

	private interface ReaderOfParts {

		Iterator<String> parts(StreamedResponse response);

	}

	/**
	 * The results of single reads.
	 */
	private static final class Reads implements Iterator<String> {

		private final InputStream in;

		private final byte[] buffer = new byte[8192];

		private int count;

		Reads(InputStream in) {
			this.in = in;
		}

		@Override
		public boolean hasNext() {
			try {
				this.count = this.in.read(this.buffer);
				return this.count >= 0;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@Override
		public String next() {
			return new String(this.buffer, 0, this.count, StandardCharsets.UTF_8);
		}

	}

	/**
	 * The encoding of the parts.
	 */
	enum Coding {

		NONE, GZIP, DEFLATE, GZIP_GZIP, DEFLATE_GZIP, GZIP_MEMBERS;

		String head() {
			String codings = switch (this) {
				case NONE -> "";
				case GZIP, GZIP_MEMBERS -> "Content-Encoding: gzip\r\n";
				case DEFLATE -> "Content-Encoding: deflate\r\n";
				case GZIP_GZIP -> "Content-Encoding: gzip, gzip\r\n";
				case DEFLATE_GZIP -> "Content-Encoding: deflate\r\nContent-Encoding: gzip\r\n";
			};
			return "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n" + codings
					+ "Transfer-Encoding: chunked\r\n\r\n";
		}

		/**
		 * The parts, each flushed; the last one includes the end of the body.
		 */
		List<byte[]> parts(List<String> texts) {
			ByteArrayOutputStream sent = new ByteArrayOutputStream();
			List<byte[]> parts = new ArrayList<>();
			try {
				OutputStream out = encoder(sent);
				for (String text : texts) {
					out.write(text.getBytes(StandardCharsets.UTF_8));
					if (this == GZIP_MEMBERS) {
						out.close();
						parts.add(taken(sent));
						out = encoder(sent);
					}
					else {
						out.flush();
						parts.add(taken(sent));
					}
				}
				if (this != GZIP_MEMBERS) {
					out.close();
					int last = parts.size() - 1;
					parts.set(last, Encoded.joined(parts.get(last), sent.toByteArray()));
				}
			}
			catch (IOException ex) {
				throw new IllegalStateException(ex);
			}
			return parts;
		}

		private static byte[] taken(ByteArrayOutputStream sent) {
			byte[] bytes = sent.toByteArray();
			sent.reset();
			return bytes;
		}

		private OutputStream encoder(OutputStream out) throws IOException {
			return switch (this) {
				case NONE -> out;
				case GZIP, GZIP_MEMBERS -> new GZIPOutputStream(out, true);
				case DEFLATE -> new DeflaterOutputStream(out, new Deflater(), true);
				case GZIP_GZIP -> new GZIPOutputStream(new GZIPOutputStream(out, true), true);
				case DEFLATE_GZIP -> new DeflaterOutputStream(new GZIPOutputStream(out, true), new Deflater(), true);
			};
		}

	}

}
