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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.CertificateAuthority;
import dev.sessions.testsupport.CredentialKind;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.TestCertificate;
import dev.sessions.testsupport.Tunnel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.HttpMethod;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Replays attacks to which established HTTP clients were once vulnerable, against every
 * face of a session. Those on the size of responses are in {@link LimitRulesTests}.
 */
@ExtendWith(TestCertificate.class)
class CveReplayTests {

	@AutoClose
	private final ScriptedServer own = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer foreign = ScriptedServer.start().otherwise(Reply.ok("foreign"));

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("kindsOnFaces")
	@DisplayName("CVE-2018-18074: a redirect from https to http carries no credentials of any kind")
	void credentialsAfterDowngrade(CredentialKind kind, Face face) throws IOException {
		try (ScriptedServer secure = ScriptedServer.startTls();
				Session session = Session.builder("test")
					.baseUrl(secure.url())
					.allowedOrigins(this.foreign.url())
					.auth(kind.credentials(secure.url()))
					.build()) {
			secure.otherwise(Reply.redirect(302, this.foreign.url("/x")));
			assertThat(face.get(session, secure.url("/x")).body()).isEqualTo("foreign");
			assertThat(secure.request()).matches(kind::isIn, "carries " + kind);
		}
		assertThat(this.foreign.request()).matches(kind::isAbsentFrom, "carries no " + kind);
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("kindsOnFaces")
	@DisplayName("CVE-2018-18074, CVE-2018-20060: a redirect to another host carries no credentials of the session")
	void credentialsOfTheSessionAtAnotherHost(CredentialKind kind, Face face) throws IOException {
		this.own.otherwise(Reply.redirect(302, this.foreign.localhost("/x")));
		try (Session session = Session.builder("test")
			.baseUrl(this.own.url())
			.auth(kind.credentials(this.own.url()))
			.build()) {
			assertThat(face.get(session, this.own.url("/x")).body()).isEqualTo("foreign");
		}
		assertThat(this.own.request()).matches(kind::isIn, "carries " + kind);
		assertThat(this.foreign.request()).matches(kind::isAbsentFrom, "carries no " + kind);
	}

	static Stream<Arguments> kindsOnFaces() {
		return Arrays.stream(CredentialKind.values())
			.flatMap((kind) -> Arrays.stream(Face.values()).map((face) -> Arguments.of(kind, face)));
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("CVE-2018-20060: a redirect to another host carries no headers set by hand")
	void credentialsAtAnotherHost(Face face) throws IOException {
		this.own.otherwise(Reply.redirect(302, this.foreign.localhost("/x")));
		try (Session session = session()) {
			Call call = Call.get(this.own.url("/x")).header("Authorization", "Basic hidden");
			assertThat(face.send(session, call).body()).isEqualTo("foreign");
		}
		assertThat(this.foreign.request().head()).doesNotContain("hidden").doesNotContain("s3cret");
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("CVE-2023-43804: a Cookie header set by hand is not sent to another host")
	void cookieAtAnotherHost(Face face) throws IOException {
		this.own.otherwise(Reply.redirect(302, this.foreign.localhost("/x")));
		try (Session session = session()) {
			Call call = Call.get(this.own.url("/x")).header("Cookie", "sid=hidden");
			assertThat(face.send(session, call).body()).isEqualTo("foreign");
		}
		assertThat(this.foreign.request().hasHeader("Cookie")).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("CVE-2023-45803: the body is dropped when a 303 turns a POST into a GET")
	void bodyAfterSeeOther(Face face) throws IOException {
		this.own.otherwise(Reply.redirect(303, this.foreign.url("/x")));
		try (Session session = session()) {
			assertThat(face.send(session, Call.post(this.own.url("/x"), "hidden")).body()).isEqualTo("foreign");
		}
		ReceivedRequest request = this.foreign.request();
		assertThat(request.method()).isEqualTo("GET");
		assertThat(request.text()).isEmpty();
		assertThat(request.headers()).noneMatch((header) -> StringUtils.startsWithIgnoreCase(header.name(), "content-")
				|| header.name().equalsIgnoreCase("transfer-encoding"));
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("CVE-2025-50181: no face follows redirects if they are disabled")
	void redirectsOff(Face face) throws IOException {
		this.own.otherwise(Reply.redirect(302, this.foreign.url("/x")));
		try (Session session = Session.builder("test")
			.baseUrl(this.own.url())
			.redirects((redirects) -> redirects.withFollow(false))
			.build()) {
			assertThat(face.get(session, this.own.url("/x")).status()).isEqualTo(302);
		}
		assertThat(this.foreign.accepted()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("CVE-2023-32681, CVE-2026-3784: a proxy's credentials do not reach the target behind its tunnel")
	void proxyCredentialsBehindTunnel(Face face) throws IOException {
		try (ScriptedServer secure = ScriptedServer.startTls().otherwise(Reply.ok("secure"));
				Session session = Session.builder("test")
					.proxy((proxy) -> proxy.withUrl(this.own.url()).withCredentials("user", "hidden"))
					.build()) {
			this.own.on("http://one.example/x", Reply.redirect(302, secure.url("/y"))).otherwise(new Tunnel(secure));
			assertThat(face.get(session, "http://one.example/x").body()).isEqualTo("secure");
			assertThat(this.own.requests()).hasSize(2).allMatch((request) -> request.hasHeader("Proxy-Authorization"));
			assertThat(secure.request().hasHeader("Proxy-Authorization")).isFalse();
		}
	}

	@ParameterizedTest(name = "{0}, {1}")
	@MethodSource("deceptiveUrls")
	@DisplayName("CVE-2024-47081, CVE-2020-13956, CVE-2024-22243, CVE-2026-41854: "
			+ "credentials belong to the connected host")
	void deceptiveUrl(String url, Face face) throws IOException {
		String filled = url.replace("{own}", "127.0.0.1:" + this.own.port())
			.replace("{foreign}", "localhost:" + this.foreign.port());
		this.own.on("/start", Reply.redirect(302, filled)).otherwise(Reply.ok("own"));
		try (Session session = session()) {
			Throwable asUrl = catchThrowable(() -> face.get(session, filled));
			Throwable asLocation = catchThrowable(() -> face.get(session, this.own.url("/start")));
			for (Throwable thrown : Arrays.asList(asUrl, asLocation)) {
				if (thrown != null) {
					assertThat(thrown).isInstanceOfAny(IllegalArgumentException.class, SessionException.class,
							IOException.class);
				}
			}
		}
		assertThat(this.foreign.requests()).noneMatch((request) -> request.hasHeader("Authorization"));
	}

	static Stream<Arguments> deceptiveUrls() {
		return Stream
			.of("http://{own}:@{foreign}/", "http://{own}@{foreign}/", "http://user:pass@{foreign}/",
					"http://user@{own}@{foreign}/", "http://{foreign}\\@{own}/", "http://{own}\\@{foreign}/",
					"http://{own}#@{foreign}/", "http://{own}?@{foreign}/", "http://{own}[@{foreign}/",
					"http://{own}%00@{foreign}/", "http://{own}%40{foreign}/", "http:/{foreign}/", "http:///{foreign}/")
			.flatMap((url) -> Arrays.stream(Face.values()).map((face) -> Arguments.of(url, face)));
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("CVE-2024-35195: a connection that was opened without verification serves no session that verifies")
	void unverifiedConnection(Face face) throws IOException {
		SSLContext unknown = CertificateAuthority.named("Stranger").server().context(null);
		try (ScriptedServer server = ScriptedServer.startTls(unknown, (listener) -> {
		}).otherwise(Reply.ok("unverified"));
				Session careless = Session.builder("careless").ssl((ssl) -> ssl.withVerify(false)).build();
				Session careful = Session.builder("careful").build()) {
			assertThat(face.get(careless, server.url("/x")).body()).isEqualTo("unverified");
			assertThat(catchThrowable(() -> face.get(careful, server.url("/x"))))
				.isInstanceOfAny(ConnectFailedException.class, IOException.class);
			assertThat(server.requests()).hasSize(1);
		}
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("CVE-2025-27820: a cookie for a public suffix is refused")
	void cookieForPublicSuffix(Face face) throws IOException {
		try (Session session = throughProxy()) {
			this.own.on("http://one.co.uk/", Reply.ok("one").cookie("a=1; Domain=co.uk"))
				.on("http://one.github.io/", Reply.ok("one").cookie("b=2; Domain=github.io"))
				.otherwise(Reply.ok("two"));
			face.get(session, "http://one.co.uk/");
			face.get(session, "http://one.github.io/");
			face.get(session, "http://two.co.uk/");
			face.get(session, "http://two.github.io/");
			assertThat(session.cookies().list()).isEmpty();
		}
		assertThat(this.own.requests()).hasSize(4).noneMatch((request) -> request.hasHeader("Cookie"));
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("CVE-2026-6276: a Host header set by hand does not select the cookies")
	void cookiesOfTheHostHeader(Face face) throws IOException {
		try (Session session = throughProxy()) {
			this.own.on("http://victim.example/", Reply.ok("victim").cookie("sid=hidden"))
				.otherwise(Reply.ok("evil").cookie("planted=1"));
			face.get(session, "http://victim.example/");
			face.send(session, Call.get("http://evil.example/").header("Host", "victim.example"));
			face.get(session, "http://victim.example/");
		}
		assertThat(this.own.request("http://evil.example/").hasHeader("Cookie")).isFalse();
		assertThat(this.own.requests("http://victim.example/")).extracting((request) -> request.header("Cookie"))
			.containsExactly(null, "sid=hidden");
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("CVE-2022-32205: a server cannot fill the jar")
	void floodOfCookies(Face face) throws IOException {
		Reply reply = Reply.ok("flood");
		for (int i = 0; i < 190; i++) {
			reply = reply.cookie("c" + i + "=1");
		}
		this.own.otherwise(reply);
		try (Session session = session()) {
			face.get(session, this.own.url("/x"));
			assertThat(session.cookies().list()).hasSize(180);
		}
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("CVE-2022-35252: a cookie with a control character is ignored")
	void controlCharacterInCookie(Face face) throws IOException {
		this.own.otherwise(Reply.ok("ok").cookie("a=1\u0001").cookie("b=\u007f2").cookie("good=3"));
		try (Session session = session()) {
			face.get(session, this.own.url("/x"));
			face.get(session, this.own.url("/y"));
		}
		assertThat(this.own.request("/y").header("Cookie")).isEqualTo("good=3");
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("CVE-2019-11236, CVE-2020-26137: a line break in a header or a method starts no new line; "
			+ "HttpClient itself replaces it by a space")
	void lineBreaks(Face face) {
		HttpMethod method = HttpMethod.valueOf("GET /x HTTP/1.1\r\nX-Injected: 1\r\nX:");
		this.own.otherwise(Reply.ok("ok"));
		try (Session session = session()) {
			for (Call call : List.of(Call.get(this.own.url("/x")).header("X-A", "b\r\nX-Injected: 1"),
					Call.get(this.own.url("/x")).header("X-A\r\nX-Injected: 1\r\nX", "b"),
					Call.of(method, this.own.url("/x")))) {
				Throwable thrown = catchThrowable(() -> face.send(session, call));
				if (face != Face.HTTP_CLIENT || thrown != null) {
					assertThat(thrown).isInstanceOfAny(IllegalArgumentException.class, IOException.class);
				}
			}
		}
		assertThat(this.own.requests()).hasSizeLessThanOrEqualTo((face == Face.HTTP_CLIENT) ? 3 : 0)
			.noneMatch((request) -> request.hasHeader("X-Injected"));
	}

	private Session session() {
		return Session.builder("test").baseUrl(this.own.url()).auth(Credentials.bearer("s3cret")).build();
	}

	private Session throughProxy() {
		return Session.builder("test").proxy((proxy) -> proxy.withUrl(this.own.url())).build();
	}

}
