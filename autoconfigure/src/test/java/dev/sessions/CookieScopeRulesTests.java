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
import java.util.List;

import dev.sessions.testsupport.Call;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

/**
 * Tests of the cookies that requests contain on the wire. Cases with hosts other than
 * those of the loopback interface are tested with the jar alone.
 */
class CookieScopeRulesTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test").baseUrl(this.server.url()).build();

	@BeforeEach
	void answer() {
		this.server.otherwise(Reply.ok("ok"));
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 15: a request gets the cookies of its path, longer paths first")
	void paths(Face face) throws IOException {
		this.server.on("/set", Reply.ok("ok").cookie("a=1; Path=/").cookie("b=1; Path=/foo/").cookie("c=1; Path=/foo"));
		face.get(this.session, this.server.url("/set"));
		face.get(this.session, this.server.url("/foo?x=1"));
		face.get(this.session, this.server.url("/foo/x?x=1"));
		face.get(this.session, this.server.url("/foobar"));
		assertThat(this.server.request("/foo").header("Cookie")).isEqualTo("c=1; a=1");
		assertThat(this.server.request("/foo/x").header("Cookie")).isEqualTo("b=1; c=1; a=1");
		assertThat(this.server.request("/foobar").header("Cookie")).isEqualTo("a=1");
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 15: of years with two digits, 70 to 99 are past (cookie-two-digit-year)")
	void yearsWithTwoDigits(Face face) throws IOException {
		this.server.on("/set",
				Reply.ok("ok")
					.cookie("a=b; Expires=Wednesday, 09-Nov-99 23:12:40 GMT")
					.cookie("c=d; Expires=Wed, 09-Nov-50 23:12:40 GMT")
					.cookie("e=f; Expires=Thursday, 01-Jan-70 00:00:00 GMT")
					.cookie("g=h; Expires=Tue, 01-Jan-69 00:00:00 GMT"));
		face.get(this.session, this.server.url("/set"));
		face.get(this.session, this.server.url("/get"));
		assertThat(this.server.request("/get").header("Cookie")).isEqualTo("c=d; g=h");
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 17: a Secure cookie never goes over http, and http cannot overwrite it")
	void secure(Face face) throws IOException {
		try (ScriptedServer tls = ScriptedServer.startTls()) {
			tls.otherwise(Reply.ok("ok").cookie("sid=good; Secure; Path=/"), Reply.ok("ok"));
			this.server.otherwise(Reply.ok("ok").cookie("sid=evil; Path=/"), Reply.ok("ok").cookie("sid=; Max-Age=0"),
					Reply.ok("ok").cookie("sid=evil; Secure"));
			face.get(this.session, tls.url("/set"));
			face.get(this.session, this.server.url("/1"));
			face.get(this.session, this.server.url("/2"));
			face.get(this.session, this.server.url("/3"));
			face.get(this.session, tls.url("/get"));
			assertThat(tls.request("/get").header("Cookie")).isEqualTo("sid=good");
			assertThat(this.server.requests()).hasSize(3).noneMatch((request) -> request.hasHeader("Cookie"));
		}
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 17: the host connected to counts, not a Host header set by hand")
	void handSetHost(Face face) throws IOException {
		this.session.cookies().set("bank", "hidden", "bank.example", "/");
		this.server.on("/set", Reply.ok("ok").cookie("a=1; Domain=bank.example").cookie("b=1"));
		face.send(this.session, Call.get(this.server.url("/set")).header("Host", "bank.example"));
		assertThat(this.server.request("/set").head()).contains("bank.example").doesNotContain("hidden");
		assertThat(this.session.cookies().list()).extracting(Cookie::domain, Cookie::name)
			.containsExactlyInAnyOrder(tuple("bank.example", "bank"), tuple("127.0.0.1", "b"));
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 18: a cookie with control characters is ignored, but not its neighbours")
	void controlCharacters(Face face) throws IOException {
		this.server.on("/set", Reply.ok("ok").cookie("a=1\u0001").cookie("b=1").cookie("c=1; Path=/\u007f"));
		face.get(this.session, this.server.url("/set"));
		face.get(this.session, this.server.url("/get"));
		assertThat(this.server.request("/get").header("Cookie")).isEqualTo("b=1");
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 18: the jar is bounded")
	void bounded(Face face) throws IOException {
		Reply many = Reply.ok("ok");
		for (int i = 0; i < 190; i++) {
			many = many.cookie("c" + i + "=1");
		}
		this.server.on("/set", many);
		face.get(this.session, this.server.url("/set"));
		face.get(this.session, this.server.url("/get"));
		assertThat(this.server.request("/get").header("Cookie").split("; ")).hasSize(180)
			.startsWith("c10=1")
			.endsWith("c189=1");
	}

	@Test
	@DisplayName("RULE 18: cookies.max-count limits the jar")
	void maxCount() {
		try (Session small = Session.builder("small")
			.baseUrl(this.server.url())
			.cookies((cookies) -> cookies.withMaxCount(2))
			.build()) {
			this.server.otherwise(Reply.ok("ok").cookie("a=1").cookie("b=1").cookie("c=1"), Reply.ok("ok"));
			small.get("/set");
			small.get("/get");
		}
		assertThat(this.server.request("/get").header("Cookie")).isEqualTo("b=1; c=1");
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 15: cookies of the request hide the jar's of the same name")
	void cookiesOfTheRequest(Face face) throws IOException {
		this.session.cookies().set("a", "jar");
		this.session.cookies().set("b", "jar");
		face.send(this.session, Call.get(this.server.url("/x")).header("Cookie", "a=own; \"odd").header("X", "1"));
		assertThat(this.server.request().header("Cookie")).isEqualTo("a=own; \"odd; b=jar");
	}

	@Test
	@DisplayName("RULE 15: a snapshot can be loaded into another session")
	void snapshot() {
		try (ScriptedServer tls = ScriptedServer.startTls();
				Session other = Session.builder("other").baseUrl(tls.url()).build()) {
			tls.otherwise(Reply.ok("ok")
				.cookie("b=2; Path=/x; Max-Age=60; Secure; HttpOnly; SameSite=Strict")
				.cookie("a=1; Domain=127.0.0.1; Path=/"), Reply.ok("ok"));
			this.session.get(tls.url("/set"));
			List<Cookie> snapshot = this.session.cookies().list();
			other.cookies().load(snapshot);
			assertThat(other.cookies().list()).isEqualTo(snapshot);
			assertThat(snapshot).extracting(Cookie::hostOnly).containsExactly(true, false);
			assertThat(snapshot.get(0).httpOnly()).isTrue();
			assertThat(snapshot.get(0).sameSite()).isEqualTo("Strict");
			other.get("/x");
			assertThat(tls.request("/x").header("Cookie")).isEqualTo("b=2; a=1");
		}
	}

	@Test
	@DisplayName("RULE 20: a snapshot with an unsendable cookie is not loaded at all")
	void loadsAllOrNothing() {
		Cookie good = new Cookie("a", "1", "127.0.0.1", "/", null, true, false, false, null);
		Cookie bad = new Cookie("b", "1\r\nX: 1", "127.0.0.1", "/", null, true, false, false, null);
		Cookie worse = new Cookie("b=1; c", "1", "127.0.0.1", "/", null, true, false, false, null);
		Cookies cookies = this.session.cookies();
		assertThatIllegalArgumentException().isThrownBy(() -> cookies.load(List.of(good, bad)));
		assertThatIllegalArgumentException().isThrownBy(() -> cookies.load(List.of(good, worse)));
		assertThat(cookies.list()).isEmpty();
	}

}
