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

import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Cookies}, the live view of a session's cookie jar.
 */
class CookiesTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test").baseUrl(this.server.url()).build();

	@BeforeEach
	void answer() {
		this.server.otherwise(Reply.ok("ok"));
	}

	@Test
	void setIsSent() {
		this.session.cookies().set("sid", "1");
		this.session.get("/a/b");
		assertThat(this.server.request().header("Cookie")).isEqualTo("sid=1");
	}

	@Test
	void setAppliesToTheHostOfTheBaseUrlOnly() {
		this.session.cookies().set("sid", "1");
		this.session.get(this.server.localhost("/x"));
		assertThat(this.server.request().hasHeader("Cookie")).isFalse();
	}

	@Test
	void setReplaces() {
		this.session.cookies().set("sid", "1");
		this.session.cookies().set("sid", "2");
		assertThat(this.session.cookies().list()).extracting(Cookie::value).containsExactly("2");
	}

	@Test
	void setTakesDomainAndPath() {
		this.session.cookies().set("sid", "1", "localhost", "/a");
		this.session.get(this.server.localhost("/a/x"));
		this.session.get(this.server.localhost("/b"));
		this.session.get("/a/y");
		assertThat(this.server.request("/a/x").header("Cookie")).isEqualTo("sid=1");
		assertThat(this.server.request("/b").hasHeader("Cookie")).isFalse();
		assertThat(this.server.request("/a/y").hasHeader("Cookie")).isFalse();
	}

	@Test
	void setNeedsABaseUrlOrADomain() {
		try (Session lonely = Session.builder("lonely").build()) {
			assertThatIllegalStateException().isThrownBy(() -> lonely.cookies().set("sid", "1"));
			lonely.cookies().set("sid", "1", "127.0.0.1", "/");
			lonely.get(this.server.url("/x"));
		}
		assertThat(this.server.request().header("Cookie")).isEqualTo("sid=1");
	}

	@Test
	void listsWhatTheServerSet() {
		this.server.otherwise(Reply.ok("ok").cookie("sid=1; Path=/a; Max-Age=3600").cookie("theme=dark; Path=/"));
		this.session.get("/a");
		assertThat(this.session.cookies().list()).extracting(Cookie::name).containsExactlyInAnyOrder("sid", "theme");
		assertThat(this.session.cookies().list()).filteredOn((cookie) -> cookie.name().equals("sid"))
			.singleElement()
			.satisfies((cookie) -> {
				assertThat(cookie.value()).isEqualTo("1");
				assertThat(cookie.domain()).isEqualTo("127.0.0.1");
				assertThat(cookie.path()).isEqualTo("/a");
				assertThat(cookie.expires()).isNotNull();
				assertThat(cookie.secure()).isFalse();
			});
	}

	@Test
	void getPrefersTheHostOfTheBaseUrlAndTheLongestPath() {
		Cookies cookies = this.session.cookies();
		cookies.set("sid", "elsewhere", "localhost", "/very/long/path");
		cookies.set("sid", "short", "127.0.0.1", "/");
		cookies.set("sid", "long", "127.0.0.1", "/a");
		assertThat(cookies.get("sid")).isEqualTo("long");
		assertThat(cookies.get("other")).isNull();
	}

	@Test
	void removeRemovesAllOfName() {
		Cookies cookies = this.session.cookies();
		cookies.set("sid", "1");
		cookies.set("sid", "2", "localhost", "/");
		cookies.set("theme", "dark");
		cookies.remove("sid");
		assertThat(cookies.list()).extracting(Cookie::name).containsExactly("theme");
		this.session.get("/x");
		assertThat(this.server.request().header("Cookie")).isEqualTo("theme=dark");
	}

	@Test
	void clearRemovesAll() {
		this.session.cookies().set("sid", "1");
		this.session.cookies().clear();
		assertThat(this.session.cookies().list()).isEmpty();
		this.session.get("/x");
		assertThat(this.server.request().hasHeader("Cookie")).isFalse();
	}

	@Test
	void isLive() {
		Cookies cookies = this.session.cookies();
		this.server.otherwise(Reply.ok("ok").cookie("sid=1"));
		this.session.get("/x");
		assertThat(cookies.get("sid")).isEqualTo("1");
	}

	@Test
	void expiredCookiesAreAbsent() {
		this.server.otherwise(Reply.ok("ok").cookie("sid=1; Max-Age=1"));
		this.session.get("/x");
		assertThat(this.session.cookies().get("sid")).isEqualTo("1");
		await().until(() -> this.session.cookies().list().isEmpty());
		assertThat(this.session.cookies().get("sid")).isNull();
	}

	@Test
	void serverRemovesACookie() {
		this.server.otherwise(Reply.ok("ok").cookie("sid=1"), Reply.ok("ok").cookie("sid=; Max-Age=0"));
		this.session.get("/x");
		this.session.get("/x");
		assertThat(this.session.cookies().list()).isEmpty();
	}

}
