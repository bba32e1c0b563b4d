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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of declarative clients on a session.
 */
class ServiceTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test").baseUrl(this.server.url("/v2")).build();

	@Test
	void readsAndWritesObjects() {
		this.server.on("/v2/users/a%2Fb", Reply.json("{\"login\":\"a/b\"}"));
		this.server.on("/v2/users", Reply.json("{\"login\":\"new\"}"));
		Users users = this.session.service(Users.class);
		assertThat(users.get("a/b")).isEqualTo(new User("a/b"));
		assertThat(users.add(new User("c"))).isEqualTo(new User("new"));
		assertThat(this.server.request("/v2/users").text()).isEqualTo("{\"login\":\"c\"}");
	}

	@Test
	void throwsSpringsExceptionForErrorStatus() {
		this.server.otherwise(Reply.status(404));
		assertThatExceptionOfType(HttpClientErrorException.NotFound.class)
			.isThrownBy(() -> this.session.service(Users.class).get("a"));
	}

	@Test
	void isCreatedOnce() {
		assertThat(this.session.service(Users.class)).isSameAs(this.session.service(Users.class))
			.isNotSameAs(this.session.service(Others.class));
	}

	@Test
	void serviceOfForkUsesTheFork() {
		this.server.otherwise(Reply.json("{}"));
		try (Session fork = this.session.fork((changes) -> changes.header("X-Fork", "1"))) {
			fork.service(Users.class).get("a");
			this.session.service(Users.class).get("a");
		}
		assertThat(this.server.requests()).extracting((request) -> request.header("X-Fork")).containsExactly("1", null);
	}

	@Test
	void usesTheChangedRestClient() {
		this.server.otherwise(Reply.json("{}"));
		try (Session changed = Session.builder("test")
			.baseUrl(this.server.url())
			.restClient((client) -> client.defaultHeader("X-Client", "1").baseUrl("http://127.0.0.1:1"))
			.build()) {
			changed.service(Users.class).get("a");
			changed.restClient().get().uri("/users/a").retrieve().toBodilessEntity();
		}
		assertThat(this.server.requests()).hasSize(2).allMatch((request) -> "1".equals(request.header("X-Client")));
	}

	@ParameterizedTest
	@ValueSource(classes = { String.class, Runnable.class, User.class })
	void refusesTypeWithoutExchangeMethods(Class<?> type) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.session.service(type))
			.withMessageContaining(type.getName())
			.withMessageContaining("@HttpExchange");
	}

	@Test
	void forkKeepsTheRestClientOfItsSession() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.session.fork((changes) -> changes.restClient((client) -> {
			})))
			.withMessageContaining("RestClient");
	}

	@HttpExchange("/users")
	interface Users {

		@GetExchange("/{login}")
		User get(@PathVariable String login);

		@PostExchange
		User add(@RequestBody User user);

	}

	interface Others {

		@GetExchange("/others")
		String get();

	}

	record User(String login) {

	}

}
