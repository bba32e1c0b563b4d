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
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import dev.sessions.testsupport.CredentialKind;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of deceptive URLs.
 */
class RedirectTargetRulesTests {

	@AutoClose
	private final ScriptedServer a = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer b = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test")
		.baseUrl(this.a.url())
		.auth(CredentialKind.BEARER.credentials())
		.build();

	@Test
	@DisplayName("RULE 8: user info in a URL of the caller is refused and not shown")
	void userInfoOfTheCallerIsRefused() {
		String url = "http://user:hidden@127.0.0.1:" + this.a.port() + "/";
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.get(url)).satisfies(this::showsNoUserInfo);
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.get(URI.create(url)))
			.satisfies(this::showsNoUserInfo);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.restClient().get().uri(url).retrieve().toBodilessEntity())
			.satisfies(this::showsNoUserInfo);
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.restClient().get().uri(URI.create(url)).retrieve().toBodilessEntity())
			.satisfies(this::showsNoUserInfo);
		assertThat(this.a.accepted()).isZero();
	}

	@Test
	@DisplayName("RULE 8: user info in the base URL is refused and not shown")
	void userInfoOfTheBaseUrlIsRefused() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> Session.builder("test").baseUrl("http://user:hidden@127.0.0.1/"))
			.satisfies(this::showsNoUserInfo);
	}

	@Test
	@DisplayName("RULE 8: the HttpClient sends no user info")
	void userInfoIsNotSentByHttpClient() {
		String url = "http://user:hidden@127.0.0.1:" + this.b.port() + "/";
		this.b.otherwise(Reply.ok("arrived"));
		Throwable thrown = catchThrowable(() -> Face.HTTP_CLIENT.get(this.session, url));
		if (thrown != null) {
			assertThat(thrown).isInstanceOfAny(IOException.class, IllegalArgumentException.class);
		}
		assertThat(this.b.requests()).noneMatch((request) -> request.hasHeader("Authorization"));
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 8: user info in a Location is ignored, and the host after it decides")
	void userInfoInLocationIsIgnored(Face face) throws IOException {
		this.a.on("/from", Reply.redirect(302, "http://user:hidden@127.0.0.1:" + this.a.port() + "/to"));
		this.a.on("/to", Reply.ok("arrived"));
		assertThat(face.get(this.session, this.a.url("/from")).body()).isEqualTo("arrived");
		ReceivedRequest followed = this.a.request("/to");
		assertThat(followed).matches(CredentialKind.BEARER::isIn, "carries the session's credentials");
		assertThat(followed.head()).doesNotContain("hidden").doesNotContain("@");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.1:{a}@127.0.0.1:{b}/to", "http://127.0.0.1%3A{a}@127.0.0.1:{b}/to",
			"http://127.0.0.1:{a}%2F@127.0.0.1:{b}/to", "//127.0.0.1:{a}@127.0.0.1:{b}/to", "http://@127.0.0.1:{b}/to",
			"http://127.0.0.1:{a}@localhost:{b}/to" })
	@DisplayName("RULE 8: the own host as user info of another host does not make that one trusted")
	void ownHostAsUserInfo(String location) {
		this.a.on("/from", Reply.redirect(302, fill(location)));
		this.b.on("/to", Reply.ok("arrived"));
		assertThat(this.session.get("/from").text()).isEqualTo("arrived");
		assertThat(this.b.request()).matches(CredentialKind.BEARER::isAbsentFrom, "carries no credentials");
		assertThat(this.b.request().hasHeader("Authorization")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.1:{b}\\@127.0.0.1:{a}/to", "http://127.0.0.1:{b}\\.127.0.0.1:{a}/to",
			"http:\\\\127.0.0.1:{b}\\to", "\\\\127.0.0.1:{b}/to", "/\\127.0.0.1:{b}/to", "http:/127.0.0.1:{b}/to",
			"http:127.0.0.1:{b}/to", "http:///127.0.0.1:{b}/to", "http://127.0.0.1:{a}:{b}/to",
			"http://127.0.0.1:{b}#@127.0.0.1:{a}/to", "http://127.0.0.1:{b}?@127.0.0.1:{a}/to",
			"http://127.0.0.1:{b};@127.0.0.1:{a}/to", "http://127.0.0.1:{b},127.0.0.1:{a}/to",
			"http://127.0.0.1:+{b}/to", "http://127.0.0.1:0{b}/to", "http://2130706433:{b}/to", "http://127.1:{b}/to",
			"http://0x7f.1:{b}/to", "http://[::ffff:127.0.0.1]:{b}/to", "http://127.0.0.1.:{b}/to",
			"http://[127.0.0.1]:{b}/to", "http://127.0.0.1:{b} @127.0.0.1:{a}/to",
			"http://127.0.0.1:{b}\t@127.0.0.1:{a}/to", "http://127.0.0.1:99999/to", "http://127.0.0.1:-1/to",
			"http://127.0.0.1:/to:{b}", "http://", "http:", "://127.0.0.1:{b}", "http://%31%32%37.0.0.1:{b}/to" })
	@DisplayName("RULE 8: backslash, port and host tricks fail clearly or reach the other host without credentials")
	void tricksDoNotReachTheOtherHostWithCredentials(String location) {
		this.a.otherwise(Reply.ok("at a")).on("/from", Reply.redirect(302, fill(location)));
		this.b.otherwise(Reply.ok("at b"));
		Throwable thrown = catchThrowable(() -> this.session.get("/from"));
		if (thrown != null) {
			assertThat(thrown).isInstanceOf(SessionException.class);
			assertThat(this.a.requests()).hasSize(1);
		}
		assertThat(this.b.requests()).allMatch(CredentialKind.BEARER::isAbsentFrom);
		assertThat(this.session.pool().leased()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://127.0.0.1:{b}\\@127.0.0.1:{a}/to", "http://127.0.0.1:{a}\\@127.0.0.1:{b}/to",
			"http://127.0.0.1:{a}@127.0.0.1:{b}/to", "http://127.0.0.1:{a}:{b}/to", "http:\\\\127.0.0.1:{b}/to",
			"http:/127.0.0.1:{b}/to", "http://127.0.0.1:{b}#@127.0.0.1:{a}/to" })
	@DisplayName("RULE 8: the same tricks in a URL of the caller send no credentials to the other host")
	void tricksOfTheCaller(String url) {
		this.a.otherwise(Reply.ok("at a"));
		this.b.otherwise(Reply.ok("at b"));
		Throwable verb = catchThrowable(() -> this.session.get(fill(url)));
		Throwable restClient = catchThrowable(
				() -> this.session.restClient().get().uri(fill(url)).retrieve().toBodilessEntity());
		for (Throwable thrown : Arrays.asList(verb, restClient)) {
			if (thrown != null) {
				assertThat(thrown).isInstanceOfAny(IllegalArgumentException.class, SessionException.class);
			}
		}
		assertThat(this.b.requests()).allMatch(CredentialKind.BEARER::isAbsentFrom);
	}

	@ParameterizedTest
	@ValueSource(strings = { "ftp://127.0.0.1:{b}/to", "FTP://127.0.0.1:{b}/to", "file:///etc/hosts", "file:/etc/hosts",
			"javascript:alert(1)", "data:text/plain,hi", "mailto:someone@example.org", "ws://127.0.0.1:{b}/to",
			"gopher://127.0.0.1:{b}/to", "jar:http://127.0.0.1:{b}/to!/x", "httpx://127.0.0.1:{b}/to",
			"unix:/var/run/socket", "about:blank" })
	@DisplayName("RULE 9: only http and https are followed")
	void onlyHttpIsFollowed(String location) {
		this.a.on("/from", Reply.redirect(302, fill(location)));
		assertThatExceptionOfType(SessionException.class).isThrownBy(() -> this.session.get("/from"))
			.withMessageContaining("http");
		assertThat(this.a.requests()).hasSize(1);
		assertThat(this.b.accepted()).isZero();
		assertThat(this.session.pool().leased()).isZero();
	}

	@ParameterizedTest
	@EnumSource(names = { "REST_CLIENT", "HTTP_CLIENT" })
	@DisplayName("RULE 9: only http and https are followed at the other faces")
	void onlyHttpIsFollowedAtOtherFaces(Face face) {
		this.a.on("/from", Reply.redirect(302, fill("ftp://127.0.0.1:{b}/to")));
		assertThat(catchThrowable(() -> face.get(this.session, this.a.url("/from"))))
			.isInstanceOf((face == Face.REST_CLIENT) ? SessionException.class : IOException.class);
		assertThat(this.b.accepted()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "ftp://127.0.0.1:{b}/to", "file:///etc/hosts", "javascript:alert(1)" })
	@DisplayName("RULE 9: only http and https are accepted in a URL of the caller")
	void onlyHttpIsSent(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.get(URI.create(fill(url))));
		assertThat(this.b.accepted()).isZero();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/a b           | /a%20b
			/caf\u00e9     | /caf%C3%A9
			/a%2Fb         | /a%2Fb
			/to#part       | /to
			to?x=1         | /dir/to?x=1
			../to          | /to
			/a/../to       | /to
			?x=1           | /dir/from?x=1
			""")
	@DisplayName("RULE 8: a Location is parsed as by browsers")
	void locationIsResolved(String location, String target) {
		byte[] wire = location.getBytes(StandardCharsets.UTF_8);
		this.a.otherwise((request, connection) -> {
			connection.send("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: ");
			connection.send(wire);
			connection.send("\r\n\r\n");
		}, Reply.ok("arrived"));
		assertThat(this.session.get("/dir/from").text()).isEqualTo("arrived");
		assertThat(this.a.requests().get(1).target()).isEqualTo(target);
	}

	@Test
	@DisplayName("RULE 8: a key in the query that the Location repeats is sent once")
	void keyRepeatedByLocationIsSentOnce() {
		CredentialKind kind = CredentialKind.API_KEY_QUERY;
		this.a.on("/from", Reply.redirect(302, "/to?appid=s3cret-query"));
		this.a.on("/to", Reply.ok("arrived"));
		try (Session keyed = Session.builder("keyed").baseUrl(this.a.url()).auth(kind.credentials()).build()) {
			assertThat(keyed.get("/from").text()).isEqualTo("arrived");
		}
		assertThat(this.a.request("/to")).matches(kind::isIn, "carries the key once");
	}

	private void showsNoUserInfo(Throwable thrown) {
		for (Throwable ex = thrown; ex != null; ex = ex.getCause()) {
			assertThat(ex.toString()).doesNotContain("hidden");
		}
	}

	private String fill(String url) {
		return url.replace("{a}", "" + this.a.port()).replace("{b}", "" + this.b.port());
	}

}
