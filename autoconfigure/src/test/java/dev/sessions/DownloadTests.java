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
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.sessions.internal.client.Transport;
import dev.sessions.settings.Backoff;
import dev.sessions.settings.Jitter;
import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.CredentialKind;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.util.unit.DataSize;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClientException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests of downloads.
 */
@Timeout(30)
class DownloadTests {

	private static final String FILE = "0123456789abcdefghij";

	private static final String TAG = "\"v1\"";

	@TempDir
	private Path directory;

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test")
		.baseUrl(this.server.url())
		.limits((limits) -> limits.withMaxResponseSize(DataSize.ofBytes(5)))
		.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)))
		.build();

	@AfterEach
	void returnsItsConnection() {
		await().until(() -> this.session.pool().leased() == 0);
	}

	@Test
	void writesTheTarget() throws IOException {
		this.server.otherwise(Reply.ok(FILE));
		Path target = target();
		assertThat(this.session.download("/file", target)).isEqualTo(target);
		assertThat(target).hasContent(FILE);
		assertThat(files()).containsExactly("target.bin");
		assertThat(this.server.request().header("Accept-Encoding")).isEqualTo("identity");
		assertThat(this.server.request().hasHeader("Range")).isFalse();
	}

	@Test
	void sendsWhatASessionSends() {
		this.server.otherwise(Reply.ok(FILE));
		try (Session own = Session.builder("test")
			.baseUrl(this.server.url())
			.auth(CredentialKind.BEARER.credentials())
			.build()) {
			own.download("/{name}", target(),
					(request) -> request.path("name", "a b").param("q", 1).header("X-Own", "1"));
		}
		assertThat(this.server.request()).matches(CredentialKind.BEARER::isIn);
		assertThat(this.server.request().target()).isEqualTo("/a%20b?q=1");
		assertThat(this.server.request().header("X-Own")).isEqualTo("1");
	}

	@Test
	void replacesFileOnlyWhenComplete() throws IOException {
		Files.writeString(target(), "old");
		this.server.on("/broken", Faults.truncatedBody());
		this.server.on("/file", Reply.ok(FILE));
		assertThatExceptionOfType(SessionException.class).isThrownBy(() -> this.session.download("/broken", target()));
		assertThat(target()).hasContent("old");
		assertThat(files()).containsExactly("target.bin");
		this.session.download("/file", target());
		assertThat(target()).hasContent(FILE);
	}

	@Test
	void hasTheDefaultMode() throws IOException {
		this.server.otherwise(Reply.ok(FILE));
		Path other = Files.writeString(this.directory.resolve("other"), "x");
		assertThat(Files.getPosixFilePermissions(this.session.download("/file", target())))
			.isEqualTo(Files.getPosixFilePermissions(other));
	}

	@ParameterizedTest
	@ValueSource(strings = { "gzip", "br", "x-unknown" })
	void keepsTheBytesOfTheServer(String encoding) {
		this.server.otherwise(Reply.ok(FILE).header("Content-Encoding", encoding));
		assertThat(this.session.download("/file", target())).hasContent(FILE);
	}

	@Test
	void emptyBodyBecomesEmptyFile() {
		this.server.otherwise(Reply.ok(""));
		List<String> progress = new ArrayList<>();
		assertThat(download(progress)).isEmptyFile();
		assertThat(progress).containsExactly("0/0");
	}

	@ParameterizedTest
	@CsvSource({ "ETag, \"v1\"", "Last-Modified, 'Mon, 02 Nov 2026 10:00:00 GMT'" })
	void resumesWhereItBroke(String header, String value) {
		this.server.otherwise(broken(10, header, value), part(10, header, value));
		List<String> progress = new ArrayList<>();
		assertThat(download(progress)).hasContent(FILE);
		assertThat(this.server.requests()).extracting((request) -> request.header("Range"))
			.containsExactly(null, "bytes=10-");
		assertThat(this.server.requests().get(1).header("If-Range")).isEqualTo(value);
		assertThat(progress).startsWith("0/20").endsWith("20/20").isSortedAccordingTo(DownloadTests::byBytes);
	}

	@Test
	void resumesUpToTheNumberOfAttempts() {
		this.server.otherwise(broken(5, "ETag", TAG), brokenPart(5, 10), part(10, "ETag", TAG));
		assertThat(download(new ArrayList<>())).hasContent(FILE);
		assertThat(this.server.requests()).extracting((request) -> request.header("Range"))
			.containsExactly(null, "bytes=5-", "bytes=10-");
	}

	@Test
	void givesUpAfterTheLastAttempt() throws IOException {
		this.server.otherwise(broken(5, "ETag", TAG), brokenPart(5, 10), brokenPart(10, 15), part(15, "ETag", TAG));
		assertThatExceptionOfType(SessionException.class).isThrownBy(() -> this.session.download("/file", target()))
			.withMessageContaining("ended too early");
		assertThat(this.server.requests()).hasSize(3);
		assertThat(files()).isEmpty();
	}

	@Test
	void attemptsOfTheRequestCount() {
		this.server.otherwise(broken(5, "ETag", TAG), Reply.ok(FILE));
		assertThatExceptionOfType(SessionException.class)
			.isThrownBy(() -> this.session.download("/file", target(), (request) -> request.maxAttempts(1)));
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "3, 3", "2, 2", "1, 1", "4, 4" })
	void retriedResponsesAreAttemptsToo(int maxAttempts, int requests) {
		this.server.otherwise(Reply.status(503), broken(5, "ETag", TAG), Reply.status(503), brokenPart(5, 10),
				Reply.status(503), part(10, "ETag", TAG));
		assertThatExceptionOfType(RestClientException.class)
			.isThrownBy(() -> this.session.download("/file", target(), (request) -> request.maxAttempts(maxAttempts)));
		assertThat(this.server.requests()).hasSize(requests);
	}

	@Test
	void attemptsOfTheSessionLimitAllRequests() {
		this.server.otherwise(Reply.status(503), Reply.status(503), broken(5, "ETag", TAG), part(5, "ETag", TAG));
		assertThatExceptionOfType(SessionException.class).isThrownBy(() -> this.session.download("/file", target()))
			.withMessageContaining("ended too early (3 attempts, ");
		assertThat(this.server.requests()).hasSize(3);
	}

	@Test
	void failureReportsAttemptsAndTimeOfAllRequests() {
		this.server.otherwise(broken(5, "ETag", TAG), brokenPart(5, 10), brokenPart(10, 15));
		try (Session waiting = waiting(Duration.ofMillis(100))) {
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> waiting.download("/file", target()))
				.satisfies((ex) -> assertThat(ex.attempts()).isEqualTo(3))
				.satisfies((ex) -> assertThat(ex.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(300)));
		}
	}

	@Test
	void retriesOfTheRestContinueTheNumbering() {
		this.server.otherwise(broken(10, "ETag", TAG), Reply.status(503), part(10, "ETag", TAG));
		List<Integer> failed = new ArrayList<>();
		try (Session own = Session.builder("test")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)))
			.onRetry((event) -> failed.add(event.attempt()))
			.build()) {
			assertThat(own.download("/file", target())).hasContent(FILE);
		}
		assertThat(failed).containsExactly(2);
	}

	@Test
	void closingTheSessionDuringTheWaitIsTheFailure() {
		try (Session waiting = waiting(Duration.ofSeconds(20))) {
			this.server.otherwise(brokenThen(waiting::close));
			assertThatExceptionOfType(SessionClosedException.class)
				.isThrownBy(() -> waiting.download("/file", target()))
				.withMessageContaining("the session was closed (1 attempt, ")
				.satisfies((ex) -> assertThat(ex.elapsed()).isLessThan(Duration.ofSeconds(10)));
		}
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void interruptionBeforeAWriteIsTheFailure() {
		this.server.otherwise(Reply.ok("content"));
		try {
			assertThatExceptionOfType(SessionException.class)
				.isThrownBy(() -> this.session.download("/file", target(),
						(request) -> request.onProgress((bytes, total) -> Thread.currentThread().interrupt())))
				.withMessageContaining("the call was interrupted (1 attempt, ");
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
		assertThat(target().getParent()).isEmptyDirectory();
	}

	@Test
	void interruptionDuringTheWaitIsTheFailure() {
		this.server.otherwise(brokenThen(Thread.currentThread()::interrupt));
		try (Session waiting = waiting(Duration.ofSeconds(20))) {
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> waiting.download("/file", target()))
				.withMessageContaining("the call was interrupted (1 attempt, ");
		}
		finally {
			assertThat(Thread.interrupted()).isTrue();
		}
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void refusedRequestForTheRestIsNoAttempt() {
		this.server.otherwise(broken(10, "ETag", TAG));
		assertThatExceptionOfType(SessionClosedException.class)
			.isThrownBy(() -> this.session.download("/file", target(),
					(request) -> request.onProgress((bytes, total) -> this.session.unwrap(Transport.class).refuse())))
			.satisfies((ex) -> assertThat(ex.attempts()).isOne());
		assertThat(this.server.requests()).hasSize(1);
	}

	private Session waiting(Duration delay) {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withBackoff(new Backoff(delay, 2, Duration.ofMinutes(1), Jitter.NONE)))
			.build();
	}

	private static Answer brokenThen(Runnable action) {
		Answer broken = broken(10, "ETag", TAG);
		return (request, connection) -> {
			broken.send(request, connection);
			CompletableFuture<Void> later = CompletableFuture.runAsync(action,
					CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
			assertThat(later).isNotNull();
		};
	}

	@Test
	void resumesAfterSilence() {
		this.server.otherwise((request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\nETag: \"v1\"\r\nContent-Length: 20\r\n\r\n0123456789");
			connection.awaitClientClose();
		}, part(10, "ETag", TAG));
		this.session.download("/file", target(), (request) -> request.readTimeout(Duration.ofMillis(200)));
		assertThat(target()).hasContent(FILE);
	}

	@ParameterizedTest
	@CsvSource({ "X-None, x", "ETag, W/\"v1\"", "ETag, v1", "Last-Modified, yesterday", "Accept-Ranges, none" })
	void restartsWithoutStrongValidator(String header, String value) {
		this.server.otherwise(broken(10, header, value), Reply.ok(FILE));
		List<String> progress = new ArrayList<>();
		assertThat(download(progress)).hasContent(FILE);
		assertThat(this.server.requests()).noneMatch((request) -> request.hasHeader("Range"));
		assertThat(progress).containsOnlyOnce("10/20").contains("0/20").endsWith("20/20");
	}

	@Test
	void fileThatChangedWithinTheSecondHasNoStrongDate() {
		String now = "Mon, 02 Nov 2026 10:00:00 GMT";
		this.server.otherwise(broken(10, "Date: " + now + "\r\nLast-Modified", now), Reply.ok(FILE));
		assertThat(download(new ArrayList<>())).hasContent(FILE);
		assertThat(this.server.requests()).noneMatch((request) -> request.hasHeader("Range"));
	}

	@Test
	void restartsIfTheFileHasChanged() {
		this.server.otherwise(broken(10, "ETag", TAG), Reply.ok("new").header("ETag", "\"v2\""));
		assertThat(download(new ArrayList<>())).hasContent("new");
		assertThat(this.server.requests().get(1).header("If-Range")).isEqualTo(TAG);
	}

	@ParameterizedTest
	@ValueSource(strings = { "bytes 0-19/20", "bytes 9-19/20", "bytes 10-19/21", "bytes */20", "lines 10-19/20", "" })
	void restartsAfterAnotherPart(String range) {
		Reply other = Reply.status(206).header("ETag", TAG).body("klmnopqrst");
		this.server.otherwise(broken(10, "ETag", TAG), range.isEmpty() ? other : other.header("Content-Range", range),
				Reply.ok(FILE));
		assertThat(download(new ArrayList<>())).hasContent(FILE);
		assertThat(this.server.requests().get(2).hasHeader("Range")).isFalse();
	}

	@Test
	void restartsAfterPartOfAnotherVersion() {
		Reply other = Reply.status(206)
			.header("ETag", "\"v2\"")
			.header("Content-Range", "bytes 10-19/20")
			.body("klmnopqrst");
		this.server.otherwise(broken(10, "ETag", TAG), other, Reply.ok(FILE));
		assertThat(download(new ArrayList<>())).hasContent(FILE);
	}

	@Test
	void restartsIfThePartDoesNotExist() {
		this.server.otherwise(broken(10, "ETag", TAG), Reply.status(416), Reply.ok("new"));
		assertThat(download(new ArrayList<>())).hasContent("new");
	}

	@Test
	void requestsTheRestOfPart() {
		this.server.otherwise(broken(5, "ETag", TAG),
				Reply.status(206).header("ETag", TAG).header("Content-Range", "bytes 5-9/20").body("56789"),
				part(10, "ETag", TAG));
		assertThat(download(new ArrayList<>())).hasContent(FILE);
	}

	@Test
	void totalOfChunksIsUnknown() {
		this.server.otherwise(Reply.ok(FILE).chunked());
		List<String> progress = new ArrayList<>();
		assertThat(download(progress)).hasContent(FILE);
		assertThat(progress).startsWith("0/-1").endsWith("20/-1");
	}

	@Test
	void throwsSpringsExceptionForErrorStatus() throws IOException {
		this.server.otherwise(Reply.status(404).body("gone"));
		assertThatExceptionOfType(HttpClientErrorException.NotFound.class)
			.isThrownBy(() -> this.session.download("/file", target()));
		assertThat(files()).isEmpty();
	}

	@Test
	void errorStatusAfterBreakIsAnError() throws IOException {
		this.server.otherwise(broken(10, "ETag", TAG), Reply.status(404));
		assertThatExceptionOfType(HttpClientErrorException.NotFound.class)
			.isThrownBy(() -> this.session.download("/file", target()));
		assertThat(files()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 206, 302, 304 })
	void refusesIncompleteFile(int status) throws IOException {
		this.server.otherwise(Reply.status(status).body((status != 304) ? "x" : ""));
		assertThatExceptionOfType(SessionException.class)
			.isThrownBy(() -> this.session.download("/file", target(), (request) -> request.followRedirects(false)))
			.withMessageContaining("" + status);
		assertThat(this.server.requests()).hasSize(1);
		assertThat(files()).isEmpty();
	}

	@Test
	void refusesInvalidTargets() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.download("/file", this.directory))
			.withMessageContaining("folder");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.download("/file", this.directory.resolve("none/target")))
			.withMessageContaining("does not exist");
		assertThatIllegalArgumentException()
			.isThrownBy(
					() -> this.session.download("/file", target(), (request) -> request.header("Range", "bytes=0-1")))
			.withMessageContaining("Range");
		assertThat(this.server.accepted()).isZero();
	}

	@Test
	void failingListenerEndsIt() throws IOException {
		this.server.otherwise(Reply.ok(FILE));
		assertThatIllegalStateException().isThrownBy(
				() -> this.session.download("/file", target(), (request) -> request.onProgress((bytes, total) -> {
					throw new IllegalStateException("mine");
				})));
		assertThat(files()).isEmpty();
	}

	@Test
	void failureToWriteIsNotRetried() throws IOException {
		this.server.otherwise(Reply.ok(FILE));
		Path gone = Files.createDirectory(this.directory.resolve("gone"));
		assertThatExceptionOfType(UncheckedIOException.class)
			.isThrownBy(() -> this.session.download("/file", gone.resolve("target"),
					(request) -> request.onProgress((bytes, total) -> empty(gone))))
			.withMessageContaining("target");
		assertThat(this.server.requests()).hasSize(1);
	}

	private static void empty(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			for (Path file : files.toList()) {
				Files.delete(file);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Test
	void closedSessionEndsIt() throws IOException {
		this.server.otherwise(broken(10, "ETag", TAG));
		Session fork = this.session.fork();
		assertThatExceptionOfType(SessionClosedException.class).isThrownBy(() -> fork.download("/file", target(),
				(request) -> request.onProgress((bytes, total) -> fork.close())));
		assertThat(this.server.requests()).hasSize(1);
		assertThat(files()).isEmpty();
	}

	private Path download(List<String> progress) {
		return this.session.download("/file", target(),
				(request) -> request.onProgress((bytes, total) -> progress.add(bytes + "/" + total)));
	}

	private Path target() {
		return this.directory.resolve("target.bin");
	}

	private List<String> files() throws IOException {
		try (Stream<Path> files = Files.list(this.directory)) {
			return files.map((file) -> file.getFileName().toString()).toList();
		}
	}

	private static int byBytes(String one, String other) {
		return Integer.compare(bytes(one), bytes(other));
	}

	private static int bytes(String progress) {
		return Integer.parseInt(progress.substring(0, progress.indexOf('/')));
	}

	private static Answer broken(int length, String header, String value) {
		return (request, connection) -> {
			connection.send(
					"HTTP/1.1 200 OK\r\n" + (header.startsWith("Date") ? "" : "Date: Mon, 02 Nov 2026 10:00:01 GMT\r\n")
							+ header + ": " + value + "\r\nContent-Length: 20\r\n\r\n" + FILE.substring(0, length));
			connection.close();
		};
	}

	private static Answer brokenPart(int from, int to) {
		return (request, connection) -> {
			connection.send("HTTP/1.1 206 Partial Content\r\nETag: \"v1\"\r\nContent-Range: bytes " + from
					+ "-19/20\r\nContent-Length: " + (20 - from) + "\r\n\r\n" + FILE.substring(from, to));
			connection.close();
		};
	}

	private static Reply part(int from, String header, String value) {
		return Reply.status(206)
			.header(header, value)
			.header("Content-Range", "bytes " + from + "-19/20")
			.body(FILE.substring(from).getBytes(StandardCharsets.UTF_8));
	}

}
