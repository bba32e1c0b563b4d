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

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.sessions.internal.cookie.CookieFileException;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the effect of {@code cookies.file}.
 */
class CookieFileEffectTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@TempDir
	private Path folder;

	private Path file() {
		return this.folder.resolve("jar");
	}

	private Session session(String name) {
		return Session.builder(name).baseUrl(this.server.url()).cookies((cookies) -> cookies.withFile(file())).build();
	}

	@BeforeEach
	void answer() {
		this.server.otherwise(Reply.ok("ok"));
		this.server.on("/set", Reply.ok("ok").cookie("sid=1; Path=/").cookie("left=\"a, b\"; Path=/; Max-Age=3600"));
	}

	@Test
	void theNextSessionSendsTheCookies() {
		try (Session session = session("one")) {
			session.get("/set");
			session.cookies().set("own", "\u20ac");
		}
		try (Session session = session("two")) {
			session.get("/x");
		}
		assertThat(this.server.request("/x").header("Cookie")).startsWith("sid=1; left=\"a, b\"; own=");
	}

	@Test
	void cookiesAreWrittenSoonWithoutClose() {
		try (Session session = session("one")) {
			session.get("/set");
			await().until(() -> Files.exists(file()));
			assertThat(file()).content(StandardCharsets.ISO_8859_1).contains("\tsid\t1\tsession\t");
			session.cookies().remove("sid");
			await().until(() -> !Files.readString(file(), StandardCharsets.ISO_8859_1).contains("\tsid\t"));
		}
	}

	@Test
	void cookiesOfForksAreNotWritten() {
		try (Session session = session("one")) {
			session.get("/set");
			try (Session fork = session.fork()) {
				fork.cookies().set("forked", "1");
				fork.cookies().remove("sid");
			}
			try (Session fork = session.fork((builder) -> builder.header("X-A", "b"))) {
				fork.cookies().clear();
			}
		}
		try (Session session = session("one")) {
			assertThat(session.cookies().list()).extracting(Cookie::name).containsExactly("sid", "left");
		}
	}

	@Test
	void twoSessionsCannotShareFile() {
		try (Session one = session("one")) {
			one.get("/set");
			assertThatExceptionOfType(CookieFileException.class).isThrownBy(() -> session("two"))
				.withMessage("cookies.file of the session 'two' is " + file() + ", which the session 'one' uses in"
						+ " this JVM. Give each session a file of its own, and close a session before another one"
						+ " takes its file. In tests, whose application contexts stay open in a cache, name another file"
						+ " for each context, leave cookies.file unset, or close the first context by @DirtiesContext.");
		}
		session("two").close();
	}

}
