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
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import dev.sessions.internal.client.Simulation;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.settings.TransportSettings;
import dev.sessions.testsupport.AwsKeys;
import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.HeaderLine;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.SigV4;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of requests with AWS' signature, at a server that verifies it.
 */
class AwsSignatureTests {

	@AutoClose
	private final AwsKeys keys = AwsKeys.set(SigV4.KEY_ID, SigV4.SECRET, null);

	private final SigV4 verifier = new SigV4(SigV4.SECRET, "execute-api");

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start()
		.otherwise(this.verifier.verifying(Reply.ok("accepted").cookie("id=7; Path=/")));

	@AutoClose
	private final ScriptedServer other = ScriptedServer.start();

	@ParameterizedTest
	@MethodSource("vectors")
	void theVerifierComputesThePublishedVectors(Vector vector) {
		SigV4 published = new SigV4(SigV4.SECRET, "service");
		assertThat(published.signature(vector.method(), vector.target(), vector.headers(),
				SigV4.sha256(vector.body().getBytes(StandardCharsets.UTF_8)), vector.signedHeaders(),
				"20150830T123600Z", "us-east-1"))
			.isEqualTo(vector.signature());
	}

	@ParameterizedTest
	@MethodSource("vectors")
	void requestsOfThePublishedVectorsAreAccepted(Vector vector) {
		try (Session session = dated("2015-08-30T12:36:00Z", Credentials.aws("us-east-1", "service"))) {
			session.send(HttpMethod.valueOf(vector.method()), "http://example.amazonaws.com" + vector.target(),
					(request) -> {
						vector.ownHeaders().forEach((header) -> request.header(header.name(), header.value()));
						if (!vector.body().isEmpty()) {
							request.body(vector.body(), MediaType.parseMediaType(vector.contentType()));
						}
					});
		}
		ReceivedRequest received = this.other.request();
		assertThat(received.header("Host")).isEqualTo("example.amazonaws.com");
		assertThat(received.header("X-Amz-Date")).isEqualTo("20150830T123600Z");
		assertThat(received).matches(new SigV4(SigV4.SECRET, "service")::isSigned);
	}

	@ParameterizedTest
	@MethodSource("published")
	void publishedExamplesOfS3AreSignedAsPublished(Example example) throws IOException {
		this.keys.change("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null);
		try (Session session = dated("2013-05-24T00:00:00Z", Credentials.aws("us-east-1", "s3"))) {
			ClassicRequestBuilder request = ClassicRequestBuilder.create(example.method())
				.setUri("http://examplebucket.s3.amazonaws.com" + example.target());
			example.headers().forEach((header) -> request.addHeader(header.name(), header.value()));
			if (example.body() != null) {
				request.setEntity(new ByteArrayEntity(example.body().getBytes(StandardCharsets.UTF_8), null));
			}
			session.unwrap(HttpClient.class).execute(request.build(), (response) -> null);
		}
		assertThat(this.other.request().header("Authorization")).startsWith(
				"AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=")
			.endsWith(", Signature=" + example.signature());
	}

	@ParameterizedTest
	@EnumSource
	void eachFaceIsAccepted(Face face) throws IOException {
		try (Session session = session()) {
			String url = this.server.url("/a%20b//c%2Fd/../e?z=1&a=%C3%BC%20%2B&a=&flag");
			assertThat(face.get(session, url).body()).isEqualTo("accepted");
			Call post = Call.post(this.server.url("/orders"), "{\"id\":7}");
			assertThat(face.send(session, post.header("X-Amz-Meta-Own", " a  b ")).body()).isEqualTo("accepted");
		}
		assertThat(this.server.requests().get(1).header("Cookie")).isEqualTo("id=7");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS" })
	void eachMethodIsAccepted(String method) {
		try (Session session = session()) {
			assertThat(session.send(HttpMethod.valueOf(method), "/").status().value()).isEqualTo(200);
		}
	}

	@Test
	void anUnknownMethodIsRefused() {
		try (Session session = session()) {
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> session.send(HttpMethod.valueOf("PURGE"), "/"))
				.withMessageContaining("could not be signed: AWS' signer does not know its method");
		}
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void bodiesOfAllKindsAreAccepted(@TempDir Path folder) throws IOException {
		Path file = Files.write(folder.resolve("large"), new byte[3_000_000]);
		try (Session session = session()) {
			session.put("/file", (request) -> request.body(new FileSystemResource(file))).raiseForStatus();
			session.post("/form", (request) -> request.form("a", "b c")).raiseForStatus();
			session
				.post("/parts",
						(request) -> request.multipart("name", "value").multipart("file", new FileSystemResource(file)))
				.raiseForStatus();
			session.post("/json", (request) -> request.json(List.of(1, 2))).raiseForStatus();
		}
		assertThat(this.server.requests()).hasSize(4).noneMatch((request) -> request.hasHeader("X-Unsigned"));
		assertThat(this.server.request("/file").body()).hasSize(3_000_000);
	}

	@Test
	void aFileThatCannotBeReadFailsTheCall(@TempDir Path folder) {
		try (Session session = session()) {
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> session.put("/", (request) -> request.body(new Unopenable(folder))))
				.withMessageContaining("could not be signed: java.io.FileNotFoundException")
				.withMessageNotContaining("s3cret");
		}
	}

	@Test
	@DisplayName("RULE 31: over http, a body that can be read only once is refused")
	void aBodyThatCanBeReadOnceIsRefusedOverHttp() {
		try (Session session = session()) {
			assertThatExceptionOfType(CredentialsException.class).isThrownBy(() -> session.put("/", this::oneShot))
				.withMessageContaining(
						"could not be signed: its body can be read only once, and is sent unsigned over https only");
		}
		assertThat(this.server.requests()).isEmpty();
	}

	@Test
	void aBodyThatCanBeReadOnceIsSentUnsignedOverHttps() {
		try (ScriptedServer tls = ScriptedServer.startTls().otherwise(this.verifier.verifying(Reply.ok("accepted")));
				Session session = builder(tls.url()).build()) {
			assertThat(session.put("/", this::oneShot).text()).isEqualTo("accepted");
			assertThat(tls.request().header("X-Amz-Content-Sha256")).isEqualTo("UNSIGNED-PAYLOAD");
			assertThat(tls.request().text()).isEqualTo("hello");
		}
	}

	private void oneShot(RequestSpec request) {
		request.body(new InputStreamResource(new ByteArrayInputStream("hello".getBytes(StandardCharsets.UTF_8))));
	}

	@Test
	void anEventStreamIsRefused() {
		try (Session session = session()) {
			assertThatExceptionOfType(CredentialsException.class)
				.isThrownBy(() -> session.post("/",
						(request) -> request.body(new byte[3],
								MediaType.parseMediaType("application/vnd.amazon.eventstream"))))
				.withMessageContaining("its body is an event stream of AWS");
		}
	}

	@ParameterizedTest
	@EnumSource
	void retryAndRedirectAreSignedAgain(Face face) throws IOException {
		this.server.on("/from", this.verifier.verifying(Reply.status(503)),
				this.verifier.verifying(Reply.redirect(307, "/to?x=1")));
		try (Session session = session()) {
			Call call = Call.of(HttpMethod.PUT, this.server.url("/from")).body("hello");
			assertThat(face.send(session, call).body()).isEqualTo("accepted");
		}
		assertThat(this.server.requests()).hasSize(3).allMatch(this.verifier::isSigned);
	}

	@Test
	@DisplayName("RULE 1: another origin gets neither a signature nor a session token")
	void anotherOriginGetsNoSignature() {
		this.keys.change(SigV4.KEY_ID, SigV4.SECRET, "the/session+token==");
		this.server.on("/from", this.verifier.verifying(Reply.redirect(302, this.other.url("/to"))));
		this.other.otherwise(Reply.ok("arrived"));
		try (Session session = session()) {
			assertThat(session.get("/from").text()).isEqualTo("arrived");
		}
		assertThat(this.server.request().header("X-Amz-Security-Token")).isEqualTo("the/session+token==");
		assertThat(this.other.request().head().toLowerCase(Locale.ROOT)).doesNotContain("x-amz")
			.doesNotContain("authorization");
	}

	@Test
	@DisplayName("RULE 2: a default port and a host of the caller are signed as they are sent")
	void theHostIsSignedAsItIsSent() {
		try (Session session = session()) {
			session.get("/", (request) -> request.header("Host", "Virtual.example:443")).raiseForStatus();
		}
		assertThat(this.server.request().header("Host")).isEqualTo("Virtual.example:443");
	}

	@Test
	void headersChangedInTransitAreNotSigned() {
		try (Session session = session()) {
			session
				.post("/",
						(request) -> request.header("traceparent", "00-1-2-00")
							.header("X-Forwarded-For", "1.2.3.4")
							.header("X-Own", "1")
							.body("hello", MediaType.TEXT_PLAIN))
				.raiseForStatus();
		}
		assertThat(this.server.request().header("Authorization"))
			.contains("SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-own,");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/a$b,c;d=e:f@g(h)!*'~-._", "/%7Euser/%2e%2E/x%20y/%c3%bc//z" })
	void pathsOfS3AreSignedUnnormalized(String path) {
		SigV4 s3 = new SigV4(SigV4.SECRET, "s3");
		this.server.otherwise(s3.verifying(Reply.ok("accepted")));
		try (Session session = Session.builder("test")
			.baseUrl(this.server.url())
			.auth(Credentials.aws("eu-central-1", "s3"))
			.build()) {
			assertThat(session.get(this.server.url(path)).text()).isEqualTo("accepted");
		}
	}

	@Test
	@DisplayName("RULE 20: a region or a service that would change the signature's header is refused")
	void scopeIsChecked() {
		for (String bad : List.of("", "eu west", "a/b", "a,b", "a\nb")) {
			assertThatIllegalArgumentException().isThrownBy(() -> Credentials.aws(bad, "s3"));
			assertThatIllegalArgumentException().isThrownBy(() -> Credentials.aws("eu-west-1", bad));
		}
		assertThatIllegalArgumentException().isThrownBy(() -> Credentials.aws("eu-west-1", "s3", " "));
	}

	@Test
	void onlyTheKindIsShown() {
		Credentials credentials = Credentials.aws("eu-west-1", "s3");
		assertThat(credentials.kind()).isEqualTo("aws");
		assertThat(credentials).hasToString("Credentials[aws]");
	}

	private Session session() {
		return builder(this.server.url()).build();
	}

	private static SessionBuilder builder(String url) {
		return Session.builder("test").baseUrl(url).auth(Credentials.aws("eu-central-1", "execute-api"));
	}

	/**
	 * A session with a fixed time that reaches every host through a proxy.
	 */
	private Session dated(String date, Credentials credentials) {
		this.other.otherwise(Reply.ok(""));
		Session session = Session.builder("test")
			.proxy((proxy) -> proxy.withUrl(this.other.url()).withNoProxy(List.of()))
			.allowedOrigins("http://example.amazonaws.com", "http://examplebucket.s3.amazonaws.com")
			.auth(credentials)
			.build();
		session.unwrap(Transport.class).simulate(new FixedTime(Instant.parse(date)));
		return session;
	}

	private static Stream<Vector> vectors() throws IOException {
		String text = new ClassPathResource("sigv4/vectors.tsv").getContentAsString(StandardCharsets.UTF_8);
		return text.lines().map(Vector::parse);
	}

	/**
	 * Examples from "Authenticating Requests (AWS Signature Version 4)" in the reference
	 * of S3.
	 */
	private static Stream<Example> published() {
		return Stream.of(
				new Example("GET", "/test.txt", List.of(new HeaderLine("Range", "bytes=0-9")), null,
						"f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"),
				new Example("PUT", "/test$file.text",
						List.of(new HeaderLine("Date", "Fri, 24 May 2013 00:00:00 GMT"),
								new HeaderLine("x-amz-storage-class", "REDUCED_REDUNDANCY")),
						"Welcome to Amazon S3.", "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"),
				new Example("GET", "/?lifecycle", List.of(), null,
						"fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
				new Example("GET", "/?max-keys=2&prefix=J", List.of(), null,
						"34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"));
	}

	/**
	 * A file with a known length that cannot be opened.
	 */
	private static final class Unopenable extends FileSystemResource {

		Unopenable(Path file) {
			super(file.toFile());
		}

		@Override
		public boolean exists() {
			return true;
		}

		@Override
		public boolean isReadable() {
			return true;
		}

		@Override
		public InputStream getInputStream() throws IOException {
			throw new FileNotFoundException("s3cret");
		}

		@Override
		public long contentLength() {
			return 5;
		}

	}

	/**
	 * A published example.
	 *
	 * @param method the method
	 * @param target the path and query
	 * @param headers the headers
	 * @param body the body, or {@code null}
	 * @param signature the signature
	 */
	private record Example(String method, String target, List<HeaderLine> headers, String body, String signature) {

	}

	/**
	 * A vector of AWS' Signature Version 4 test suite.
	 *
	 * @param name its name
	 * @param method the method
	 * @param target the path and query
	 * @param headers the headers
	 * @param body the body
	 * @param signedHeaders the names of the signed headers
	 * @param signature the signature
	 */
	private record Vector(String name, String method, String target, List<HeaderLine> headers, String body,
			List<String> signedHeaders, String signature) {

		static Vector parse(String line) {
			String[] parts = line.split("\t", -1);
			List<HeaderLine> headers = new ArrayList<>();
			for (String header : parts[3].split("\\|", -1)) {
				String[] pair = header.split("=", 2);
				headers.add(new HeaderLine(pair[0], pair[1]));
			}
			return new Vector(parts[0], parts[1], parts[2], headers, parts[4], Arrays.asList(parts[5].split(";", -1)),
					parts[6]);
		}

		/**
		 * The headers that are added by neither the body nor the signature.
		 */
		List<HeaderLine> ownHeaders() {
			List<String> others = List.of("Host", "X-Amz-Date", "Content-Length", "Content-Type");
			return this.headers.stream().filter((header) -> !others.contains(header.name())).toList();
		}

		String contentType() {
			return this.headers.stream()
				.filter((header) -> header.name().equals("Content-Type"))
				.map(HeaderLine::value)
				.findFirst()
				.orElseThrow();
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

	/**
	 * A clock with a fixed time, over the real network.
	 *
	 * @param now the time
	 */
	private record FixedTime(Instant now) implements TimeSource, Simulation {

		@Override
		public long nanoTime() {
			return System.nanoTime();
		}

		@Override
		public Clock clock() {
			return Clock.fixed(this.now, ZoneOffset.UTC);
		}

		@Override
		public void parkNanos(Object blocker, long nanos) {
			LockSupport.parkNanos(blocker, nanos);
		}

		@Override
		public TimeSource time() {
			return this;
		}

		@Override
		public ExecChainHandler calls() {
			return (request, scope, chain) -> chain.proceed(request, scope);
		}

		@Override
		public ExecChainHandler exchanges(TransportSettings settings) {
			return calls();
		}

	}

}
