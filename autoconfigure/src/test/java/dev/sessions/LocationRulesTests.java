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
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.sessions.testsupport.Answer;
import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.SocksServer;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClientException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Verifies that Locations of real servers are followed as browsers and curl follow them,
 * or fail clearly.
 */
class LocationRulesTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test").baseUrl(this.server.url()).build();

	@ParameterizedTest(name = "{0} at {3}")
	@MethodSource("tolerated")
	@DisplayName("RULE 40: illegal characters of a Location are encoded")
	void illegalCharacters(String row, String location, String target, Face face) throws IOException {
		this.server.otherwise(redirect(302, location), Reply.ok("arrived"));
		assertThat(face.get(this.session, this.server.url("/dir/start?q=1")).body()).as(row).isEqualTo("arrived");
		assertThat(this.server.requests().get(1).target()).isEqualTo(target);
	}

	static Stream<Arguments> tolerated() {
		List<List<String>> rows = List.of(List.of("location-pipe", "/q?x=a|b", "/q?x=a%7Cb"),
				List.of("location-json", "/q?x={\"a\":1}", "/q?x=%7B%22a%22:1%7D"),
				List.of("location-path-brackets", "/p[1]/x", "/p%5B1%5D/x"),
				List.of("location-percent-end", "/100%", "/100%25"), List.of("location-dots", "/./a/../b/./c", "/b/c"));
		return rows.stream()
			.flatMap((row) -> Stream.of(Face.values())
				.map((face) -> Arguments.of(row.get(0), row.get(1), row.get(2), face)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~', ignoreLeadingAndTrailingWhitespace = false, quoteCharacter = '\u00a7',
			value = { "/a`^<>\"~/a%60%5E%3C%3E%22", "/q?x=[1]&y=a^b~/q?x=[1]&y=a%5Eb", "/%zz?%~/%25zz?%25",
					"/%41%2f%e4~/%41%2f%e4", "/a b?c d~/a%20b?c%20d", "/a\tb~/a%09b", "  /a  ~/a", "\t/a~/a",
					"/a\\b?c\\d~/a%5Cb?c%5Cd", "/a\\..\\b~/a%5C..%5Cb",
					"/\u6771\u4eac?\u20ac~/%E6%9D%B1%E4%BA%AC?%E2%82%AC", "/a?b?c=/d~/a?b?c=/d", "/a//b~/a//b",
					"/.//x//~//x//", "?x=1~/dir/start?x=1", "?~/dir/start?", "to~/dir/to", "./to~/dir/to", "../to~/to",
					"../../../to~/to", "..~/", ".~/dir/", "to/..~/dir/", "/a/%2e%2e/b~/b", "/a/%2E./b/%2e~/b/",
					"/...~/...", "/..a/.b~/..a/.b", "/a;b=c/../d~/d", "1a:b~/dir/1a:b", "./a:b~/dir/a:b",
					"#part~/dir/start?q=1", "/to#a|b~/to", "//{host}/to~/to", "http://{host}~/", "http://{host}?x~/?x",
					"HTTP://{host}/to~/to", "http:///{host}/to~/to", "////{host}/to~/to",
					"http://user:pw@{host}/to~/to", "http://{host}/../to~/to" })
	@DisplayName("RULE 40: every Location that browsers and curl follow is followed")
	void location(String location, String target) {
		String value = location.replace("{host}", "127.0.0.1:" + this.server.port());
		this.server.otherwise(redirect(302, value), Reply.ok("arrived"));
		Response response = this.session.get("/dir/start?q=1");
		assertThat(response.text()).isEqualTo("arrived");
		assertThat(this.server.requests().get(1).target()).isEqualTo(target);
		assertThat(response.uri().toString()).startsWith(this.server.url(target)).isPrintable().matches("\\p{ASCII}+");
	}

	@Test
	@DisplayName("RULE 40: bytes of a Location that are not UTF-8 are sent unchanged")
	void otherBytes() {
		this.server.otherwise((request, connection) -> {
			connection.send("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /caf");
			connection.send(new byte[] { (byte) 0xE9, '?', (byte) 0xFF });
			connection.send("\r\n\r\n");
		}, Reply.ok("arrived"));
		this.session.get("/");
		assertThat(this.server.requests().get(1).target()).isEqualTo("/caf%E9?%FF");
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "location-empty, 302, GET, 'Location: '", "location-no-blank, 301, POST, Location:",
			"location-blanks, 307, PUT, 'Location: \t '", "location-none, 303, POST, X: 1" })
	@DisplayName("a response with an empty Location is not a redirect")
	void emptyLocation(String row, int status, String method, String header) {
		this.server.otherwise((request, connection) -> connection
			.send("HTTP/1.1 " + status + " Found\r\n" + header + "\r\nContent-Length: 0\r\n\r\n"));
		Response response = this.session.send(HttpMethod.valueOf(method), "/", (request) -> {
		});
		assertThat(response.status().value()).as(row).isEqualTo(status);
		assertThat(response.history()).isEmpty();
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '~',
			value = { "/start~/cb#access_token=abc~/cb#access_token=abc", "/start#mine~/cb~/cb#mine",
					"/start#mine~/cb#theirs~/cb#theirs", "/start#mine~/cb#~/cb#", "/start~/cb#a|\u00e4~/cb#a%7C%C3%A4",
					"/start#\u00e4~/cb?x~/cb?x#%C3%A4" })
	@DisplayName("fragment-of-location: the fragment of a Location, or else the one before, is part of uri()")
	void fragment(String start, String location, String uri) {
		this.server.otherwise(redirect(302, location), Reply.ok("arrived"));
		assertThat(this.session.get(start).uri()).hasToString(this.server.url(uri));
		assertThat(this.session.get(URI.create(this.server.url(start))).uri().getPath()).isEqualTo("/start");
		assertThat(this.server.requests()).extracting(ReceivedRequest::target)
			.noneMatch((target) -> target.contains("#"));
	}

	@Test
	@DisplayName("fragment-of-location: over several redirects, and without a fragment")
	void fragmentOverRedirects() {
		this.server.otherwise(redirect(302, "/b#one"), redirect(302, "/c"), Reply.ok("arrived"));
		Response response = this.session.get("/a#zero");
		assertThat(response.uri()).hasToString(this.server.url("/c#one"));
		assertThat(response.history()).extracting((redirect) -> redirect.uri().toString())
			.containsExactly(this.server.url("/a#zero"), this.server.url("/b#one"));
		assertThat(this.session.get("/a#zero").uri()).hasToString(this.server.url("/a#zero"));
		assertThat(response.links()).isEmpty();
	}

	@Test
	@DisplayName("RULE 36: a fragment is in no message and no text")
	void fragmentIsNotShown() {
		this.server.otherwise(redirect(302, "/b#access_token=PPSECRET"), Reply.status(404));
		Response response = this.session.get("/a#id_token=PPSECRET");
		assertThat(response.toString() + response.history()).doesNotContain("PPSECRET");
		assertThat(catchThrowable(response::raiseForStatus)).message().doesNotContain("PPSECRET").contains("/b");
		this.server.otherwise(redirect(302, "/b#access_token=PPSECRET"), redirect(302, "ftp://x/"));
		assertThatExceptionOfType(SessionException.class).isThrownBy(() -> this.session.get("/a#id_token=PPSECRET"))
			.satisfies((ex) -> assertThat(ex.getMessage() + ex.uri()).doesNotContain("PPSECRET"));
	}

	@Test
	@DisplayName("RULE 36: message-jsessionid: values of path parameters are in no message")
	void pathParametersAreNotShown() {
		this.server.otherwise(redirect(302, "/p;jsessionid=PPSECRET/q;a;b=PPSECRET"));
		assertThatExceptionOfType(TooManyRedirectsException.class).isThrownBy(() -> this.session.get("/"))
			.withMessageContaining("/p;jsessionid=***/q;a;b=***")
			.satisfies((ex) -> assertThat(ex.getMessage() + ex.uri() + ex.history()).doesNotContain("PPSECRET"));
	}

	@Test
	@DisplayName("RULE 36: message-query: user info, query and fragment are in no message")
	void queryIsNotShown() {
		this.server.otherwise(
				redirect(302, "http://user:UISECRET@127.0.0.1:" + this.server.port() + "/p?token=PPSECRET#PPSECRET"));
		assertThatExceptionOfType(TooManyRedirectsException.class).isThrownBy(() -> this.session.get("/"))
			.satisfies((ex) -> assertThat(ex.getMessage() + ex.uri() + ex.history() + ex.getCause())
				.doesNotContain("PPSECRET")
				.doesNotContain("UISECRET"));
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 9: location-other-scheme")
	void otherScheme(Face face) {
		this.server.otherwise(redirect(302, "ftp://127.0.0.1/x"));
		assertThat(failure(face, this.session, this.server.url("/"))).hasStackTraceContaining("'ftp'");
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest(name = "{0}, location-label, location-label-rest, location-label-stream")
	@EnumSource
	@DisplayName("RULE 46: a Location with a label of 64 characters fails like any other invalid one")
	void longLabelBySocks(Face face) throws IOException {
		for (String label : List.of("a".repeat(64), "\u00fc".repeat(60), "a".repeat(300))) {
			this.server.otherwise(redirect(302, "http://" + label + ".test/"));
			try (SocksServer proxy = new SocksServer(this.server);
					Session bySocks = Session.builder("socks")
						.proxy((settings) -> settings.withUrl("socks5h://127.0.0.1:" + proxy.port()))
						.build()) {
				failure(face, bySocks, "http://start.test/");
				assertThatExceptionOfType(SessionException.class)
					.isThrownBy(() -> bySocks.stream(HttpMethod.GET, "http://start.test/", (request) -> {
					}, StreamedResponse::status));
				assertThat(proxy.targets()).containsOnly("start.test");
				assertThat(bySocks.pool().leased()).isZero();
			}
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://xn--0.test/", "http://xn--a-.test/", "http://a..test/", "http://.test/",
			"http://-a.test/", "http://a_b.test/",
			"http://xn--99999999999999999999999999999999999999999999999999999999999.test/", "http://a.test:99999/",
			"http://[::1%25lo]/", "http://a.test/%zz", "https://a_b.test/", "https://-a.test/", "https://xn--0.test/",
			"http://xn--\u00fc.test/", "http://a.test:0/", "http://a.test:", "http://[/", "http://]/", "http://[]/",
			"http://[:::]/", "http://%00/", "http://a\u00a0b/", "http://\u0000/", "http://@/", "http://\\/", "//",
			"///", "http:", "https:/", "http:x", ":", "::", "//:80", "//[fe80::1%25eth0]/", "http://\ud83d\ude00.test/",
			"http://\u202ea.test/", "h\u00e4tp://x/" })
	@DisplayName("RULE 46: location-odd: no Location causes anything but a SessionException")
	void odd(String location) throws IOException {
		this.server.on("/odd", redirect(302, location));
		this.server.otherwise(Reply.ok("ok"));
		SessionSettings defaults = SessionSettings.defaults();
		try (Session direct = TestSession.of(defaults.withRetry(defaults.retry().withMaxAttempts(1)),
				new UnknownHosts())) {
			for (Face face : Face.values()) {
				failure(face, direct, this.server.url("/odd"), location);
			}
		}
		try (SocksServer proxy = new SocksServer(this.server);
				Session bySocks = Session.builder("socks")
					.retry((retry) -> retry.withMaxAttempts(1))
					.timeout((timeout) -> timeout.withConnect(Duration.ofMillis(200)))
					.proxy((settings) -> settings.withUrl("socks5h://127.0.0.1:" + proxy.port()))
					.build()) {
			for (Face face : Face.values()) {
				failure(face, bySocks, "http://start.test/odd", location);
			}
		}
	}

	private static void failure(Face face, Session session, String url, String location) {
		Throwable thrown = catchThrowable(() -> face.get(session, url));
		if (thrown != null) {
			assertThat(thrown).as(face + " " + location).isInstanceOf(expected(face));
		}
		assertThat(session.pool().leased()).isZero();
	}

	private static Throwable failure(Face face, Session session, String url) {
		Throwable thrown = catchThrowable(() -> face.get(session, url));
		assertThat(thrown).isInstanceOf(expected(face));
		return thrown;
	}

	private static Class<?> expected(Face face) {
		return switch (face) {
			case VERBS -> SessionException.class;
			case HTTP_CLIENT -> IOException.class;
			default -> RestClientException.class;
		};
	}

	@ParameterizedTest
	@CsvSource({ "307, POST", "308, POST", "307, PUT", "301, PUT", "302, PATCH", "308, DELETE" })
	@DisplayName("RULE 9: body-downgrade-307: a body sent over TLS is not sent in plain text")
	void bodyDowngrade(int status, String method) {
		for (Consumer<RequestSpec> body : List.<Consumer<RequestSpec>>of(
				(request) -> request.form("password", "SECRET"), (request) -> request.json(List.of("SECRET")),
				(request) -> request.multipart("part", "SECRET"), (request) -> request.body("SECRET"))) {
			try (ScriptedServer secure = ScriptedServer.startTls();
					Session secured = Session.builder("test").baseUrl(secure.url()).build()) {
				secure.otherwise(Reply.redirect(status, this.server.url("/to")));
				assertThatExceptionOfType(SessionException.class)
					.isThrownBy(() -> secured.send(HttpMethod.valueOf(method), "/from", body))
					.withMessageContaining("https to http");
			}
		}
		assertThat(this.server.accepted()).isZero();
	}

	@Test
	@DisplayName("RULE 9: body-downgrade-307 at the other faces")
	void bodyDowngradeAtOtherFaces() {
		for (Face face : Face.values()) {
			try (ScriptedServer secure = ScriptedServer.startTls();
					Session secured = Session.builder("test").baseUrl(secure.url()).build()) {
				secure.otherwise(Reply.redirect(307, this.server.url("/to")));
				assertThat(catchThrowable(() -> face.send(secured, Call.post(secure.url("/from"), "SECRET"))))
					.isInstanceOf(expected(face));
			}
		}
		assertThat(this.server.accepted()).isZero();
	}

	@Test
	@DisplayName("RULE 5: a 307 without a body, or with one between https origins, is followed")
	void noDowngrade() {
		this.server.otherwise(Reply.ok("arrived"));
		try (ScriptedServer secure = ScriptedServer.startTls();
				ScriptedServer other = ScriptedServer.startTls();
				Session secured = Session.builder("test").baseUrl(secure.url()).build()) {
			secure.otherwise(Reply.redirect(307, this.server.url("/to")));
			assertThat(secured.post("/from").text()).isEqualTo("arrived");
			assertThat(secured.get("/from").text()).isEqualTo("arrived");
			secure.otherwise(Reply.redirect(303, this.server.url("/to")));
			assertThat(secured.post("/from", (request) -> request.body("b")).text()).isEqualTo("arrived");
			secure.otherwise(Reply.redirect(307, other.url("/to")));
			other.otherwise(Reply.ok("other"));
			assertThat(secured.post("/from", (request) -> request.body("b")).text()).isEqualTo("other");
			assertThat(other.request().text()).isEqualTo("b");
		}
	}

	private static Answer redirect(int status, String location) {
		return (request, connection) -> {
			connection.send("HTTP/1.1 " + status + " Found\r\nContent-Length: 0\r\nLocation: ");
			connection.send(location.getBytes(StandardCharsets.UTF_8));
			connection.send("\r\n\r\n");
		};
	}

	/**
	 * Resolves literal addresses only.
	 */
	private static final class UnknownHosts implements DnsResolver {

		@Override
		public InetAddress[] resolve(String host) throws UnknownHostException {
			if (host.startsWith("127.") || host.startsWith("[")) {
				return InetAddress.getAllByName(host);
			}
			throw new UnknownHostException(host);
		}

		@Override
		public String resolveCanonicalHostname(String host) {
			return host;
		}

	}

}
