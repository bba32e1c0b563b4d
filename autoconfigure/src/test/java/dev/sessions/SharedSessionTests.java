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

import java.util.List;

import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.GuardedStore;
import dev.sessions.internal.shared.MemoryStore;
import dev.sessions.settings.OAuth2Settings;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import dev.sessions.testsupport.UnreliableStore;
import dev.sessions.testsupport.UnreliableStore.Fault;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the sessions of several instances that share a store.
 */
@ExtendWith(OutputCaptureExtension.class)
class SharedSessionTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("welcome"));

	private final MemoryStore memory = new MemoryStore(TimeSource.SYSTEM);

	@Test
	void sessionsOfOneNameShareTheToken() {
		this.server.on("/token", token("t1"), token("t2"));
		try (Session session = builder("api").build();
				Session other = builder("api").build();
				Session stranger = builder("stranger").build();
				Session fork = other.fork()) {
			for (Session each : List.of(session, other, stranger, fork)) {
				assertThat(each.get("/").text()).isEqualTo("welcome");
			}
		}
		assertThat(this.server.requests("/").stream().map((request) -> request.header("Authorization")))
			.containsExactly("Bearer t1", "Bearer t1", "Bearer t2", "Bearer t1");
		assertThat(this.server.requests("/token")).hasSize(2);
	}

	@Test
	void closedSessionEndsItsSubscription() {
		this.server.on("/token", token("t1"));
		UnreliableStore watched = new UnreliableStore(this.memory);
		try (GuardedStore store = new GuardedStore(watched)) {
			Session session = builder("api").shared((shared) -> shared.withStore(store)).build();
			session.fork("alice").cookies().set("a", "b", "example.org", "/");
			assertThat(session.get("/").text()).isEqualTo("welcome");
			assertThat(watched.listening()).isPositive();
			session.fork().close();
			assertThat(watched.listening()).isPositive();
			session.close();
			assertThat(watched.listening()).isZero();
		}
	}

	@Test
	void storeOfOneSessionIsNotProbedAfterItsEnd(CapturedOutput output) {
		this.server.on("/token", token("t1"));
		UnreliableStore lost = new UnreliableStore(this.memory).withFault(Fault.HANG);
		Session session = builder("api").shared((shared) -> shared.withStore(lost).withCookies(false)).build();
		assertThat(session.get("/").text()).isEqualTo("welcome");
		session.close();
		lost.withFault(Fault.NONE);
		Stopwatch stopwatch = Stopwatch.start();
		await().until(() -> stopwatch.elapsed().toMillis() > 1000);
		assertThat(output).doesNotContain("is available again");
	}

	@Test
	void invalidKeyFailsTheBuild() {
		SessionBuilder builder = builder("api").shared((shared) -> shared.withEncryptionKeys(List.of("s3cret")));
		assertThatIllegalArgumentException().isThrownBy(builder::build)
			.withMessageContaining("'api'")
			.withMessageContaining("openssl rand -base64 32")
			.withMessageNotContaining("s3cret");
	}

	@Test
	void forkSharesThroughItsSession() {
		try (Session session = builder("api").build()) {
			assertThatIllegalArgumentException()
				.isThrownBy(() -> session.fork((fork) -> fork.shared((shared) -> shared.withNamespace("other"))))
				.withMessageContaining("cannot be changed");
		}
	}

	@Test
	void settingsAreShownWithoutKeys() {
		SessionSettings settings = builder("api").shared((shared) -> shared.withEncryptionKeys(List.of("s3cret")))
			.settings();
		assertThat(settings.toString()).contains("shared=SharedSettings[shared=true").doesNotContain("s3cret");
		assertThat(SessionSettings.defaults().shared().store()).isNull();
	}

	private static Reply token(String value) {
		return Reply.json("{\"access_token\":\"" + value + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
	}

	private SessionBuilder builder(String name) {
		return Session.builder(name)
			.baseUrl(this.server.url())
			.auth(Credentials.oauth2(OAuth2Settings.of(this.server.url("/token"), "app", "s3cret")))
			.shared((shared) -> shared.withStore(this.memory.another()));
	}

}
