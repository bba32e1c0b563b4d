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
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;

import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.client.RestClientException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Verifies that a resumed download never ends with another file than the server's.
 */
@Timeout(30)
class DownloadResumeTests {

	private static final int SIZE = 100_000;

	private static final int BREAK = 40_000;

	private static final String TAG = "\"v1\"";

	private static final byte[] FILE = file(1);

	@TempDir
	private Path directory;

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test")
		.baseUrl(this.server.url())
		.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)))
		.build();

	@ParameterizedTest(name = "{0}")
	@MethodSource("answers")
	void resumedFileIsCorrect(String id, Reply resumed) {
		this.server.otherwise(broken("ETag: " + TAG), resumed, whole());
		assertThat(this.session.download("/file", target())).hasBinaryContent(FILE);
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("answersToAll")
	void resumedFileIsCompleteOrAbsent(String id, Reply resumed) throws IOException {
		this.server.otherwise(broken("ETag: " + TAG), resumed);
		Throwable thrown = catchThrowable(() -> this.session.download("/file", target()));
		if (thrown == null) {
			assertThat(target()).hasBinaryContent(FILE);
		}
		else {
			assertThat(thrown).isInstanceOf(RestClientException.class);
			assertThat(this.directory).isEmptyDirectory();
		}
		assertThat(this.session.pool().leased()).isZero();
	}

	@Test
	void resumeBy206TakesOneMoreRequest() {
		this.server.otherwise(broken("ETag: " + TAG), part(BREAK, SIZE));
		assertThat(this.session.download("/file", target())).hasBinaryContent(FILE);
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void changedFileOfTheLengthOfTheRestIsRequestedAgain() {
		byte[] changed = Arrays.copyOf(file(2), SIZE - BREAK);
		this.server.otherwise(broken("ETag: " + TAG), Reply.status(200).header("ETag", "\"v2\"").body(changed));
		assertThat(this.session.download("/file", target())).hasBinaryContent(changed);
		assertThat(this.server.requests()).extracting((request) -> request.header("Range"))
			.containsExactly(null, "bytes=" + BREAK + "-", null);
	}

	@Test
	void changedFileIsReplacedByTheNewOne() {
		this.server.otherwise(broken("ETag: " + TAG), Reply.status(200).header("ETag", "\"v2\"").body(file(2)));
		assertThat(this.session.download("/file", target())).hasBinaryContent(file(2));
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void changedWeakTagIsAnotherFile() {
		String head = "ETag: W/\"a\"\r\nDate: Mon, 02 Nov 2026 10:00:09 GMT\r\nLast-Modified: Mon, 02 Nov 2026 10:00:00 GMT";
		this.server.otherwise(broken(head), part(BREAK, SIZE, "W/\"b\""), whole());
		assertThat(this.session.download("/file", target())).hasBinaryContent(FILE);
		assertThat(this.server.requests()).hasSize(3);
		assertThat(this.server.requests().get(1).hasHeader("If-Range")).isTrue();
	}

	@Test
	void partOfUnknownTotalAfterChunksIsNotTrusted() {
		this.server.otherwise((request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nTransfer-Encoding: chunked\r\n\r\n9c40\r\n");
			connection.send(Arrays.copyOf(FILE, BREAK));
			connection.close();
		}, ranged(BREAK, 60_000, "bytes 40000-59999/*"), whole());
		assertThat(this.session.download("/file", target())).hasBinaryContent(FILE);
	}

	// download-206-whole
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void all206IsTheWholeFile(boolean chunked) {
		Reply all = Reply.status(206).header("Content-Range", "bytes 0-99999/100000").body(FILE);
		this.server.otherwise(chunked ? all.chunked() : all);
		assertThat(this.session.download("/file", target())).hasBinaryContent(FILE);
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes 0-99999/100001", "bytes 1-100000/100001", "bytes 0-99999/*", "bytes */100000",
			"bytes 0-49999/50000", "bytes 5-3/100000", "lines 0-99999/100000", "", "bytes 0-199999/200000" })
	void unsolicitedPartIsNoFile(String range) throws IOException {
		for (int status : new int[] { 200, 206 }) {
			if (status == 206 || !range.isEmpty()) {
				Reply reply = Reply.status(status).body(FILE);
				this.server.otherwise(range.isEmpty() ? reply : reply.header("Content-Range", range));
				assertThatExceptionOfType(SessionException.class)
					.isThrownBy(() -> this.session.download("/file", target()));
				assertThat(this.directory).isEmptyDirectory();
			}
		}
	}

	/**
	 * All responses, except those that claim to be the whole file.
	 */
	static Stream<Arguments> answersToAll() {
		return answers().filter((answer) -> !((String) answer.get()[0]).startsWith("bare"));
	}

	static Stream<Arguments> answers() {
		Reply slice = ranged(200, BREAK, SIZE, "bytes 40000-99999/100000");
		return Stream.of(Arguments.of("resume-200-slice", slice.header("ETag", TAG)),
				Arguments.of("resume-200-slice-no-etag", slice),
				Arguments.of("bare slice", ranged(200, BREAK, SIZE, "").header("ETag", TAG)),
				Arguments.of("bare slice without tag", ranged(200, BREAK, SIZE, "")),
				Arguments.of("bare shorter slice of the same tag", ranged(200, BREAK, 70_000, "").header("ETag", TAG)),
				Arguments.of("slice in chunks", slice.header("ETag", TAG).chunked()),
				Arguments.of("slice with a broken range", ranged(200, BREAK, SIZE, "bytes 40000-").header("ETag", TAG)),
				Arguments.of("resume-206", part(BREAK, SIZE)), Arguments.of("resume-200", whole()),
				Arguments.of("200 with the range of all", whole().header("Content-Range", "bytes 0-99999/100000")),
				Arguments.of("206 with all",
						Reply.status(206)
							.header("ETag", TAG)
							.header("Content-Range", "bytes 0-99999/100000")
							.body(FILE)),
				Arguments.of("another start", ranged(39_999, SIZE, "bytes 39999-99999/100000")),
				Arguments.of("another total", ranged(BREAK, SIZE, "bytes 40000-99999/100001")),
				Arguments.of("another tag", part(BREAK, SIZE, "\"v2\"")),
				Arguments.of("weak tag", part(BREAK, SIZE, "W/\"v1\"")),
				Arguments.of("unknown total", ranged(BREAK, SIZE, "bytes 40000-99999/*")),
				Arguments.of("no range", ranged(BREAK, SIZE, "")),
				Arguments.of("garbage", ranged(BREAK, SIZE, "bytes=40000-99999")),
				Arguments.of("two ranges",
						ranged(BREAK, SIZE, "bytes 40000-99999/100000").header("Content-Range", "bytes 0-1/2")),
				Arguments.of("longer than its range", ranged(BREAK, SIZE, "bytes 40000-49999/100000")),
				Arguments.of("shorter than its range", ranged(BREAK, 70_000, "bytes 40000-99999/100000")),
				Arguments.of("end before start", ranged(BREAK, SIZE, "bytes 40000-39999/100000")),
				Arguments.of("end behind total", ranged(BREAK, SIZE, "bytes 40000-100000/100000")),
				Arguments.of("other coding", part(BREAK, SIZE).header("Content-Encoding", "gzip")),
				Arguments.of("byteranges",
						part(BREAK, SIZE).header("Content-Type", "multipart/byteranges; boundary=b")),
				Arguments.of("byteranges as 200",
						whole().body(new byte[SIZE]).header("Content-Type", "multipart/byteranges; boundary=b")),
				Arguments.of("416", Reply.status(416).header("Content-Range", "bytes */40000")));
	}

	private Path target() {
		return this.directory.resolve("target.bin");
	}

	private static byte[] file(int version) {
		byte[] bytes = new byte[SIZE];
		for (int i = 0; i < SIZE; i++) {
			bytes[i] = (byte) (i * version + i / 251);
		}
		return bytes;
	}

	private static Answer broken(String headers) {
		return (request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\n" + headers + "\r\nContent-Length: " + SIZE + "\r\n\r\n");
			connection.send(Arrays.copyOf(FILE, BREAK));
			connection.close();
		};
	}

	private static Reply whole() {
		return Reply.status(200).header("ETag", TAG).body(FILE);
	}

	private static Reply part(int from, int to) {
		return part(from, to, TAG);
	}

	private static Reply part(int from, int to, String tag) {
		return ranged(206, from, to, "bytes " + from + "-" + (to - 1) + "/" + SIZE).header("ETag", tag);
	}

	private static Reply ranged(int from, int to, String range) {
		return ranged(206, from, to, range).header("ETag", TAG);
	}

	private static Reply ranged(int status, int from, int to, String range) {
		Reply reply = Reply.status(status).body(Arrays.copyOfRange(FILE, from, to));
		return range.isEmpty() ? reply : reply.header("Content-Range", range);
	}

}
