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
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.CredentialKind;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.client.RestClientException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Replays attacks on a session: by URLs that users choose, by servers that send
 * unsolicited data, and by interruptions.
 */
@Timeout(120)
class AttackRulesTests {

	private static final String OK = "HTTP/1.1 200 OK\r\n";

	private static final String EVIL = OK + "Content-Length: 5\r\n\r\nEVIL!";

	private static final Duration DRIP = Duration.ofMillis(100);

	private static final Duration TOTAL = Duration.ofMillis(1200);

	private static final Duration LATEST = Duration.ofMillis(2200);

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer other = ScriptedServer.start();

	static Stream<String> spellingsOfThisMachine() {
		return Stream.of("127.0.0.1", "127.1", "127.0.1", "0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "2130706433",
				"017700000001", "0.0.0.0", "0", "127.0.0.1.", "localhost", "LOCALHOST", "[::1]", "[::]",
				"[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]",
				"[fe80::1]", "[fc00::1]", "169.254.169.254", "0xa9fea9fe", "2852039166", "10.0.0.1", "192.168.0.1",
				"172.16.0.1", "100.64.0.1", "%31%32%37.0.0.1", "127\u30020\u30020\u30021", "\u2460\u2461\u2466.0.0.1",
				"\uff11\uff12\uff17.0.0.1", "127.0.0.1%00.example.com", "public.test@127.0.0.1", "inner.test");
	}

	@ParameterizedTest
	@MethodSource("spellingsOfThisMachine")
	@DisplayName("ssrf-direct: no spelling of a private address is connected")
	void privateAddressIsNotReached(String host) {
		try (Session session = publicOnly(SessionSettings.defaults())) {
			for (Face face : List.of(Face.VERBS, Face.REST_CLIENT, Face.HTTP_CLIENT)) {
				String url = "http://" + host + ":" + this.server.port() + "/secret";
				assertThat(catchThrowable(() -> face.get(session, url))).as("%s by %s", host, face).isNotNull();
			}
			assertThat(catchThrowable(() -> session.get("http://" + host + ":" + this.server.port() + "/secret")))
				.isNotNull();
			assertThat(catchThrowable(() -> session.get("http://127.0.0.1:" + this.server.port() + "#@public.test")))
				.isNotNull();
		}
		assertThat(this.server.accepted()).isZero();
	}

	/**
	 * Only the proxy resolves names, so these are literal addresses.
	 */
	static Stream<String> literalSpellingsOfThisMachine() {
		return spellingsOfThisMachine().filter((host) -> !host.equals("inner.test"));
	}

	@ParameterizedTest
	@MethodSource("literalSpellingsOfThisMachine")
	@DisplayName("ssrf-redirect: a redirect to a private address is not requested from a proxy")
	void proxyGetsNoRequestForPrivateAddress(String host) {
		this.other.otherwise(Reply.redirect(302, "http://" + host + "/secret"), Reply.ok("secret"));
		try (Session session = publicOnly(
				SessionSettings.defaults().withProxy(SessionSettings.defaults().proxy().withUrl(this.other.url())))) {
			Throwable thrown = catchThrowable(() -> session.get("http://public.test/r"));
			assertThat(thrown).isInstanceOf(SessionException.class);
			assertThat(this.other.requests()).hasSize(1);
		}
	}

	private static Session publicOnly(SessionSettings settings) {
		return TestSession.of(settings.withEgress(settings.egress().withBlockPrivateAddresses(true))
			.withTimeout(settings.timeout().withConnect(Duration.ofMillis(500)))
			.withRetry(settings.retry().withMaxAttempts(1)), new InnerDns());
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://evil.test:8080/", "http://api.test:81/", "http://api.test.evil.test:8080/",
			"http://cdn.test/", "http://evilcdn.test/", "http://a.cdn.test.evil.test/", "http://x.cdn.test@evil.test/",
			"http://127.1:8080/", "http://[::1]:8080/", "http://\uff41pi.test.evil:8080/",
			"http://api.te\u017ft.evil:8080/", "http://a.cdn.test%00.evil.test/", "http://API.test:8081/" })
	@DisplayName("ssrf-allowed-hosts: only listed hosts are requested")
	void otherHostsAreNotRequested(String url) {
		this.other.otherwise(Reply.ok("reached"));
		try (Session session = Session.builder("test")
			.egress((egress) -> egress.withAllowedHosts(List.of("api.test:8080", "*.cdn.test")))
			.proxy((proxy) -> proxy.withUrl(this.other.url()))
			.build()) {
			for (Face face : List.of(Face.VERBS, Face.REST_CLIENT, Face.HTTP_CLIENT)) {
				assertThat(catchThrowable(() -> face.get(session, url))).as("%s by %s", url, face).isNotNull();
			}
			assertThat(catchThrowable(() -> session.get(url))).isNotNull();
			assertThat(this.other.requests()).isEmpty();
			assertThat(session.get("http://api.test:8080/").text()).isEqualTo("reached");
			assertThat(session.get("http://x.cdn.test/").text()).isEqualTo("reached");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "//H/", "http://user:pw@H/", "http://localhost:PORT/", "http://2130706433:PORT/",
			"HTTP://H/", "\thttp://H/", "http://127.0.0.1:0PORT/", "http:\\\\H\\", "http:///H/", "http:/H/" })
	@DisplayName("redirect-spellings: another port gets no token in any spelling")
	void otherPortGetsNoToken(String location) throws IOException {
		String there = location.replace("H", "127.0.0.1:PORT").replace("127.0.0.1:PORTTP", "HTTP");
		this.server.on("/from", Reply.redirect(302, there.replace("PORT", String.valueOf(this.other.port()))));
		this.server.otherwise(Reply.ok("back"));
		this.other.otherwise(Reply.ok("arrived"));
		try (Session session = Session.builder("test")
			.baseUrl(this.server.url())
			.auth(CredentialKind.BEARER.credentials())
			.build()) {
			for (Face face : Face.values()) {
				Throwable thrown = catchThrowable(() -> face.get(session, this.server.url("/from")));
				if (thrown != null) {
					assertThat(thrown).isInstanceOfAny(RestClientException.class, IOException.class);
				}
			}
		}
		assertThat(this.other.requests()).noneMatch(CredentialKind.BEARER::isIn);
	}

	static Stream<Arguments> answersWithAnotherBehind() {
		return Stream
			.of("HTTP/1.1 204 No\r\nContent-Length: 5\r\n\r\n", "HTTP/1.1 204 No\r\nTransfer-Encoding: chunked\r\n\r\n",
					"HTTP/1.1 304 No\r\nContent-Length: 5\r\n\r\n", OK + "Content-Length: 5, 5\r\n\r\nbody!",
					OK + "Content-Length: 5\r\nContent-Length: 50\r\n\r\nbody!",
					OK + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
					OK + "X: a\r\n b\r\nContent-Length: 4\r\n\r\nbody", OK + "Content-Length : 4\r\n\r\nbody",
					OK + "Transfer-Encoding: chunked, chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
					OK + "Transfer-Encoding: \u000bchunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
					"HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
					OK + "Transfer-Encoding: chunked\r\n\r\n\r\n4\r\nbody\r\n0\r\n\r\n",
					OK + "Content-Length: 4\r\n\r\nbody",
					OK + "Transfer-Encoding: chunked\r\n\r\n4;a=\nb\r\nbody\r\n0\r\n\r\n")
			.flatMap((answer) -> Stream.of(Face.VERBS, Face.REST_CLIENT, Face.HTTP_CLIENT)
				.map((face) -> Arguments.of(answer, face)));
	}

	@ParameterizedTest
	@MethodSource("answersWithAnotherBehind")
	@DisplayName("desync-verb, desync-client: an unsolicited response is not used")
	void nextCallsGetTheirOwnResponses(String answer, Face face) throws IOException {
		this.server.on("/first", (request, connection) -> connection.send(answer + EVIL));
		this.server.on("/next", Reply.ok("next"));
		try (Session session = Session.builder("test")
			.timeout((timeout) -> timeout.withRead(Duration.ofSeconds(2)))
			.retry((retry) -> retry.withMaxAttempts(1))
			.pool((pool) -> pool.withMaxConnections(1))
			.build()) {
			Throwable thrown = catchThrowable(() -> face.get(session, this.server.url("/first")));
			if (thrown != null) {
				assertThat(thrown).isInstanceOfAny(RestClientException.class, IOException.class);
			}
			assertThat(face.get(session, this.server.url("/next")).body()).isEqualTo("next");
			assertThat(face.get(session, this.server.url("/next")).body()).isEqualTo("next");
			await().atMost(Duration.ofSeconds(5)).until(() -> session.pool().leased() == 0);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "/./in/x", "/x/../in/x", "/%2e/in/x", "/x/%2E%2e/in/x", "/%69n/x", "/x/./../in" })
	@DisplayName("mount-dot, mount-dot-dot: a path below a mount is recognized in any spelling")
	void pathBelowMountIsRecognizedInAnySpelling(String path) {
		this.other.otherwise(Reply.ok("by the proxy"));
		this.server.otherwise(Reply.ok("past the proxy"));
		try (Session session = Session.builder("test")
			.baseUrl(this.server.url())
			.mount("/in", (mount) -> mount.proxy((proxy) -> proxy.withUrl(this.other.url())))
			.build()) {
			assertThat(List.of(session.get(path).text(), session.get(URI.create(this.server.url(path))).text()))
				.containsOnly("by the proxy");
			assertThat(session.get("/x/../inside").text()).isEqualTo("past the proxy");
		}
	}

	@Test
	@DisplayName("as-interface: a type that JSON cannot be converted to causes an exception of Spring's clients")
	void unreadableTypeIsAnExceptionOfSpringsClients() {
		this.server.otherwise(Reply.ok("{}").header("Content-Type", "application/json"));
		try (Session session = Session.builder("test").build()) {
			Response response = session.get(this.server.url());
			assertThatExceptionOfType(RestClientException.class).isThrownBy(() -> response.as(Runnable.class));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "drip-103", "drip-head", "drip-retry-after" })
	void slowDataEndsWithTheCall(String id) {
		Answer answer = switch (id) {
			case "drip-103" -> Faults.drip("", "HTTP/1.1 103 Early Hints\r\n\r\n", DRIP);
			case "drip-head" -> Faults.drip(OK + "X: ", "x", Duration.ofMillis(40));
			default -> Reply.status(503).header("Retry-After", "1");
		};
		this.server.otherwise(answer);
		try (Session session = Session.builder("test")
			.timeout((timeout) -> timeout.withTotal(TOTAL))
			.retry((retry) -> retry.withMaxAttempts(100))
			.build()) {
			long start = System.nanoTime();
			Throwable thrown = catchThrowable(() -> session.get(this.server.url()));
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(LATEST);
			if (!id.equals("drip-retry-after")) {
				assertThat(thrown).isInstanceOf(SessionException.class);
			}
			await().atMost(Duration.ofSeconds(5)).until(() -> session.pool().leased() == 0);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\r\nX-Inj: 1", "a\nX-Inj: 1", "a\0b" })
	@DisplayName("injection-headers: a line break is refused before anything is sent")
	void lineBreaksAreRefused(String text) {
		try (Session session = Session.builder("test").baseUrl(this.server.url()).build()) {
			assertRefused(() -> session.get("/", (request) -> request.header("X", text)));
			assertRefused(() -> session.get("/", (request) -> request.cookie("c", text)));
			assertRefused(() -> session.get("/", (request) -> request.cookie(text, "c")));
			assertRefused(() -> session.get("/", (request) -> request.auth(Credentials.bearer(text))));
			assertRefused(() -> session.get("/", (request) -> request.auth(Credentials.apiKeyHeader("X", text))));
			assertRefused(() -> session.headers((headers) -> headers.set("X", text)));
		}
		assertThat(this.server.accepted()).isZero();
	}

	private static void assertRefused(Runnable call) {
		assertThatIllegalArgumentException().isThrownBy(call::run);
	}

	@Test
	@DisplayName("interrupts: threads interrupted at any moment leave no connection behind")
	void interruptionsLeaveNothingBehind() throws InterruptedException {
		this.server.on("/slow", (request, connection) -> {
			connection.pause(Duration.ofMillis(5));
			connection.send(OK + "Content-Length: 2\r\n\r\nok");
		});
		this.server.on("/cut", Faults.truncatedBody());
		this.server.on("/busy", Reply.status(503));
		this.server.on("/away", Reply.redirect(302, "/ok"));
		this.server.on("/gone", Faults.closeWithoutAnswer());
		this.server.otherwise(Reply.ok("ok"));
		List<String> paths = List.of("/slow", "/cut", "/busy", "/away", "/gone", "/ok");
		try (Session session = Session.builder("test")
			.baseUrl(this.server.url())
			.pool((pool) -> pool.withMaxConnections(6))
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ofMillis(2))))
			.build()) {
			Collection<Throwable> unexpected = new ConcurrentLinkedQueue<>();
			interrupt(callers(session, paths, unexpected));
			assertThat(unexpected).isEmpty();
			await().atMost(Duration.ofSeconds(10))
				.until(() -> session.pool().leased() == 0 && session.pool().pending() == 0);
			assertThat(Stream.generate(() -> "/ok").limit(6).parallel().map((path) -> session.get(path).text()))
				.containsOnly("ok")
				.hasSize(6);
		}
	}

	private static List<Thread> callers(Session session, List<String> paths, Collection<Throwable> unexpected) {
		AtomicBoolean over = new AtomicBoolean();
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 12; i++) {
			Thread thread = new Thread(() -> {
				for (int call = 0; call < 5000 && !over.get(); call++) {
					String path = paths.get(call % paths.size());
					Throwable thrown = catchThrowable(() -> session.get(path));
					if (thrown != null && !(thrown instanceof SessionException)) {
						unexpected.add(thrown);
					}
					over.compareAndSet(false, Thread.currentThread().getName().equals("over"));
				}
			});
			thread.start();
			threads.add(thread);
		}
		return threads;
	}

	private static void interrupt(List<Thread> threads) throws InterruptedException {
		long end = System.nanoTime() + Duration.ofMillis(2500).toNanos();
		for (int i = 0; i < 1500 && System.nanoTime() < end; i++) {
			threads.get(ThreadLocalRandom.current().nextInt(threads.size())).interrupt();
			LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
		}
		threads.get(0).setName("over");
		for (Thread thread : threads) {
			thread.join(20_000);
			assertThat(thread.isAlive()).isFalse();
		}
	}

	/**
	 * Resolves {@code inner.test} to this machine.
	 */
	private static final class InnerDns extends SystemDefaultDnsResolver {

		@Override
		public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
			return host.equals("inner.test") ? List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
					: super.resolve(host, port);
		}

		@Override
		public InetAddress[] resolve(String host) throws UnknownHostException {
			return host.equals("inner.test") ? new InetAddress[] { InetAddress.getLoopbackAddress() }
					: super.resolve(host);
		}

	}

}
