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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import dev.sessions.testsupport.BackgroundCalls;
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

/**
 * Tests of the isolation of cookies between sessions and forks.
 */
class CookieIsolationRulesTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test").baseUrl(this.server.url()).build();

	@BeforeEach
	void answer() {
		this.server.otherwise(Reply.ok("ok"));
		this.server.on("/set", Reply.ok("ok").cookie("sid=1"));
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 19: two sessions never see each other's cookies")
	void twoSessions(Face face) throws IOException {
		try (Session other = Session.builder("test").baseUrl(this.server.url()).build()) {
			face.get(this.session, this.server.url("/set"));
			face.get(other, this.server.url("/other"));
			face.get(this.session, this.server.url("/own"));
			assertThat(other.cookies().list()).isEmpty();
		}
		assertThat(this.server.request("/own").header("Cookie")).isEqualTo("sid=1");
		assertThat(this.server.request("/other").hasHeader("Cookie")).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 19: a session does not see the cookies of its fork")
	void sessionAndFork(Face face) throws IOException {
		Session fork = this.session.fork();
		face.get(fork, this.server.url("/set"));
		face.get(this.session, this.server.url("/other"));
		face.get(fork, this.server.url("/own"));
		assertThat(this.server.request("/own").header("Cookie")).isEqualTo("sid=1");
		assertThat(this.server.request("/other").hasHeader("Cookie")).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 19: a fork does not see later cookies of its session")
	void forkAndSession(Face face) throws IOException {
		Session fork = this.session.fork();
		face.get(this.session, this.server.url("/set"));
		face.get(fork, this.server.url("/other"));
		assertThat(fork.cookies().list()).isEmpty();
		assertThat(this.server.request("/other").hasHeader("Cookie")).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 19: two forks never see each other's cookies")
	void twoForks(Face face) throws IOException {
		Session one = this.session.fork();
		Session two = this.session.fork();
		face.get(one, this.server.url("/set"));
		face.get(two, this.server.url("/other"));
		assertThat(two.cookies().list()).isEmpty();
		assertThat(this.server.request("/other").hasHeader("Cookie")).isFalse();
	}

	@Test
	@DisplayName("RULE 19: a fork starts with a copy")
	void forkStartsWithCopy() {
		this.session.get("/set");
		Session fork = this.session.fork();
		this.session.cookies().set("sid", "changed");
		fork.cookies().set("more", "2");
		fork.get("/fork");
		this.session.get("/own");
		assertThat(this.server.request("/fork").header("Cookie")).contains("sid=1", "more=2");
		assertThat(this.server.request("/own").header("Cookie")).isEqualTo("sid=changed");
	}

	@Test
	@DisplayName("RULE 19: clearing one jar does not affect the other")
	void clearingIsOwn() {
		this.session.get("/set");
		Session fork = this.session.fork();
		fork.cookies().clear();
		assertThat(this.session.cookies().get("sid")).isEqualTo("1");
		fork = this.session.fork();
		this.session.cookies().remove("sid");
		assertThat(fork.cookies().get("sid")).isEqualTo("1");
	}

	@Test
	@DisplayName("RULE 19: a shared connection does not mix cookies")
	void overOneConnection() {
		Session fork = this.session.fork();
		fork.get("/set");
		this.session.get("/other");
		assertThat(this.server.accepted()).isEqualTo(1);
		assertThat(this.server.request("/other").hasHeader("Cookie")).isFalse();
	}

	@Test
	@DisplayName("RULE 19: many concurrent forks do not mix cookies")
	void manyForksAtOnce() throws InterruptedException, ExecutionException {
		try (BackgroundCalls calls = new BackgroundCalls()) {
			List<Future<?>> done = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				String own = "own" + i;
				this.server.on("/" + own, Reply.ok("ok").cookie("sid=" + own));
				Session fork = this.session.fork();
				done.add(calls.start(() -> {
					for (int n = 0; n < 25; n++) {
						fork.get("/" + own);
						fork.get("/check/" + own);
					}
					return null;
				}));
			}
			for (Future<?> future : done) {
				future.get();
			}
		}
		assertThat(this.server.requests()).filteredOn((request) -> request.target().startsWith("/check/"))
			.hasSize(200)
			.allSatisfy((request) -> assertThat(request.header("Cookie"))
				.isEqualTo("sid=" + request.target().substring("/check/".length())));
	}

}
