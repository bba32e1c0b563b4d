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

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.MemoryStore;
import dev.sessions.internal.shared.SharedEntry;
import dev.sessions.internal.shared.SharedMap;
import dev.sessions.internal.shared.SharedStore;
import dev.sessions.settings.LoginSettings;
import dev.sessions.settings.LoginToken;
import dev.sessions.settings.SharedSettings;
import dev.sessions.testsupport.LoginServer;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.UnreliableStore;
import dev.sessions.testsupport.UnreliableStore.Fault;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the sessions of two instances that share their logins.
 */
class SharedLoginTests {

	@AutoClose
	private final LoginServer server = LoginServer.start();

	private final MemoryStore store = new MemoryStore(TimeSource.SYSTEM);

	private final UnreliableStore otherStore = new UnreliableStore(this.store.another());

	private Session session(SharedStore store) {
		return session(store, LoginTests.FORM, (shared) -> shared);
	}

	private Session session(SharedStore store, LoginSettings login, UnaryOperator<SharedSettings> change) {
		return Session.builder("shop")
			.baseUrl(this.server.url())
			.auth(Credentials.login(login))
			.shared((shared) -> change.apply(shared.withStore(store)))
			.build();
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void loginOfOneInstanceServesTheOther(boolean redirecting) {
		if (redirecting) {
			this.server.redirecting();
		}
		try (Session one = session(this.store); Session other = session(this.otherStore)) {
			assertThat(one.get("/x").text()).isEqualTo("welcome ");
			assertThat(other.get("/x").text()).isEqualTo("welcome ");
			assertThat(this.server.logins()).isEqualTo(1);
			this.server.expire();
			assertThat(other.get("/x").text()).isEqualTo("welcome ");
			assertThat(one.get("/x").text()).isEqualTo("welcome ");
			assertThat(this.server.logins()).isEqualTo(2);
		}
	}

	@Test
	void keyedForkIsLoggedInOnAllInstances() {
		try (Session one = session(this.store); Session other = session(this.otherStore)) {
			one.fork("alice").get("/x");
			assertThat(other.fork("alice").get("/x").text()).isEqualTo("welcome ");
			assertThat(this.server.logins()).isEqualTo(1);
			other.fork("bob").get("/x");
			assertThat(this.server.logins()).isEqualTo(2);
			other.get("/x");
			assertThat(this.server.logins()).isEqualTo(3);
		}
	}

	@Test
	void forkWithoutAKeyLogsInForItself() {
		try (Session one = session(this.store); Session other = session(this.otherStore)) {
			one.fork().get("/x");
			other.fork().get("/x");
			assertThat(this.server.logins()).isEqualTo(2);
		}
	}

	@Test
	void instancesThatDoNotShareCookiesLogInForThemselves() {
		try (Session one = session(this.store, LoginTests.FORM, (shared) -> shared.withCookies(false));
				Session other = session(this.otherStore, LoginTests.FORM, (shared) -> shared.withCookies(false))) {
			one.get("/x");
			assertThat(other.get("/x").text()).isEqualTo("welcome ");
			assertThat(this.server.logins()).isEqualTo(2);
		}
	}

	@Test
	void instanceWithoutTheStoreLogsInForItself() {
		try (Session one = session(this.store); Session other = session(this.otherStore)) {
			one.get("/x");
			await().until(() -> other.cookies().get("sid") != null);
			this.server.expire();
			this.otherStore.withFault(Fault.FAIL);
			assertThat(other.get("/x").text()).isEqualTo("welcome ");
			assertThat(this.server.logins()).isEqualTo(2);
		}
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void tokenOfALoginIsShared(boolean cookies) {
		try (ScriptedServer api = ScriptedServer.start()
			.on("/login", Reply.json("{\"token\":\"one\"}"), Reply.json("{\"token\":\"two\"}"))
			.on("/x", Reply.ok("1"), Reply.ok("2"), Reply.status(401), Reply.ok("3"), Reply.ok("4"));
				Session one = token(this.store, api, cookies);
				Session other = token(this.otherStore, api, cookies)) {
			for (Session session : List.of(one, other, one, other)) {
				session.get("/x").raiseForStatus();
			}
			assertThat(api.requests("/login")).hasSize(2);
			assertThat(api.requests("/x")).extracting((request) -> request.header("X-Session"))
				.containsExactly("one", "one", "one", "two", "two");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "welcome", "X Session: one", ": one", "X-Session:one" })
	@DisplayName("RULE 51: a stored value that is no login is ignored")
	void valueThatIsNoLoginIsIgnored(String value) {
		SharedStore damaged = damaged(this.store.another(), value);
		try (ScriptedServer api = ScriptedServer.start()
			.on("/login", Reply.json("{\"token\":\"one\"}"), Reply.json("{\"token\":\"two\"}"))
			.on("/x", Reply.ok("1"), Reply.ok("2"));
				Session one = token(this.store, api, false);
				Session other = token(damaged, api, false)) {
			one.get("/x").raiseForStatus();
			other.get("/x").raiseForStatus();
			assertThat(api.requests("/x")).extracting((request) -> request.header("X-Session"))
				.containsExactly("one", "two");
		}
	}

	/**
	 * Return a view of a store in which another value is in place of each token.
	 */
	private static SharedStore damaged(SharedStore store, String value) {
		byte[] stored = ("\0001 " + value).getBytes(StandardCharsets.US_ASCII);
		UnaryOperator<SharedEntry> damage = (entry) -> entry.key().equals("token") ? entry.withValue(stored) : entry;
		Class<?>[] types = { SharedStore.class };
		return (SharedStore) Proxy.newProxyInstance(SharedStore.class.getClassLoader(), types,
				(proxy, method, arguments) -> method.getName().equals("load")
						? store.load((SharedMap) arguments[0], (Duration) arguments[1])
							.thenApply((entries) -> entries.stream().map(damage).toList())
						: method.invoke(store, arguments));
	}

	private static Session token(SharedStore store, ScriptedServer api, boolean cookies) {
		return Session.builder("api")
			.baseUrl(api.url())
			.auth(Credentials.login(LoginSettings.of("/login")
				.withJson("user", "me")
				.withToken(LoginToken.at("/token").sentAs("X-Session", null))))
			.shared((shared) -> shared.withStore(store).withCookies(cookies))
			.build();
	}

}
