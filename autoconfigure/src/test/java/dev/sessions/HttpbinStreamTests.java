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

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.sessions.testsupport.Httpbin;
import dev.sessions.testsupport.Stopwatch;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of bodies of httpbin that are sent in pieces, slowly or in part.
 */
class HttpbinStreamTests {

	private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz";

	@RegisterExtension
	static final Httpbin httpbin = new Httpbin();

	@AutoClose
	private Session session;

	@BeforeEach
	void build() {
		this.session = Session.builder("httpbin").baseUrl(httpbin.url()).build();
	}

	@Test
	void linesAreReadOnArrival() {
		List<String> lines = this.session.stream(HttpMethod.GET, "/stream/20", (request) -> {
		}, (response) -> response.lines().toList());
		assertThat(lines).hasSize(20).allMatch((line) -> line.startsWith("{") && line.endsWith("}"));
		assertThat(lines.get(19)).contains("\"id\": 19");
	}

	@Test
	void streamCanBeClosedBeforeItsEnd() {
		String first = this.session.stream(HttpMethod.GET, "/stream/100", (request) -> {
		}, (response) -> response.lines().findFirst().orElseThrow());
		assertThat(first).contains("\"id\": 0");
		assertThat(this.session.pool().leased()).isZero();
	}

	@Test
	void bytesAreTheSameWithLengthOrChunks() {
		byte[] whole = this.session.get("/bytes/{n}?seed=7", 10_000).bytes();
		byte[] chunked = this.session.stream(HttpMethod.GET, "/stream-bytes/10000?seed=7&chunk_size=999", (request) -> {
		}, (response) -> response.body().readAllBytes());
		assertThat(whole).hasSize(10_000);
		assertThat(chunked).isEqualTo(whole);
	}

	@Test
	void slowBodyIsComplete() {
		Stopwatch stopwatch = Stopwatch.start();
		Response response = this.session.get("/drip?numbytes=5&duration=1&delay=0&code=201");
		assertThat(response.status().value()).isEqualTo(201);
		assertThat(response.text()).isEqualTo("*****");
		assertThat(response.elapsed()).isGreaterThan(Duration.ofMillis(700)).isLessThan(stopwatch.elapsed());
	}

	@Test
	void tooSlowBody() {
		assertThatExceptionOfType(TotalTimeoutException.class)
			.isThrownBy(() -> this.session.get("/drip?numbytes=100&duration=60&delay=0",
					(request) -> request.timeout(Duration.ofSeconds(1))))
			.withMessageContaining("httpbin");
		assertThat(this.session.pool().leased()).isZero();
	}

	@Test
	void delay() {
		Response response = this.session.get("/delay/{seconds}", 1);
		assertThat(response.ok()).isTrue();
		assertThat(response.elapsed()).isGreaterThan(Duration.ofMillis(900));
	}

	@Test
	void tooLongDelay() {
		assertThatExceptionOfType(ReadTimeoutException.class)
			.isThrownBy(() -> this.session.get("/delay/10",
					(request) -> request.readTimeout(Duration.ofMillis(300)).maxAttempts(1)))
			.withMessageContaining("300 ms");
	}

	@Test
	void rangeIsAPart() {
		Response part = this.session.get("/range/26", (request) -> request.header("Range", "bytes=3-7"));
		assertThat(part.status().value()).isEqualTo(206);
		assertThat(part.text()).isEqualTo("defgh");
		assertThat(part.headers().getFirst("Content-Range")).isEqualTo("bytes 3-7/26");
		assertThat(this.session.get("/range/26").text()).isEqualTo(ALPHABET);
		Response none = this.session.get("/range/26", (request) -> request.header("Range", "bytes=26-"));
		assertThat(none.status().value()).isEqualTo(416);
	}

	@Test
	void rangeCanBeDownloaded(@TempDir Path directory) {
		Path file = this.session.download("/range/26?duration=1&chunk_size=5", directory.resolve("alphabet"),
				(request) -> {
				});
		assertThat(file).hasContent(ALPHABET);
	}

}
