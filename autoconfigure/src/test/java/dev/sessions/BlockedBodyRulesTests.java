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
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import dev.sessions.testsupport.ThreadKind;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Tests of request bodies whose source, a stream of the application, blocks.
 */
@ParameterizedClass(name = "{0} thread")
@MethodSource("threads")
class BlockedBodyRulesTests {

	private static final Duration SOON = Duration.ofMillis(500);

	private static final Duration FAR = Duration.ofMinutes(2);

	private static final Duration LATEST = Duration.ofSeconds(15);

	@Parameter
	private ThreadKind threads;

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().on("/next", Reply.ok("next"));

	static Stream<ThreadKind> threads() {
		return ThreadKind.available();
	}

	// body-blocks-total, body-blocks-resource, body-blocks-client, body-blocks-then-next
	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 44: the total timeout ends a body that blocks, and the next call succeeds")
	void totalTimeoutEndsIt(Way way) throws Exception {
		try (Session session = session(SOON)) {
			BlockingStream stream = new BlockingStream();
			Stopwatch stopwatch = Stopwatch.start();
			this.threads.call(() -> {
				assertThat(catchThrowable(() -> way.post(session, this.server.url("/x"), stream)))
					.satisfies((thrown) -> assertThat(thrown.getClass().getSimpleName()).isIn("TotalTimeoutException",
							"SocketTimeoutException"));
				assertThat(Thread.currentThread().isInterrupted()).as("interrupted").isFalse();
				assertThat(session.get("/next").text()).isEqualTo("next");
				return null;
			});
			assertThat(stopwatch.elapsed()).isBetween(SOON, LATEST);
			assertThat(stream.interruptions.get()).isOne();
			assertThat(session.pool().leased()).isZero();
		}
		assertThat(this.server.requests("/x")).isEmpty();
	}

	// body-blocks-close
	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 44: closing the session ends a body that blocks")
	void closeEndsIt(Way way) throws Exception {
		Session session = session(FAR);
		BlockingStream stream = new BlockingStream();
		FutureTask<Boolean> call = new FutureTask<>(() -> {
			assertThat(catchThrowable(() -> way.post(session, this.server.url("/x"), stream))).isNotNull();
			return Thread.currentThread().isInterrupted();
		});
		this.threads.start(call);
		stream.awaitRead();
		session.close();
		assertThat(call.get(LATEST.toSeconds(), TimeUnit.SECONDS)).as("interrupted").isFalse();
	}

	// body-blocks-interrupt
	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 44: interruption ends a body that blocks, and the caller stays interrupted")
	void interruptionEndsIt(Way way) throws Exception {
		try (Session session = session(FAR)) {
			BlockingStream stream = new BlockingStream();
			CountDownLatch ready = new CountDownLatch(1);
			Thread[] caller = new Thread[1];
			FutureTask<Boolean> call = new FutureTask<>(() -> {
				caller[0] = Thread.currentThread();
				ready.countDown();
				assertThat(catchThrowable(() -> way.post(session, this.server.url("/x"), stream))).isNotNull();
				return Thread.currentThread().isInterrupted();
			});
			this.threads.start(call);
			ready.await();
			stream.awaitRead();
			caller[0].interrupt();
			assertThat(call.get(LATEST.toSeconds(), TimeUnit.SECONDS)).as("interrupted").isTrue();
			assertThat(session.pool().leased()).isZero();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "VERB", "CLIENT", "RESOURCE", "MULTIPART", "STREAM" })
	@DisplayName("RULE 44: a body from a socket, which ignores interruption, is closed")
	void socketIsClosed(Way way) throws Exception {
		try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				Socket source = new Socket(listener.getInetAddress(), listener.getLocalPort());
				Session session = session(SOON)) {
			Stopwatch stopwatch = Stopwatch.start();
			this.threads.call(() -> {
				assertThat(catchThrowable(() -> way.post(session, this.server.url("/x"), source.getInputStream())))
					.isNotNull();
				assertThat(Thread.currentThread().isInterrupted()).as("interrupted").isFalse();
				return null;
			});
			assertThat(stopwatch.elapsed()).isBetween(SOON, LATEST);
			await().until(source::isClosed);
		}
	}

	@Test
	@DisplayName("RULE 44: a call that has ended is not interrupted")
	void endedCallIsNotInterrupted() throws Exception {
		this.server.on("/x", Reply.ok("ok"));
		try (Session session = session(Duration.ofMillis(15))) {
			this.threads.call(() -> {
				for (int i = 0; i < 150; i++) {
					// the timeout may coincide with any point of the call
					SlowStream stream = new SlowStream(200 + i % 30);
					Throwable thrown = catchThrowable(
							() -> session.post(this.server.url("/x"), (request) -> request.body(stream)));
					assertThat(Thread.interrupted()).as("interrupted, %s", thrown).isFalse();
				}
				return null;
			});
		}
	}

	private Session session(Duration total) {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withMaxAttempts(1))
			.pool((pool) -> pool.withMaxConnections(1))
			.timeout((timeout) -> timeout.withTotal(total))
			.build();
	}

	/**
	 * The ways to send a stream.
	 */
	enum Way {

		VERB {

			@Override
			void post(Session session, String url, InputStream body) {
				session.post(url, (request) -> request.body(body));
			}

		},

		RESOURCE {

			@Override
			void post(Session session, String url, InputStream body) {
				session.post(url, (request) -> request.body(new InputStreamResource(body)));
			}

		},

		MULTIPART {

			@Override
			void post(Session session, String url, InputStream body) {
				session.post(url, (request) -> request.multipart("part", new InputStreamResource(body)));
			}

		},

		STREAM {

			@Override
			void post(Session session, String url, InputStream body) {
				session.stream(HttpMethod.POST, url, (request) -> request.body(body), (response) -> response.status());
			}

		},

		REST_CLIENT {

			@Override
			void post(Session session, String url, InputStream body) {
				session.restClient().post().uri(url).body(new InputStreamResource(body)).retrieve().toBodilessEntity();
			}

		},

		REST_CLIENT_CALLBACK {

			@Override
			void post(Session session, String url, InputStream body) {
				session.restClient().post().uri(url).body(body::transferTo).retrieve().toBodilessEntity();
			}

		},

		REST_TEMPLATE {

			@Override
			void post(Session session, String url, InputStream body) {
				new RestTemplate(session.unwrap(ClientHttpRequestFactory.class)).exchange(url, HttpMethod.POST,
						new HttpEntity<>(new InputStreamResource(body)), String.class);
			}

		},

		CLIENT {

			@Override
			void post(Session session, String url, InputStream body) throws IOException {
				HttpPost request = new HttpPost(url);
				request.setEntity(new InputStreamEntity(body, ContentType.APPLICATION_OCTET_STREAM));
				session.unwrap(HttpClient.class).execute(request, (response) -> response.getCode());
			}

		};

		abstract void post(Session session, String url, InputStream body) throws IOException;

	}

	/**
	 * Returns some bytes and then blocks until it is interrupted.
	 */
	private static final class BlockingStream extends InputStream {

		private final byte[] first = "first".getBytes(StandardCharsets.US_ASCII);

		private final CountDownLatch reading = new CountDownLatch(1);

		private final AtomicInteger interruptions = new AtomicInteger();

		private int count;

		@Override
		public int read() throws IOException {
			if (this.count < this.first.length) {
				return this.first[this.count++];
			}
			this.reading.countDown();
			try {
				new CountDownLatch(1).await();
				return -1;
			}
			catch (InterruptedException ex) {
				this.interruptions.incrementAndGet();
				throw new InterruptedIOException("interrupted");
			}
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			bytes[offset] = (byte) read();
			return 1;
		}

		void awaitRead() throws InterruptedException {
			assertThat(this.reading.await(LATEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
		}

	}

	/**
	 * Returns a few bytes, slowly.
	 */
	private static final class SlowStream extends InputStream {

		private int left;

		SlowStream(int length) {
			this.left = length;
		}

		@Override
		public int read() throws IOException {
			try {
				TimeUnit.MICROSECONDS.sleep(20);
			}
			catch (InterruptedException ex) {
				throw new InterruptedIOException("interrupted");
			}
			return (this.left-- > 0) ? 'x' : -1;
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			int b = read();
			bytes[offset] = (byte) b;
			return (b < 0) ? -1 : 1;
		}

	}

}
