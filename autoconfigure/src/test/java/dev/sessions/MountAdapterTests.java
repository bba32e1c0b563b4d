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
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;

import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of mounts with an adapter in place of a connection.
 */
class MountAdapterTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	private final List<MockClientHttpRequest> requests = new CopyOnWriteArrayList<>();

	private final List<MockClientHttpResponse> closed = new CopyOnWriteArrayList<>();

	@ParameterizedTest
	@EnumSource
	void answersEveryFace(Face face) throws IOException {
		ClientHttpRequestFactory fake = fake((request) -> respond(201, "made").with("X-From", "fake"));
		try (Session session = builder().header("X-Tenant", "t")
			.auth(Credentials.bearer("token"))
			.mount("/fake", fake)
			.build()) {
			session.cookies().set("sid", "1");
			Face.Result result = face.send(session, Call.post(this.server.url("/fake/x?q=1"), "body"));
			assertThat(result.status()).isEqualTo(201);
			assertThat(result.body()).isEqualTo("made");
			assertThat(result.headers().getFirst("X-From")).isEqualTo("fake");
			assertThat(session.pool().available()).isZero();
		}
		MockClientHttpRequest request = this.requests.get(0);
		assertThat(request.getMethod()).isEqualTo(HttpMethod.POST);
		assertThat(request.getURI()).isEqualTo(URI.create(this.server.url("/fake/x?q=1")));
		assertThat(request.getBodyAsString()).isEqualTo("body");
		assertThat(request.getHeaders().getFirst("Content-Type")).startsWith("text/plain");
		assertThat(request.getHeaders().getContentLength()).isEqualTo(4);
		assertThat(request.getHeaders().getFirst("X-Tenant")).isEqualTo("t");
		assertThat(request.getHeaders().getFirst("Authorization")).isEqualTo("Bearer token");
		assertThat(request.getHeaders().getFirst("Cookie")).isEqualTo("sid=1");
		assertThat(this.server.requests()).isEmpty();
		assertThat(this.closed).hasSize(1);
	}

	@Test
	void cookiesOfItsResponsesAreKept() {
		this.server.otherwise(Reply.ok("ok"));
		try (Session session = builder()
			.mount("/fake", fake((request) -> respond(200, "").with("Set-Cookie", "sid=1; Path=/")))
			.build()) {
			session.get("/fake");
			session.get("/x");
		}
		assertThat(this.server.request("/x").header("Cookie")).isEqualTo("sid=1");
	}

	@Test
	void redirectsEnterAndLeaveIt() {
		this.server.on("/start", Reply.redirect(307, "/fake/1"));
		this.server.on("/end", Reply.ok("end"));
		try (Session session = builder()
			.mount("/fake", fake((request) -> respond(307, "moved").with("Location", "/end")))
			.build()) {
			Response response = session.post("/start", (request) -> request.body("body"));
			assertThat(response.text()).isEqualTo("end");
			assertThat(response.history()).extracting((redirect) -> redirect.uri().getPath())
				.containsExactly("/start", "/fake/1");
		}
		assertThat(this.requests.get(0).getBodyAsString()).isEqualTo("body");
		assertThat(this.server.request("/end").text()).isEqualTo("body");
		assertThat(this.closed).hasSize(1);
	}

	@Test
	@DisplayName("RULE 1: an adapter at another origin gets no credentials")
	void absoluteMountGetsNoCredentials() {
		this.server.on("/start", Reply.redirect(302, "https://fake.example.org/x"));
		try (Session session = builder().auth(Credentials.bearer("token"))
			.mount("https://fake.example.org", fake((request) -> respond(200, "fake")))
			.build()) {
			assertThat(session.get("/start").text()).isEqualTo("fake");
			assertThat(session.get("https://fake.example.org/y").text()).isEqualTo("fake");
		}
		assertThat(this.requests).hasSize(2)
			.noneMatch((request) -> request.getHeaders().containsHeader("Authorization"));
	}

	@Test
	void isNotCalledForBlockedHost() {
		this.server.on("/start", Reply.redirect(302, "https://fake.example.org/x"));
		try (Session session = builder().egress((egress) -> egress.withAllowedHosts(List.of("other.example.org")))
			.mount("https://fake.example.org", fake((request) -> respond(200, "fake")))
			.build()) {
			assertThatExceptionOfType(BlockedOriginException.class).isThrownBy(() -> session.get("/start"));
		}
		assertThat(this.requests).isEmpty();
	}

	@Test
	void hooksSeeIt() {
		List<String> seen = new CopyOnWriteArrayList<>();
		try (Session session = builder().onRequest((request) -> request.headers().set("X-Hook", "1"))
			.onResponse((response) -> seen.add(response.uri().getPath() + " " + response.status().value()))
			.mount("/fake", fake((request) -> respond(404, "")))
			.build()) {
			session.get("/fake");
		}
		assertThat(this.requests.get(0).getHeaders().getFirst("X-Hook")).isEqualTo("1");
		assertThat(seen).containsExactly("/fake 404");
	}

	@Test
	void isRetriedLikeServer() {
		try (Session session = builder()
			.retry((retry) -> retry.withMaxAttempts(3).withBackoff(retry.backoff().withDelay(Duration.ofMillis(1))))
			.mount("/fake", fake((request) -> {
				if (this.requests.size() == 1) {
					throw new IOException("broken");
				}
				return respond((this.requests.size() == 2) ? 503 : 200, "body");
			}))
			.build()) {
			assertThat(session.get("/fake").attempts()).isEqualTo(3);
		}
		assertThat(this.closed).hasSize(2);
	}

	@Test
	void responseIsDecoded() {
		byte[] zipped = gzip("plain");
		try (Session session = builder()
			.mount("/fake",
					fake((request) -> new FakeResponse(zipped, 200).with("Content-Encoding", "gzip")
						.with("Content-Length", String.valueOf(zipped.length))))
			.build()) {
			assertThat(session.get("/fake").text()).isEqualTo("plain");
		}
	}

	@Test
	void responseIsBoundedAndClosed() {
		try (Session session = builder().limits((limits) -> limits.withMaxResponseSize(DataSize.ofBytes(5)))
			.mount("/fake", fake((request) -> respond(200, "ten letters")))
			.mount("/long", fake((request) -> respond(200, "ten letters").with("Content-Length", "11")))
			.build()) {
			assertThatExceptionOfType(ResponseTooLargeException.class).isThrownBy(() -> session.get("/fake"));
			assertThatExceptionOfType(ResponseTooLargeException.class).isThrownBy(() -> session.get("/long"));
		}
		assertThat(this.closed).hasSize(2);
	}

	@Test
	@DisplayName("RULE 34: a response shorter than its declared length is an error")
	void truncatedResponseIsAnError() {
		try (Session session = builder()
			.mount("/fake", fake((request) -> respond(200, "short").with("Content-Length", "100")))
			.build()) {
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> session.get("/fake"))
				.withMessageContaining("ended too early");
		}
		assertThat(this.closed).hasSize(1);
	}

	@Test
	void streamsAreReadOnArrival() throws Exception {
		CountDownLatch more = new CountDownLatch(1);
		InputStream letters = new ByteArrayInputStream("ab".getBytes(StandardCharsets.UTF_8));
		InputStream body = new SlowBody(() -> {
			int b = letters.read();
			if (b == 'b') {
				more.await();
			}
			return b;
		});
		try (Session session = builder().mount("/fake", fake((request) -> new FakeResponse(body))).build()) {
			String text = session.stream(HttpMethod.GET, "/fake", (request) -> {
			}, (response) -> {
				StringBuilder read = new StringBuilder().append((char) response.body().read());
				more.countDown();
				return read.append((char) response.body().read()).toString();
			});
			assertThat(text).isEqualTo("ab");
		}
		assertThat(this.closed).hasSize(1);
	}

	@Test
	void restOfStreamIsNotAwaited() {
		Iterator<Integer> first = List.of((int) 'a').iterator();
		InputStream endless = new SlowBody(() -> first.hasNext() ? first.next() : neverRead());
		try (Session session = builder().mount("/fake", fake((request) -> new FakeResponse(endless))).build()) {
			int read = session.stream(HttpMethod.GET, "/fake", (request) -> {
			}, (response) -> response.body().read());
			assertThat(read).isEqualTo('a');
		}
		assertThat(this.closed).hasSize(1);
	}

	@Test
	@DisplayName("RULE 26: the total timeout ends a body of an adapter")
	void totalTimeoutEndsABody() {
		InputStream silent = new SlowBody(MountAdapterTests::neverRead);
		try (Session session = builder().timeout((timeout) -> timeout.withTotal(Duration.ofMillis(200)))
			.mount("/fake", fake((request) -> new FakeResponse(silent)))
			.build()) {
			assertThatExceptionOfType(TotalTimeoutException.class).isThrownBy(() -> session.get("/fake"));
			assertThat(Thread.interrupted()).isFalse();
		}
		assertThat(this.closed).hasSize(1);
	}

	@Test
	void headAndNoContentHaveNoBody() {
		try (Session session = builder()
			.mount("/fake", fake((request) -> respond(204, "x").with("Content-Length", "9")))
			.mount("/head", fake((request) -> respond(200, "").with("Content-Length", "9")))
			.build()) {
			assertThat(session.get("/fake").text()).isEmpty();
			assertThat(session.head("/head").headers().getContentLength()).isEqualTo(9);
		}
		assertThat(this.closed).hasSize(2);
	}

	@Test
	void errorOfTheAdapterIsExplained() {
		try (Session session = builder().mount("/fake", fake((request) -> {
			throw new ConnectException("no");
		})).mount("/odd", fake((request) -> {
			throw new IOException("the fake is out of order");
		})).build()) {
			assertThatExceptionOfType(ConnectFailedException.class).isThrownBy(() -> session.get("/fake"));
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> session.get("/odd"))
				.withMessageContaining("the fake is out of order")
				.withMessageContaining("/odd");
		}
	}

	@Test
	void uncheckedExceptionOfTheAdapterPassesUnchanged() {
		IllegalStateException mine = new IllegalStateException("mine");
		try (Session session = builder().mount("/fake", fake((request) -> {
			throw mine;
		})).build()) {
			assertThat(catchThrowable(() -> session.get("/fake"))).isSameAs(mine);
		}
	}

	/**
	 * status-adapter-next. HttpClient itself would take such a version for a fault of the
	 * caller.
	 */
	@ParameterizedTest
	@EnumSource
	void adapterThatFailsAtAResponseServesTheNextRequest(Face face) throws Exception {
		this.server.on("/own/x", Faults.closeAfter("HTTP/1.-1 200 OK\r\n\r\n"));
		this.server.on("/own/ok", Reply.ok("ok"));
		PoolingHttpClientConnectionManager one = PoolingHttpClientConnectionManagerBuilder.create()
			.setMaxConnTotal(1)
			.build();
		try (CloseableHttpClient client = HttpClients.custom().setConnectionManager(one).build();
				Session session = builder().pool((pool) -> pool.withMaxConnections(1))
					.mount("/own", new HttpComponentsClientHttpRequestFactory(client))
					.build()) {
			assertThat(catchThrowable(() -> face.get(session, this.server.url("/own/x")))).isNotNull();
			assertThat(face.get(session, this.server.url("/own/ok")).body()).isEqualTo("ok");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nok",
			"HTTP/1.1 099 Odd\r\nContent-Length: 0\r\n\r\n" })
	@DisplayName("RULE 46: a head that the adapter accepts and Spring does not fails the call")
	void invalidHeadOfAServerFailsTheCall(String response) {
		this.server.on("/own", Faults.closeAfter(response));
		try (Session session = builder().mount("/own", new SimpleClientHttpRequestFactory()).build()) {
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> session.get("/own"));
		}
	}

	/**
	 * adapter-skip-client.
	 */
	@ParameterizedTest
	@ValueSource(longs = { -1, 0, Long.MIN_VALUE })
	void nothingIsSkippedBackwards(long count) throws IOException {
		try (Session session = builder().mount("/fake", fake((request) -> respond(200, "abcdef"))).build()) {
			session.unwrap(HttpClient.class).execute(new HttpGet(this.server.url("/fake")), (response) -> {
				InputStream body = response.getEntity().getContent();
				assertThat(body.skip(count)).isZero();
				assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("abcdef");
				return null;
			});
			assertThat(session.<Long>stream(HttpMethod.GET, "/fake", (request) -> {
			}, (response) -> response.body().skip(count))).isZero();
		}
	}

	@Test
	void requestedNumberOfBytesIsSkipped() throws IOException {
		try (Session session = builder().mount("/fake", fake((request) -> respond(200, "abcdef"))).build()) {
			session.unwrap(HttpClient.class).execute(new HttpGet(this.server.url("/fake")), (response) -> {
				InputStream body = response.getEntity().getContent();
				assertThat(body.skip(2)).isEqualTo(2);
				assertThat(body.skip(Long.MAX_VALUE)).isEqualTo(4);
				assertThat(body.read()).isNegative();
				return null;
			});
		}
	}

	@Test
	void adapterThatRefusesBodyFailsClearly() {
		ClientHttpRequestFactory bodiless = (uri, method) -> new MockClientHttpRequest(method, uri) {

			@Override
			public OutputStream getBody() {
				throw new UnsupportedOperationException();
			}

			@Override
			protected ClientHttpResponse executeInternal() {
				return respond(200, "ok");
			}

		};
		try (Session session = builder().mount("/fake", bodiless).build()) {
			assertThat(session.get("/fake").text()).isEqualTo("ok");
			assertThatExceptionOfType(SessionException.class)
				.isThrownBy(() -> session.post("/fake", (request) -> request.body("body")))
				.withMessageContaining("the mount /fake takes no request body");
		}
	}

	@Test
	@DisplayName("RULE 26: the total timeout ends a wait for an adapter")
	void totalTimeoutEndsTheWait() {
		try (Session session = builder().timeout((timeout) -> timeout.withTotal(Duration.ofMillis(200)))
			.mount("/fake", fake((request) -> forever()))
			.build()) {
			assertThatExceptionOfType(TotalTimeoutException.class).isThrownBy(() -> session.get("/fake"));
			assertThat(Thread.interrupted()).isFalse();
		}
	}

	@Test
	@DisplayName("RULE 26: the total timeout ends a wait for an adapter that has taken the body")
	void totalTimeoutEndsTheWaitAfterTheBody() {
		try (Session session = builder().timeout((timeout) -> timeout.withTotal(Duration.ofMillis(200)))
			.mount("/fake", (uri, method) -> new StreamingRequest(uri, method))
			.build()) {
			assertThatExceptionOfType(TotalTimeoutException.class)
				.isThrownBy(() -> session.post("/fake", (request) -> request.body(InputStream.nullInputStream())));
			assertThat(Thread.interrupted()).isFalse();
		}
	}

	@Test
	@DisplayName("RULE 35: close() wakes a call that waits for an adapter")
	void closeEndsTheWait() throws Exception {
		CountDownLatch arrived = new CountDownLatch(1);
		try (BackgroundCalls calls = new BackgroundCalls()) {
			Session session = builder().mount("/fake", fake((request) -> {
				arrived.countDown();
				return forever();
			})).build();
			Future<Throwable> failure = calls.start(() -> catchThrowable(() -> session.get("/fake")));
			arrived.await();
			session.close();
			assertThat(failure.get()).isInstanceOf(SessionClosedException.class);
		}
	}

	@ParameterizedTest
	@EnumSource
	void springsOwnFactoryCanBeUsed(Face face) throws IOException {
		this.server.otherwise(Reply.ok("over the JDK"));
		try (Session session = builder().header("X-Tenant", "t")
			.mount("/jdk", new SimpleClientHttpRequestFactory())
			.build()) {
			assertThat(face.send(session, Call.post(this.server.url("/jdk/x"), "body")).body())
				.isEqualTo("over the JDK");
			assertThat(session.pool().available()).isZero();
		}
		assertThat(this.server.request().text()).isEqualTo("body");
		assertThat(this.server.request().headers("X-Tenant")).containsExactly("t");
	}

	private SessionBuilder builder() {
		return Session.builder("test").baseUrl(this.server.url()).retry((retry) -> retry.withMaxAttempts(1));
	}

	private ClientHttpRequestFactory fake(Fake fake) {
		return (uri, method) -> new MockClientHttpRequest(method, uri) {

			@Override
			protected ClientHttpResponse executeInternal() throws IOException {
				MountAdapterTests.this.requests.add(this);
				return fake.answer(this);
			}

		};
	}

	private FakeResponse respond(int status, String body) {
		return new FakeResponse(body.getBytes(StandardCharsets.UTF_8), status);
	}

	private static ClientHttpResponse forever() throws IOException {
		try {
			new CountDownLatch(1).await();
			throw new IllegalStateException();
		}
		catch (InterruptedException ex) {
			throw new IOException("interrupted", ex);
		}
	}

	private static int neverRead() throws IOException {
		forever();
		return -1;
	}

	private static byte[] gzip(String text) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(text.getBytes(StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return out.toByteArray();
	}

	/**
	 * A request that writes its body while it is executed, and receives no response.
	 */
	private static final class StreamingRequest extends MockClientHttpRequest implements StreamingHttpOutputMessage {

		private @Nullable Body body;

		StreamingRequest(URI uri, HttpMethod method) {
			super(method, uri);
		}

		@Override
		public void setBody(Body body) {
			this.body = body;
		}

		@Override
		protected ClientHttpResponse executeInternal() throws IOException {
			if (this.body != null) {
				this.body.writeTo(OutputStream.nullOutputStream());
			}
			return forever();
		}

	}

	/**
	 * Answers a request.
	 */
	@FunctionalInterface
	private interface Fake {

		ClientHttpResponse answer(MockClientHttpRequest request) throws IOException;

	}

	/**
	 * A body that arrives byte by byte.
	 */
	private static final class SlowBody extends InputStream {

		private final Callable<Integer> source;

		private SlowBody(Callable<Integer> source) {
			this.source = source;
		}

		@Override
		public int read() throws IOException {
			try {
				return this.source.call();
			}
			catch (Exception ex) {
				throw new IOException(ex);
			}
		}

		@Override
		public int read(byte[] buffer, int offset, int length) throws IOException {
			int b = read();
			if (b >= 0) {
				buffer[offset] = (byte) b;
			}
			return (b >= 0) ? 1 : -1;
		}

	}

	/**
	 * A response that records when it is closed.
	 */
	private final class FakeResponse extends MockClientHttpResponse {

		private FakeResponse(byte[] body, int status) {
			super(body, status);
		}

		private FakeResponse(InputStream body) {
			super(body, HttpStatus.OK);
		}

		private FakeResponse with(String name, String value) {
			getHeaders().add(name, value);
			return this;
		}

		@Override
		public void close() {
			if (!MountAdapterTests.this.closed.contains(this)) {
				MountAdapterTests.this.closed.add(this);
			}
		}

	}

}
