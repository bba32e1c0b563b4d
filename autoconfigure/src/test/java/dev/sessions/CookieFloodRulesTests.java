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
import java.util.List;

import dev.sessions.testsupport.Connection;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of hosts that set more cookies than a jar holds. A proxy represents all of them.
 */
class CookieFloodRulesTests {

	private static final String LOGIN = "sid=LOGIN";

	private static final int MAX_COUNT = 3000;

	@AutoClose
	private final ScriptedServer hosts = ScriptedServer.start();

	@BeforeEach
	void answer() {
		this.hosts.otherwise(this::answer);
		this.hosts.on("http://victim.test/login", Reply.ok("ok").cookie(LOGIN + "; Path=/"));
		this.hosts.on("http://victim.test/call", Reply.ok("ok"));
		this.hosts.on("http://victim.test/leave", Reply.redirect(302, "http://e1.evil.test/hop"));
	}

	/**
	 * Each response sets new cookies. The query of the request contains their number,
	 * which is 190 by default.
	 */
	private void answer(ReceivedRequest request, Connection connection) throws IOException {
		URI uri = URI.create(request.target());
		int count = (uri.getQuery() != null) ? Integer.parseInt(uri.getQuery()) : 190;
		Reply reply = uri.getPath().equals("/hop") ? next(uri.getHost()) : Reply.ok("ok");
		int number = this.hosts.requests().size();
		for (int i = 0; i < count; i++) {
			reply = reply.cookie("c" + number + "-" + i + "=1; Path=/");
		}
		reply.send(request, connection);
	}

	private static Reply next(String host) {
		int number = Integer.parseInt(host.substring(1, host.indexOf('.')));
		return (number < 20) ? Reply.redirect(302, "http://e" + (number + 1) + ".evil.test/hop") : Reply.ok("end");
	}

	private Session session(int maxCount) {
		return Session.builder("test")
			.baseUrl("http://victim.test")
			.proxy((proxy) -> proxy.withUrl(this.hosts.url()))
			.cookies((cookies) -> cookies.withMaxCount(maxCount))
			.build();
	}

	private Session loggedIn(int maxCount) {
		Session session = session(maxCount);
		session.get("/login");
		for (int i = 0; i < 5; i++) {
			session.get("/call");
		}
		return session;
	}

	private String cookieSentTo(Session session, String url) {
		session.get(url);
		List<ReceivedRequest> requests = this.hosts.requests();
		return requests.get(requests.size() - 1).header("Cookie");
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 47: a chain of redirects over 20 hosts evicts no login (jar-redirects)")
	void redirects(Face face) throws IOException {
		try (Session session = loggedIn(MAX_COUNT)) {
			assertThat(face.get(session, "http://victim.test/leave").body()).isEqualTo("end");
			assertThat(this.hosts.requests("http://e20.evil.test/hop")).hasSize(1);
			assertThat(session.cookies().list()).hasSize(MAX_COUNT);
			assertThat(cookieSentTo(session, "/call")).isEqualTo(LOGIN);
		}
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 47: 20 other hosts evict no login (jar-absolute)")
	void absoluteUrls(Face face) throws IOException {
		try (Session session = loggedIn(MAX_COUNT)) {
			for (int i = 1; i <= 20; i++) {
				face.get(session, "http://o" + i + ".test/");
			}
			assertThat(cookieSentTo(session, "/call")).isEqualTo(LOGIN);
		}
	}

	@Test
	@DisplayName("RULE 47: streams to 20 other hosts evict no login (jar-absolute)")
	void streams() {
		try (Session session = loggedIn(MAX_COUNT)) {
			for (int i = 1; i <= 20; i++) {
				session.stream(HttpMethod.GET, "http://o" + i + ".test/", (request) -> {
				}, (response) -> response.status());
			}
			assertThat(cookieSentTo(session, "/call")).isEqualTo(LOGIN);
		}
	}

	@Test
	@DisplayName("RULE 47: other hosts evict no login from a small jar (jar-small)")
	void smallJar() {
		try (Session session = loggedIn(200)) {
			for (int i = 1; i <= 4; i++) {
				session.get("http://o" + i + ".test/?100");
			}
			assertThat(session.cookies().list()).hasSize(200);
			assertThat(cookieSentTo(session, "/call")).isEqualTo(LOGIN);
		}
	}

	@Test
	@DisplayName("RULE 47: one other host evicts no login (jar-one-host)")
	void oneHost() {
		try (Session session = loggedIn(MAX_COUNT)) {
			for (int i = 1; i <= 20; i++) {
				session.get("http://evil.test/");
			}
			assertThat(session.cookies().list()).hasSize(181);
			assertThat(cookieSentTo(session, "/call")).isEqualTo(LOGIN);
		}
	}

	@Test
	@DisplayName("RULE 47: a login that was never used is not evicted")
	void notUsedYet() {
		try (Session session = session(MAX_COUNT)) {
			session.get("/login");
			session.get("http://e1.evil.test/hop");
			assertThat(cookieSentTo(session, "/call")).isEqualTo(LOGIN);
		}
	}

	@Test
	@DisplayName("RULE 47: the least recently used cookies are evicted first (jar-last-access)")
	void lastAccess() {
		try (Session session = session(5)) {
			for (int i = 1; i <= 5; i++) {
				session.get("http://o" + i + ".test/?1");
			}
			session.get("http://o1.test/?0");
			session.get("http://o6.test/?1");
			assertThat(cookieSentTo(session, "http://o1.test/?0")).isEqualTo("c1-0=1");
			assertThat(cookieSentTo(session, "http://o2.test/?0")).isNull();
		}
	}

	@Test
	@DisplayName("RULE 18: the jar holds at most 3000 (jar-bounded)")
	void bounded() {
		try (Session session = session(MAX_COUNT)) {
			for (int i = 1; i <= 20; i++) {
				session.get("http://o" + i + ".test/");
				assertThat(session.cookies().list()).hasSize(Math.min(MAX_COUNT, i * 180));
			}
		}
	}

	@Test
	@DisplayName("RULE 47: a fork's flood evicts no login, neither its own nor another's")
	void forks() {
		try (Session session = loggedIn(200)) {
			Session fork = session.fork();
			for (int i = 1; i <= 4; i++) {
				fork.get("http://o" + i + ".test/?100");
			}
			assertThat(cookieSentTo(fork, "/call")).isEqualTo(LOGIN);
			assertThat(session.cookies().list()).hasSize(1);
		}
	}

}
