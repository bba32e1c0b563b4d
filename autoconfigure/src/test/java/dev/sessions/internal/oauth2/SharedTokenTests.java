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

package dev.sessions.internal.oauth2;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import dev.sessions.internal.call.TransportListener;
import dev.sessions.internal.oauth2.TokenInstance.AdvancedTime;
import dev.sessions.internal.shared.MemoryStore;
import dev.sessions.internal.token.TokenSource;
import dev.sessions.settings.OAuth2Settings;
import dev.sessions.settings.SharedSettings;
import dev.sessions.settings.StoreHandle;
import dev.sessions.settings.WhenUnavailable;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.UnreliableStore;
import dev.sessions.testsupport.UnreliableStore.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of access tokens that several instances share.
 */
class SharedTokenTests {

	private static final int THREADS = 50;

	private static final Duration PROMPT = Duration.ofSeconds(20);

	private volatile String valid = "";

	private final AtomicInteger issued = new AtomicInteger();

	@AutoClose
	private final ScriptedServer api = ScriptedServer.start().otherwise((request, connection) -> {
		String shown = String.valueOf(request.header("Authorization"));
		boolean rejected = !this.valid.isEmpty() && !shown.equals("Bearer " + this.valid);
		(rejected ? Reply.status(401).body("rejected " + shown) : Reply.ok(shown)).send(request, connection);
	});

	/**
	 * Issues the tokens t1, t2 and so on, each valid for an hour.
	 */
	@AutoClose
	private final ScriptedServer tokens = ScriptedServer.start()
		.otherwise((request, connection) -> next().send(request, connection));

	@AutoClose
	private final BackgroundCalls background = new BackgroundCalls();

	private final AdvancedTime time = new AdvancedTime();

	private final MemoryStore memory = new MemoryStore(this.time);

	private final List<TokenInstance> instances = new ArrayList<>();

	private Reply next() {
		return token("t" + this.issued.incrementAndGet());
	}

	private static Reply token(String value) {
		return Reply.json("{\"access_token\":\"" + value + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}");
	}

	@AfterEach
	void close() {
		this.instances.forEach(TokenInstance::close);
	}

	@Test
	@DisplayName("RULE 38: many instances and threads make one token request")
	void manyInstancesMakeOneRequest() throws Exception {
		Gate gate = new Gate();
		this.tokens.otherwise(gate.then(token("t1")));
		List<TokenInstance> all = instances(3);
		List<Future<String>> calls = startMany(all);
		await().atMost(PROMPT).until(() -> waitingInstances() == 2);
		gate.open();
		assertThat(results(calls)).hasSize(3 * THREADS).containsOnly("Bearer t1");
		assertThat(this.tokens.requests()).hasSize(1);
	}

	@Test
	void laterInstanceUsesTheTokenOfTheStore() throws IOException {
		assertThat(instance().call()).isEqualTo("Bearer t1");
		this.time.pass(Duration.ofMinutes(30));
		assertThat(instance().call()).isEqualTo("Bearer t1");
		assertThat(this.tokens.requests()).hasSize(1);
	}

	@Test
	void expiryIsSharedWithTheToken() throws IOException {
		assertThat(instance().call()).isEqualTo("Bearer t1");
		this.time.pass(Duration.ofMinutes(40));
		TokenInstance other = instance();
		assertThat(other.call()).isEqualTo("Bearer t1");
		this.time.pass(Duration.ofMinutes(20));
		assertThat(other.call()).isEqualTo("Bearer t2");
	}

	@Test
	void expiredTokenOfTheStoreIsIgnored() throws IOException {
		assertThat(instance().call()).isEqualTo("Bearer t1");
		this.time.pass(Duration.ofHours(1));
		assertThat(instance().call()).isEqualTo("Bearer t2");
	}

	@Test
	@DisplayName("RULE 38: renewed before expiry once, while all instances use the old token")
	void manyInstancesRenewEarlyOnce() throws Exception {
		List<TokenInstance> all = instances(3);
		for (TokenInstance instance : all) {
			assertThat(instance.call()).isEqualTo("Bearer t1");
		}
		Gate gate = new Gate();
		this.tokens.otherwise(gate.then(token("t2")), token("t3"));
		this.time.pass(Duration.ofSeconds(3541));
		assertThat(results(startMany(all))).containsOnly("Bearer t1");
		await().atMost(PROMPT).until(() -> waitingInstances() == 2);
		gate.open();
		for (TokenInstance instance : all) {
			await().atMost(PROMPT).until(instance::call, "Bearer t2"::equals);
		}
		assertThat(results(startMany(all))).containsOnly("Bearer t2");
		assertThat(this.tokens.requests()).hasSize(2);
	}

	@Test
	@DisplayName("RULE 38: many instances renew a rejected token once")
	void rejectionIsRenewedOnce() throws Exception {
		List<TokenInstance> all = instances(3);
		for (TokenInstance instance : all) {
			assertThat(instance.call()).isEqualTo("Bearer t1");
		}
		this.valid = "t2";
		assertThat(results(startMany(all))).hasSize(3 * THREADS).containsOnly("Bearer t2");
		assertThat(this.tokens.requests()).hasSize(2);
	}

	@Test
	void rotatedTokenIsNotSentAfterwards() throws Exception {
		List<TokenInstance> all = instances(3);
		for (TokenInstance instance : all) {
			assertThat(instance.call()).isEqualTo("Bearer t1");
		}
		this.valid = "t2";
		assertThat(all.get(0).call()).isEqualTo("Bearer t2");
		int before = this.api.requests().size();
		assertThat(results(startMany(all))).containsOnly("Bearer t2");
		assertThat(this.api.requests()).hasSize(before + 3 * THREADS);
		assertThat(this.tokens.requests()).hasSize(2);
	}

	@Test
	void forgottenTokenIsNotLoadedAgain() throws IOException {
		TokenInstance instance = instance();
		TokenInstance other = instance();
		assertThat(instance.call()).isEqualTo("Bearer t1");
		assertThat(other.call()).isEqualTo("Bearer t1");
		instance.forget();
		assertThat(instance.call()).isEqualTo("Bearer t2");
		assertThat(other.call()).isEqualTo("Bearer t2");
	}

	@Test
	void otherClientHasAnotherToken() throws IOException {
		assertThat(instance().call()).isEqualTo("Bearer t1");
		OAuth2Settings other = settings().withScopes(List.of("read"));
		assertThat(instance(other, shared(this.memory.another())).call()).isEqualTo("Bearer t2");
	}

	@Test
	void sessionThatSharesNoTokensHasItsOwn() throws IOException {
		assertThat(instance().call()).isEqualTo("Bearer t1");
		SharedSettings shared = shared(this.memory.another()).withTokens(false);
		assertThat(instance(settings(), shared).call()).isEqualTo("Bearer t2");
	}

	@Test
	void failureOfTheEndpointFreesTheLock() throws IOException {
		this.tokens.otherwise(Reply.status(500), token("t1"));
		assertThatExceptionOfType(IOException.class).isThrownBy(instance()::call)
			.withMessageContaining("it answered 500");
		assertThat(instance().call()).isEqualTo("Bearer t1");
	}

	@Test
	@DisplayName("RULE 51: the lock of a dead holder expires")
	void lockOfDeadHolderExpires() throws Exception {
		Gate gate = new Gate();
		this.tokens.otherwise(gate.then(token("t1")), token("t2"));
		TokenInstance dead = instance(new UnreliableStore(this.memory.another()).withFaultAfterAcquiring(Fault.HANG));
		// the store hangs while it holds the lock, so it requests its own token
		Future<String> lost = this.background.start(dead::call);
		gate.awaitArrivals(1);
		UnreliableStore store = new UnreliableStore(this.memory.another());
		Future<String> call = this.background.start(instance(store)::call);
		await().atMost(PROMPT).until(() -> store.attempts() >= 3);
		assertThat(this.tokens.requests()).hasSize(1);
		this.time.pass(Duration.ofSeconds(5));
		assertThat(call.get(60, TimeUnit.SECONDS)).isEqualTo("Bearer t2");
		gate.open();
		assertThat(lost.get(60, TimeUnit.SECONDS)).isEqualTo("Bearer t1");
	}

	@Test
	void lockIsExtendedDuringTheRequest() throws Exception {
		Gate gate = new Gate();
		this.tokens.otherwise(gate.then(token("t1")), token("t2"));
		UnreliableStore holder = new UnreliableStore(this.memory.another());
		Future<String> first = this.background.start(instance(holder)::call);
		gate.awaitArrivals(1);
		UnreliableStore loser = new UnreliableStore(this.memory.another());
		Future<String> second = this.background.start(instance(loser)::call);
		this.time.pass(Duration.ofSeconds(4));
		await().atMost(PROMPT).until(() -> holder.attempts() >= 2);
		this.time.pass(Duration.ofSeconds(4));
		int attempts = loser.attempts();
		await().atMost(PROMPT).until(() -> loser.attempts() >= attempts + 2);
		gate.open();
		assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo("Bearer t1");
		assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo("Bearer t1");
		assertThat(this.tokens.requests()).hasSize(1);
	}

	@ParameterizedTest
	@EnumSource(names = { "FAIL", "HANG" })
	@DisplayName("RULE 51: without the store, an instance requests a token for itself")
	void instanceContinuesWithoutTheStore(Fault fault) throws IOException {
		UnreliableStore store = new UnreliableStore(this.memory.another()).withFault(fault);
		TokenInstance instance = instance(store);
		long begun = System.nanoTime();
		assertThat(instance.call()).isEqualTo("Bearer t1");
		assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(PROMPT);
		assertThat(store.attempts()).isZero();
		store.withFault(Fault.NONE);
		await().until(instance::isStoreAvailable);
		this.time.pass(Duration.ofHours(1));
		assertThat(instance.call()).isEqualTo("Bearer t2");
		assertThat(instance().call()).isEqualTo("Bearer t2");
	}

	@ParameterizedTest
	@EnumSource(names = { "FAIL", "HANG" })
	void callFailsWithoutTheStoreIfConfigured(Fault fault) throws IOException {
		UnreliableStore store = new UnreliableStore(this.memory.another()).withFault(fault);
		TokenInstance instance = instance(settings(), shared(store).withWhenUnavailable(WhenUnavailable.FAIL));
		assertThatExceptionOfType(IOException.class).isThrownBy(instance::call)
			.withMessageContaining(this.tokens.url() + ": the store that the session shares is unavailable");
		assertThat(this.tokens.requests()).isEmpty();
		store.withFault(Fault.NONE);
		await().until(instance::isStoreAvailable);
		this.time.pass(Duration.ofSeconds(2));
		assertThat(instance.call()).isEqualTo("Bearer t1");
	}

	@Test
	void waitForAnotherInstanceEndsWithTheSession() throws Exception {
		Gate gate = new Gate();
		this.tokens.otherwise(gate.then(token("t1")));
		Future<String> first = this.background.start(instance()::call);
		gate.awaitArrivals(1);
		TokenInstance closed = instance();
		Future<String> second = this.background.start(closed::call);
		await().atMost(PROMPT).until(() -> waitingInstances() == 1);
		closed.close();
		await().atMost(PROMPT).until(() -> waitingInstances() == 0);
		await().atMost(PROMPT).until(second::isDone);
		gate.open();
		assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo("Bearer t1");
	}

	@Test
	void waitIsReported() throws Exception {
		AtomicLong waited = new AtomicLong();
		Gate gate = new Gate();
		this.tokens.otherwise(gate.then(token("t1")));
		Future<String> first = this.background.start(instance()::call);
		gate.awaitArrivals(1);
		TokenInstance waiting = instance();
		waiting.transport().listen(new TransportListener() {

			@Override
			public void tokenWait(long nanos) {
				waited.set(nanos);
			}

		});
		Future<String> second = this.background.start(waiting::call);
		await().atMost(PROMPT).until(() -> waitingInstances() == 1);
		gate.open();
		assertThat(first.get(60, TimeUnit.SECONDS)).isEqualTo("Bearer t1");
		assertThat(second.get(60, TimeUnit.SECONDS)).isEqualTo("Bearer t1");
		assertThat(waited).hasPositiveValue();
	}

	@Test
	@DisplayName("RULE 36: with a key, the store does not show the token")
	void storeDoesNotShowTheToken() throws IOException {
		UnreliableStore store = new UnreliableStore(this.memory.another());
		byte[] key = new byte[32];
		Arrays.fill(key, (byte) 'k');
		SharedSettings plain = shared(store);
		SharedSettings encrypted = plain.withEncryptionKeys(List.of(Base64.getEncoder().encodeToString(key)));
		this.tokens.otherwise(token("visible"), token("hidden"));
		assertThat(instance(settings(), plain).call()).isEqualTo("Bearer visible");
		// an unreadable entry is replaced by one with a higher stamp
		this.time.pass(Duration.ofMillis(1));
		assertThat(instance(settings(), encrypted).call()).isEqualTo("Bearer hidden");
		assertThat(instance(settings(), encrypted).call()).isEqualTo("Bearer hidden");
		List<String> stored = store.merged()
			.stream()
			.map((entry) -> new String(entry.value(), StandardCharsets.ISO_8859_1) + entry.key())
			.toList();
		assertThat(stored).hasSize(2);
		assertThat(stored.get(0)).contains("visible");
		assertThat(stored.get(1)).doesNotContain("hidden");
	}

	/**
	 * The number of instances that wait for the token of another one.
	 */
	private static long waitingInstances() {
		return Thread.getAllStackTraces()
			.values()
			.stream()
			.filter((stack) -> Arrays.stream(stack)
				.anyMatch((frame) -> frame.getClassName().equals(TokenSource.class.getPackageName() + ".TokenRequest")
						&& frame.getMethodName().equals("fromOtherInstance")))
			.count();
	}

	private List<Future<String>> startMany(List<TokenInstance> instances) {
		List<Future<String>> calls = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			instances.forEach((instance) -> calls.add(this.background.start(instance::call)));
		}
		return calls;
	}

	private static List<String> results(List<Future<String>> calls) throws Exception {
		List<String> results = new ArrayList<>();
		for (Future<String> call : calls) {
			results.add(call.get(60, TimeUnit.SECONDS));
		}
		return results;
	}

	private OAuth2Settings settings() {
		return OAuth2Settings.of(this.tokens.url("/token"), "app", "s3cret");
	}

	private static SharedSettings shared(StoreHandle store) {
		return SharedSettings.none().withStore(store);
	}

	private List<TokenInstance> instances(int count) {
		List<TokenInstance> instances = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			instances.add(instance());
		}
		return instances;
	}

	private TokenInstance instance() {
		return instance(new UnreliableStore(this.memory.another()));
	}

	private TokenInstance instance(UnreliableStore store) {
		return instance(settings(), shared(store));
	}

	private TokenInstance instance(OAuth2Settings settings, SharedSettings shared) {
		TokenInstance instance = new TokenInstance(this.api, settings, shared, this.time);
		this.instances.add(instance);
		return instance;
	}

}
