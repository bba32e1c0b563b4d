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
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.MemoryStore;
import dev.sessions.internal.shared.SharedStore;
import dev.sessions.settings.WhenUnavailable;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import dev.sessions.testsupport.UnreliableStore;
import dev.sessions.testsupport.UnreliableStore.Fault;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.core.io.InputStreamResource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the sessions of two instances that share their cookies.
 */
class SharedCookieRulesTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start()
		.on("/login/1", Reply.ok("1").cookie("sid=1; Path=/"))
		.on("/login/2", Reply.ok("2").cookie("sid=2; Path=/"))
		.on("/logout", Reply.ok("bye").cookie("sid=; Path=/; Max-Age=0"))
		.otherwise((request, connection) -> {
			boolean known = request.headers("Cookie").stream().anyMatch((cookies) -> cookies.contains("sid=2"));
			(known ? Reply.ok("welcome") : Reply.status(401).body("who?")).send(request, connection);
		});

	private final MemoryStore store = new MemoryStore(TimeSource.SYSTEM);

	private final UnreliableStore otherStore = new UnreliableStore(this.store.another());

	@AutoClose
	private final Session one = session(this.store);

	@AutoClose
	private final Session other = session(this.otherStore);

	private Session session(SharedStore store) {
		return Session.builder("partner")
			.baseUrl(this.server.url())
			.shared((shared) -> shared.withStore(store))
			.build();
	}

	@Test
	void loginOfOneInstanceServesTheOthers() {
		this.one.get("/login/2");
		await().until(() -> this.other.cookies().get("sid") != null);
		assertThat(this.other.get("/x").text()).isEqualTo("welcome");
		assertThat(this.server.requests("/x")).hasSize(1);
		this.other.get("/logout");
		await().until(() -> this.one.cookies().get("sid") == null);
	}

	@Test
	void cookiesAreThoseOfAllInstances() {
		this.one.cookies().set("sid", "2");
		await().until(() -> this.other.cookies().list().size() == 1);
		this.other.cookies().clear();
		await().until(() -> this.one.cookies().list().isEmpty());
	}

	@ParameterizedTest
	@EnumSource
	void refusedRequestIsRepeatedWithNewerCookies(Face face) throws Exception {
		loginThatTheOtherHasNotHeardOf();
		assertThat(face.get(this.other, this.server.url("/x")).body()).isEqualTo("welcome");
		assertThat(this.server.requests("/x")).hasSize(2);
		assertThat(this.server.requests("/x").get(0).headers("Cookie")).containsExactly("sid=1");
		assertThat(this.server.requests("/x").get(1).headers("Cookie")).containsExactly("sid=2");
		assertThat(this.other.pool().leased()).isZero();
	}

	@Test
	void postIsRepeatedWithItsBodyAndTheCookiesSetByHand() {
		loginThatTheOtherHasNotHeardOf();
		assertThat(this.other.post("/x", (request) -> request.body("text").cookie("own", "1")).text())
			.isEqualTo("welcome");
		assertThat(this.server.requests("/x")).hasSize(2).allSatisfy((request) -> {
			assertThat(request.text()).isEqualTo("text");
			assertThat(request.headers("Cookie")).singleElement().asString().startsWith("own=1; sid=");
		});
	}

	@Test
	void oneShotBodyIsNotRepeated() {
		loginThatTheOtherHasNotHeardOf();
		ByteArrayInputStream once = new ByteArrayInputStream("text".getBytes(StandardCharsets.UTF_8));
		assertThat(this.other.post("/x", (request) -> request.body(new InputStreamResource(once))).status().value())
			.isEqualTo(401);
		assertThat(this.server.requests("/x")).hasSize(1);
	}

	@Test
	void requestThatWasSentWithTheNewestCookiesIsNotRepeated() {
		this.one.get("/login/1");
		await().until(() -> this.other.cookies().get("sid") != null);
		assertThat(this.other.get("/x").status().value()).isEqualTo(401);
		assertThat(this.server.requests("/x")).hasSize(1);
	}

	@Test
	void cookiesOfTheRefusalDoNotCauseRepetition() {
		this.server.on("/refused", Reply.status(401).cookie("visit=1; Path=/").cookie("seen; Path=/"),
				Reply.status(401).cookie("visit=2; Path=/").cookie("sid=; Path=/; Max-Age=0"));
		this.one.get("/login/1");
		await().until(() -> this.other.cookies().get("sid") != null);
		assertThat(this.other.get("/refused").status().value()).isEqualTo(401);
		assertThat(this.server.requests("/refused")).hasSize(1);
		assertThat(this.other.get("/refused").status().value()).isEqualTo(401);
		assertThat(this.server.requests("/refused")).hasSize(2);
	}

	@Test
	void requestIsRepeatedOnlyOnce() {
		this.other.get("/login/1");
		await().until(() -> this.one.cookies().get("sid") != null);
		this.otherStore.withFault(Fault.DEAF);
		this.one.cookies().set("sid", "3");
		await().until(() -> stored("3"));
		assertThat(this.other.get("/x").status().value()).isEqualTo(401);
		assertThat(this.server.requests("/x")).hasSize(2);
	}

	@ParameterizedTest
	@EnumSource(names = { "HANG", "FAIL" })
	@DisplayName("RULE 51: an unavailable store does not delay a call")
	void unavailableStoreDoesNotDelayCall(Fault fault) {
		this.otherStore.withFault(fault);
		Stopwatch stopwatch = Stopwatch.start();
		assertThat(this.other.get("/x").status().value()).isEqualTo(401);
		assertThat(this.other.get("/login/2").text()).isEqualTo("2");
		assertThat(this.other.get("/x").text()).isEqualTo("welcome");
		assertThat(stopwatch.elapsed()).isLessThan(Duration.ofSeconds(5));
		this.otherStore.withFault(Fault.NONE);
		await().until(() -> this.one.cookies().get("sid") != null);
	}

	@Test
	void callFailsWithoutTheStoreIfConfigured() {
		UnreliableStore store = new UnreliableStore(this.store.another());
		try (Session strict = Session.builder("partner")
			.baseUrl(this.server.url())
			.shared((shared) -> shared.withStore(store).withWhenUnavailable(WhenUnavailable.FAIL))
			.build()) {
			assertThat(strict.get("/login/2").text()).isEqualTo("2");
			store.withFault(Fault.FAIL);
			strict.get("/login/1");
			await().untilAsserted(() -> assertThatExceptionOfType(SharedStoreUnavailableException.class)
				.isThrownBy(() -> strict.get("/x"))
				.withMessageContaining("'partner'")
				.withMessageContaining("shared.when-unavailable"));
			store.withFault(Fault.NONE);
			await().ignoreExceptions().until(() -> strict.get("/login/2").text().equals("2"));
		}
	}

	@Test
	void keyedForksAreTheSameOnAllInstances() {
		this.one.fork("alice").get("/login/2");
		await().until(() -> this.other.fork("alice").get("/x").text().equals("welcome"));
		assertThat(this.other.fork("bob").get("/x").status().value()).isEqualTo(401);
		assertThat(this.other.get("/x").status().value()).isEqualTo(401);
		this.other.forget("alice");
		await().until(() -> this.one.fork("alice").get("/x").status().value() == 401);
	}

	@Test
	void forksWithoutKeyAndSessionsOfOtherNamesShareNothing() {
		try (Session stranger = Session.builder("stranger")
			.baseUrl(this.server.url())
			.shared((shared) -> shared.withStore(this.store.another()))
			.build()) {
			this.one.fork().get("/login/2");
			stranger.get("/login/2");
			this.one.get("/login/1");
			await().until(() -> this.other.cookies().get("sid") != null);
			assertThat(this.other.cookies().list()).singleElement()
				.satisfies((cookie) -> assertThat(cookie.value()).isEqualTo("1"));
		}
	}

	private void loginThatTheOtherHasNotHeardOf() {
		this.one.get("/login/1");
		await().until(() -> this.other.cookies().get("sid") != null);
		this.otherStore.withFault(Fault.DEAF);
		this.one.get("/login/2");
		await().until(() -> stored("2"));
	}

	private boolean stored(String value) {
		try (Session reader = session(this.store.another())) {
			return reader.cookies().list().stream().anyMatch((cookie) -> cookie.value().equals(value));
		}
	}

}
