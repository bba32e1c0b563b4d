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
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import dev.sessions.settings.LogDetail;
import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests of the requests that a signer receives, of the calls to it, and of its failures.
 */
@ExtendWith(OutputCaptureExtension.class)
class RequestSignerTests {

	private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

	private static final String HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer other = ScriptedServer.start();

	private final List<Seen> seen = new CopyOnWriteArrayList<>();

	@ParameterizedTest
	@EnumSource
	void seesWhatIsSent(Face face) throws IOException {
		this.server.on("/a b", Reply.ok("signed")).otherwise(Reply.ok("").cookie("id=7"));
		try (Session session = builder().header("X-Client", "test").build()) {
			session.get("/login");
			Call call = Call.of(HttpMethod.PUT, this.server.url("/a%20b/%2f?x=1&y=%C3%BC")).body("hello");
			face.send(session, call.header("X-Own", "1").header("X-Own", "2"));
		}
		assertThat(this.seen).hasSize(2);
		ReceivedRequest put = this.server.requests().get(1);
		assertThat(put.header("Cookie")).isEqualTo("id=7");
		assertThat(put.header("Content-Length")).isEqualTo("5");
		assertThat(put.header("Signature-Of")).isEqualTo(HELLO);
		assertThat(this.seen.get(0)).isEqualTo(Seen.of(this.server.requests().get(0), EMPTY));
		assertThat(this.seen.get(1)).isEqualTo(Seen.of(put, HELLO));
	}

	@Test
	void seesWhatIsSentInChunks(@TempDir Path folder) throws IOException {
		this.server.otherwise(Reply.ok("signed"));
		Path file = Files.writeString(folder.resolve("body"), "hello");
		try (Session session = builder().build()) {
			session.put("/file", (request) -> request.body(new FileSystemResource(file)));
			session.post("/chunks", (request) -> request.body(new WithoutLength(file)));
			session.post("/parts",
					(request) -> request.multipart("name", "value").multipart("file", new FileSystemResource(file)));
		}
		assertThat(this.server.requests("/chunks").get(0).header("Transfer-Encoding")).isEqualTo("chunked");
		for (int i = 0; i < 2; i++) {
			assertThat(this.seen.get(i)).isEqualTo(Seen.of(this.server.requests().get(i), HELLO));
		}
		ReceivedRequest parts = this.server.request("/parts");
		assertThat(this.seen.get(2)).isEqualTo(Seen.of(parts, Seen.sha256(parts.body())));
	}

	@Test
	void seesHeadersThatACustomizerAdds() {
		this.server.otherwise(Reply.ok("signed"));
		try (Session session = builder()
			.httpClient((client) -> client
				.addRequestInterceptorLast((request, body, context) -> request.addHeader("X-Added", "late")))
			.build()) {
			session.get("/").raiseForStatus();
		}
		assertThat(this.seen).containsExactly(Seen.of(this.server.request(), EMPTY));
		assertThat(this.seen.get(0).headers()).contains("x-added: late");
	}

	@Test
	@DisplayName("RULE 7: headers for a proxy are not signed")
	void seesNothingForAProxy() {
		this.other.otherwise(Reply.ok("by proxy"));
		try (Session session = builder()
			.proxy((proxy) -> proxy.withUrl(this.other.url()).withCredentials("user", "s3cret").withNoProxy(List.of()))
			.build()) {
			session.get("/path?x=1").raiseForStatus();
		}
		ReceivedRequest proxied = this.other.request();
		assertThat(proxied.target()).isEqualTo(this.server.url("/path?x=1"));
		assertThat(proxied.hasHeader("Proxy-Authorization")).isTrue();
		assertThat(proxied.hasHeader("Signature-Of")).isTrue();
		assertThat(this.seen).hasSize(1);
		assertThat(this.seen.get(0).headers()).noneMatch((header) -> header.startsWith("proxy-"));
		assertThat(this.seen.get(0).target()).isEqualTo("/path?x=1");
	}

	@ParameterizedTest
	@EnumSource
	void signsEachAttempt(Face face) throws IOException {
		this.server.on("/", Reply.status(503), Reply.ok("signed"));
		try (Session session = numbered().build()) {
			Call call = Call.of(HttpMethod.PUT, this.server.url("/")).body("hello");
			assertThat(face.send(session, call).body()).isEqualTo("signed");
		}
		assertThat(this.server.requests()).extracting((request) -> request.header("Authorization"))
			.containsExactly("Test 1", "Test 2");
		assertThat(this.server.requests()).extracting(ReceivedRequest::text).containsOnly("hello");
	}

	@ParameterizedTest
	@EnumSource
	void signsEachHopWithItsTarget(Face face) throws IOException {
		this.server.on("/from", Reply.redirect(307, "/to?x=1").cookie("id=7"));
		this.server.on("/to", Reply.ok("arrived"));
		try (Session session = builder().build()) {
			Call call = Call.of(HttpMethod.PUT, this.server.url("/from")).body("hello");
			assertThat(face.send(session, call).body()).isEqualTo("arrived");
		}
		assertThat(this.seen).extracting(Seen::target).containsExactly("/from", "/to?x=1");
		assertThat(this.seen.get(1)).isEqualTo(Seen.of(this.server.request("/to"), HELLO));
		assertThat(this.seen.get(1).headers()).contains("cookie: id=7");
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 1: the signer is not called for another origin, which gets no signature")
	void doesNotSignForAnotherOrigin(Face face) throws IOException {
		this.server.on("/from", Reply.redirect(302, this.other.url("/to")));
		this.other.on("/to", Reply.redirect(302, this.server.url("/back")));
		this.server.on("/back", Reply.ok("arrived"));
		try (Session session = builder().build()) {
			assertThat(face.get(session, this.server.url("/from")).body()).isEqualTo("arrived");
		}
		assertThat(this.other.request().hasHeader("Signature-Of")).isFalse();
		assertThat(this.other.request().hasHeader("Authorization")).isFalse();
		assertThat(this.seen).extracting(Seen::target).containsExactly("/from", "/back");
	}

	@Test
	@DisplayName("RULE 11: only an allowed origin gets a signature")
	void signsForAllowedOrigins() {
		this.other.otherwise(Reply.ok(""));
		try (Session session = builder().allowedOrigins(this.other.url()).build()) {
			session.get(this.other.url("/allowed")).raiseForStatus();
			session.get(this.other.localhost("/foreign")).raiseForStatus();
		}
		assertThat(this.seen).extracting(Seen::target).containsExactly("/allowed");
		assertThat(this.other.requests()).extracting((request) -> request.hasHeader("Signature-Of"))
			.containsExactly(true, false);
	}

	@Test
	void signsOneRequestOnly() {
		this.server.otherwise(Reply.ok(""));
		try (Session session = Session.builder("test").baseUrl(this.server.url()).build()) {
			session.get("/1", (request) -> request.auth(Credentials.signed(this::sign)));
			session.get("/2");
		}
		assertThat(this.seen).extracting(Seen::target).containsExactly("/1");
		assertThat(this.server.request("/1").hasHeader("Signature-Of")).isTrue();
		assertThat(this.server.request("/2").hasHeader("Signature-Of")).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void keepsAuthorizationOfTheCaller(Face face) throws IOException {
		this.server.otherwise(Reply.ok(""));
		try (Session session = builder().build()) {
			face.send(session, Call.get(this.server.url("/")).header("Authorization", "mine"));
		}
		assertThat(this.server.request().header("Authorization")).isEqualTo("mine");
		assertThat(this.seen).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 401, 403 })
	void doesNotRepeatARefusedRequest(int status) {
		this.server.otherwise(Reply.status(status).header("WWW-Authenticate", "Test"));
		try (Session session = builder().build()) {
			assertThat(session.get("/").status().value()).isEqualTo(status);
		}
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void signsTheRequestThatIsSentWithoutAnExpectation() {
		this.server.on("/", Reply.status(417), Reply.ok("signed"));
		try (Session session = numbered().build()) {
			session.put("/", (request) -> request.header("Expect", "100-continue").body("hello", MediaType.TEXT_PLAIN))
				.raiseForStatus();
		}
		assertThat(this.server.requests()).extracting((request) -> request.headers("Authorization"))
			.containsExactly(List.of("Test 1"), List.of("Test 2"));
	}

	@Test
	@DisplayName("RULE 31: a one-shot body is refused if the signer reads it")
	void refusesOneShotBody() {
		this.server.otherwise(Reply.ok(""));
		try (Session session = builder().build()) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.put("/", this::oneShot))
				.withMessageContaining("the request could not be signed: its body can be read only once");
			assertThat(session.get("/next").status().value()).isEqualTo(200);
		}
		assertThat(this.server.requests("/")).isEmpty();
	}

	@Test
	void sendsOneShotBodyThatIsNotSigned() {
		this.server.otherwise(Reply.ok(""));
		Credentials credentials = Credentials
			.signed((request) -> request.setHeader("Authorization", "Test repeatable=" + request.isBodyRepeatable()));
		try (Session session = Session.builder("test").baseUrl(this.server.url()).auth(credentials).build()) {
			session.put("/", this::oneShot).raiseForStatus();
		}
		assertThat(this.server.request().header("Authorization")).isEqualTo("Test repeatable=false");
		assertThat(this.server.request().text()).isEqualTo("hello");
	}

	private void oneShot(RequestSpec request) {
		request.body(new InputStreamResource(new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8))));
	}

	@Test
	@DisplayName("RULE 36: a checked exception of a signer becomes a credential failure without its message, and is not retried")
	void namesTheTypeOfAFailure() {
		AtomicInteger asked = new AtomicInteger();
		Credentials credentials = Credentials.signed((request) -> {
			asked.incrementAndGet();
			throw new SocketTimeoutException("key s3cret");
		});
		try (Session session = Session.builder("test").baseUrl(this.server.url()).auth(credentials).build()) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.get("/"))
				.withMessageContaining("the request could not be signed: java.net.SocketTimeoutException")
				.withMessageNotContaining("s3cret");
		}
		assertThat(asked).hasValue(1);
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void throwsAnUncheckedFailureUnchanged() {
		this.server.otherwise(Reply.ok(""));
		AtomicInteger asked = new AtomicInteger();
		Credentials credentials = Credentials.signed((request) -> {
			if (asked.incrementAndGet() == 1) {
				throw new IllegalStateException("no key");
			}
		});
		try (Session session = Session.builder("test").baseUrl(this.server.url()).auth(credentials).build()) {
			assertThatIllegalStateException().isThrownBy(() -> session.get("/")).withMessage("no key");
			assertThat(session.get("/").status().value()).isEqualTo(200);
			assertThat(session.pool().leased()).isZero();
		}
		assertThat(this.server.request().hasHeader("Authorization")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "Host", "content-length", "Transfer-Encoding", "Connection" })
	@DisplayName("RULE 20: a signature neither frames nor routes a request")
	void cannotChangeFraming(String name) {
		assertRefused(name, "1");
	}

	@Test
	@DisplayName("RULE 20: a line break in a signature is refused before anything is sent")
	void cannotContainALineBreak() {
		assertRefused("Authorization", "a\r\nX: b");
		assertRefused("X\nY", "a");
	}

	private void assertRefused(String name, String value) {
		Credentials credentials = Credentials.signed((request) -> request.setHeader(name, value));
		try (Session session = Session.builder("test").baseUrl(this.server.url()).auth(credentials).build()) {
			assertThatIllegalArgumentException().isThrownBy(() -> session.get("/"));
		}
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void replacesAHeaderOfTheCaller() {
		this.server.otherwise(Reply.ok(""));
		Credentials credentials = Credentials.signed((request) -> request.setHeader("x-date", "signed"));
		try (Session session = Session.builder("test").baseUrl(this.server.url()).auth(credentials).build()) {
			session.get("/", (request) -> request.header("X-Date", "mine"));
		}
		assertThat(this.server.request().headers("X-Date")).containsExactly("signed");
	}

	@Test
	@DisplayName("RULE 36: the log shows no header value of a signer, whatever its name")
	void logShowsNoSignature(CapturedOutput output) {
		this.server.otherwise(Reply.ok(""));
		Credentials credentials = Credentials.signed((request) -> {
			request.setHeader("Authorization", "Test s3cret");
			request.setHeader("X-Plain", "s3cret");
		});
		try (Session session = Session.builder("logged")
			.baseUrl(this.server.url())
			.auth(credentials)
			.log(LogDetail.HEADERS)
			.build()) {
			session.get("/");
		}
		assertThat(this.server.request().header("X-Plain")).isEqualTo("s3cret");
		assertThat(output.toString()).contains("> Authorization: ***", "> X-Plain: ***").doesNotContain("s3cret");
	}

	@ParameterizedTest
	@EnumSource
	void signsRequestsOfAdapter(Face face) throws IOException {
		List<MockClientHttpRequest> answered = new CopyOnWriteArrayList<>();
		ClientHttpRequestFactory adapter = (uri, method) -> {
			MockClientHttpRequest request = new MockClientHttpRequest(method, uri);
			request.setResponse(new MockClientHttpResponse(new byte[0], 200));
			answered.add(request);
			return request;
		};
		this.server.on("/from", Reply.redirect(307, "/fake/x?y=1"));
		try (Session session = builder().mount("/fake", adapter).build()) {
			face.send(session, Call.of(HttpMethod.PUT, this.server.url("/from")).body("hello"));
		}
		MockClientHttpRequest request = answered.get(0);
		assertThat(request.getHeaders().getFirst("Signature-Of")).isEqualTo(HELLO);
		assertThat(request.getBodyAsString()).isEqualTo("hello");
		assertThat(this.seen).extracting(Seen::target).containsExactly("/from", "/fake/x?y=1");
		assertThat(this.seen.get(1).headers()).contains("host: 127.0.0.1:" + this.server.port(), "content-length: 5",
				"content-type: " + request.getHeaders().getFirst("Content-Type"));
	}

	@Test
	void signsRequestsOfMount() {
		this.server.on("/from", Reply.redirect(307, "/mount/to"));
		this.server.on("/mount/to", Reply.ok("arrived"));
		try (Session session = builder().mount("/mount", (mount) -> mount.compression(false)).build()) {
			session.put("/from", (request) -> request.body("hello", MediaType.TEXT_PLAIN)).raiseForStatus();
			session.get("/mount/to").raiseForStatus();
		}
		assertThat(this.seen).extracting(Seen::target).containsExactly("/from", "/mount/to", "/mount/to");
		assertThat(this.server.requests()).allMatch((request) -> request.headers("Signature-Of").size() == 1);
	}

	@Test
	void signsThePagesAndPartsOfOneCall(@TempDir Path folder) {
		this.server.on("/page", Reply.ok("1").header("Link", "</page2>; rel=\"next\""));
		this.server.otherwise(Reply.ok("2"));
		try (Session session = builder().build()) {
			assertThat(session.pages("/page", (request) -> {
			})).hasSize(2);
			session.download("/file", folder.resolve("file"));
			session.stream(HttpMethod.GET, "/stream", (request) -> {
			}, (response) -> response.status());
			session.fork().get("/fork").raiseForStatus();
		}
		assertThat(this.seen).extracting(Seen::target).containsExactly("/page", "/page2", "/file", "/stream", "/fork");
		for (int i = 0; i < this.seen.size(); i++) {
			assertThat(this.seen.get(i)).isEqualTo(Seen.of(this.server.requests().get(i), EMPTY));
		}
	}

	@Test
	void onlyTheKindIsShown() {
		Credentials credentials = Credentials.signed(this::sign);
		assertThat(credentials.kind()).isEqualTo("signed");
		assertThat(credentials).hasToString("Credentials[signed]");
	}

	private SessionBuilder builder() {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ofMillis(1))))
			.auth(Credentials.signed(this::sign));
	}

	private SessionBuilder numbered() {
		AtomicInteger number = new AtomicInteger();
		return builder().auth(Credentials.signed((request) -> {
			request.bodySha256();
			request.setHeader("Authorization", "Test " + number.incrementAndGet());
		}));
	}

	private void sign(SignableRequest request) throws IOException {
		String hash = request.bodySha256();
		this.seen.add(Seen.of(request, hash));
		request.setHeader("Authorization", "Test x");
		request.setHeader("Signature-Of", hash);
	}

	/**
	 * A file of unknown length.
	 */
	private static final class WithoutLength extends FileSystemResource {

		WithoutLength(Path file) {
			super(file);
		}

		@Override
		public long contentLength() throws IOException {
			throw new IOException("unknown");
		}

	}

	/**
	 * A request, as the signer or the server received it.
	 *
	 * @param method the method
	 * @param target the target
	 * @param headers the headers, without those of the signature
	 * @param hash the hash of the body
	 */
	private record Seen(String method, String target, List<String> headers, String hash) {

		static Seen of(SignableRequest request, String hash) {
			URI uri = request.uri();
			List<String> headers = request.headers()
				.headerSet()
				.stream()
				.flatMap((header) -> header.getValue().stream().map((value) -> line(header.getKey(), value)))
				.sorted()
				.toList();
			String query = (uri.getRawQuery() != null) ? "?" + uri.getRawQuery() : "";
			return new Seen(request.method().name(), uri.getRawPath() + query, headers, hash);
		}

		static Seen of(ReceivedRequest request, String hash) {
			List<String> headers = request.headers()
				.stream()
				.filter((header) -> !List.of("Authorization", "Signature-Of").contains(header.name()))
				.map((header) -> line(header.name(), header.value()))
				.sorted()
				.toList();
			assertThat(sha256(request.body())).isEqualTo(hash);
			return new Seen(request.method(), request.target(), headers, hash);
		}

		static String sha256(byte[] body) {
			try {
				return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException(ex);
			}
		}

		private static String line(String name, String value) {
			return name.toLowerCase(Locale.ROOT) + ": " + value;
		}

	}

}
