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
import java.util.stream.Stream;

import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.MemoryStore;
import dev.sessions.internal.shared.SharedStore;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.UnreliableStore;
import dev.sessions.testsupport.UnreliableStore.Fault;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the keyed forks of two instances, which share their headers and credentials.
 */
class SharedForkTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("welcome"));

	private final MemoryStore store = new MemoryStore(TimeSource.SYSTEM);

	private final UnreliableStore otherStore = new UnreliableStore(this.store.another());

	@AutoClose
	private final Session one = session(this.store);

	@AutoClose
	private final Session other = session(this.otherStore);

	private Session session(SharedStore store) {
		return Session.builder("partner")
			.baseUrl(this.server.url())
			.header("X-Tenant", "none")
			.auth(Credentials.bearer("session"))
			.shared((shared) -> shared.withStore(store))
			.build();
	}

	private String sent(Session session, String header) {
		session.get("/x");
		List<String> values = this.server.requests().get(this.server.requests().size() - 1).headers(header);
		return String.join(", ", values);
	}

	@Test
	void headersOfForkAreShared() {
		this.one.fork("alice").headers((headers) -> {
			headers.set("X-Tenant", "alice");
			headers.put("X-Many", List.of("1", "ü"));
		});
		assertThat(sent(this.other.fork("alice"), "X-Tenant")).isEqualTo("alice");
		assertThat(this.other.fork("alice").headers().get("X-Many")).containsExactly("1", "ü");
		assertThat(sent(this.other.fork("bob"), "X-Tenant")).isEqualTo("none");
		assertThat(sent(this.other, "X-Tenant")).isEqualTo("none");
		this.other.fork("alice").headers((headers) -> headers.set("X-Tenant", "changed"));
		await().until(() -> sent(this.one.fork("alice"), "X-Tenant").equals("changed"));
	}

	@Test
	void headersWithoutTextAreShared() {
		Session alice = this.other.fork("alice");
		this.one.fork("alice").headers((headers) -> {
			headers.set("X-Empty", (String) null);
			headers.set("X-Tenant", "");
		});
		await().until(() -> sent(alice, "X-Tenant").isEmpty());
		assertThat(alice.headers().get("X-Empty")).containsExactly("");
	}

	static Stream<Arguments> credentials() {
		return Stream.of(Arguments.of(Credentials.basic("me", "s3cret"), "Authorization", "Basic bWU6czNjcmV0"),
				Arguments.of(Credentials.bearer("s3cret"), "Authorization", "Bearer s3cret"),
				Arguments.of(Credentials.apiKeyHeader("X-Key", "s3cret"), "X-Key", "s3cret"),
				Arguments.of(null, "Authorization", ""));
	}

	@ParameterizedTest
	@MethodSource
	void credentials(Credentials credentials, String header, String value) {
		Session alice = this.other.fork("alice");
		assertThat(sent(alice, "Authorization")).isEqualTo("Bearer session");
		this.one.fork("alice").auth(credentials);
		await().until(() -> sent(alice, header).equals(value));
		assertThat(sent(this.other, "Authorization")).isEqualTo("Bearer session");
	}

	@Test
	void apiKeyOfTheQueryIsShared() {
		this.one.fork("alice").auth(Credentials.apiKeyQuery("a b", "c&d"));
		this.other.fork("alice").get("/x");
		assertThat(this.server.request().target()).isEqualTo("/x?a%20b=c%26d");
	}

	@Test
	void digestIsShared() {
		this.one.fork("alice").auth(Credentials.digest("me", "s3cret"));
		this.server.on("/digest",
				Reply.status(401).header("WWW-Authenticate", "Digest realm=\"x\", nonce=\"n\", qop=\"auth\""),
				Reply.ok(""));
		assertThat(this.other.fork("alice").get("/digest").ok()).isTrue();
		assertThat(this.server.requests("/digest").get(1).header("Authorization")).startsWith("Digest username=\"me\"");
	}

	@Test
	void credentialsFromOtherSourcesAreLocal() {
		this.one.fork("alice").auth(Credentials.bearer(() -> "supplied"));
		assertThat(sent(this.one.fork("alice"), "Authorization")).isEqualTo("Bearer supplied");
		assertThat(sent(this.other.fork("alice"), "Authorization")).isEqualTo("Bearer session");
	}

	@Test
	void forgottenForkStartsAgainOnAllInstances() {
		this.one.fork("alice").headers((headers) -> headers.set("X-Tenant", "alice"));
		this.one.fork("alice").auth(Credentials.bearer("alice"));
		Session alice = this.other.fork("alice");
		assertThat(sent(alice, "X-Tenant")).isEqualTo("alice");
		this.one.forget("alice");
		await().until(() -> sent(alice, "X-Tenant").equals("none"));
		await().until(() -> sent(alice, "Authorization").equals("Bearer session"));
		assertThat(sent(this.one.fork("alice"), "X-Tenant")).isEqualTo("none");
	}

	@Test
	void changeMadeWithoutTheStoreIsSharedLater() {
		Session alice = this.other.fork("alice");
		this.otherStore.withFault(Fault.FAIL);
		alice.headers((headers) -> headers.set("X-Tenant", "alice"));
		assertThat(sent(alice, "X-Tenant")).isEqualTo("alice");
		this.otherStore.withFault(Fault.NONE);
		alice.cookies().set("any", "1");
		Session here = this.one.fork("alice");
		await().until(() -> here.cookies().get("any") != null);
		this.server.otherwise(Reply.status(401));
		alice.get("/refused");
		await().until(() -> sent(here, "X-Tenant").equals("alice"));
	}

	@Test
	void forkWithoutAKeyIsLocal() {
		Session fork = this.one.fork();
		fork.headers((headers) -> headers.set("X-Tenant", "fork"));
		this.one.headers((headers) -> headers.set("X-Tenant", "session"));
		assertThat(sent(this.other, "X-Tenant")).isEqualTo("none");
	}

}
