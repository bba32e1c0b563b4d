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
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import dev.sessions.internal.auth.AllowedOrigins;
import dev.sessions.internal.call.DefaultHeaders;
import dev.sessions.internal.call.Explanation;
import dev.sessions.internal.call.SessionState;
import dev.sessions.internal.call.TransportListener;
import dev.sessions.internal.call.TransportListener.TimedStep;
import dev.sessions.internal.client.SessionHttpClient;
import dev.sessions.internal.client.Simulation;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.concurrent.DaemonThread;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.cookie.CookieJar;
import dev.sessions.internal.hook.Hooks;
import dev.sessions.internal.net.Origin;
import dev.sessions.settings.CookieSettings;
import dev.sessions.settings.OAuth2Settings;
import dev.sessions.settings.TransportSettings;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the time of token requests, with a clock that the tests advance.
 */
class TokenRenewalTests {

	@AutoClose
	private final ScriptedServer api = ScriptedServer.start().otherwise(Reply.ok("welcome"));

	@AutoClose
	private final ScriptedServer tokens = ScriptedServer.start();

	private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 1_000_000_000L);

	private final Transport transport = new Transport(TransportSettings.defaults(), List.of(), Hooks.NONE, List.of(),
			null);

	private final List<Throwable> threadFailures = new CopyOnWriteArrayList<>();

	private final SessionHttpClient client = new SessionHttpClient(this.transport, new SessionState(null,
			new CookieJar(CookieSettings.defaults()), AllowedOrigins.of(Origin.parse(this.api.url()), Set.of()), null,
			new DefaultHeaders(List.of()),
			new OAuth2Authorization(OAuth2Settings.of(this.tokens.url("/token"), "app", "s3cret"), this::execute)),
			Explanation.NONE);

	@BeforeEach
	void simulateTime() {
		this.transport.simulate(new Simulation() {

			@Override
			public TimeSource time() {
				return new AdvancedTime();
			}

			@Override
			public ExecChainHandler calls() {
				return (request, scope, chain) -> chain.proceed(request, scope);
			}

			@Override
			public ExecChainHandler exchanges(TransportSettings settings) {
				return calls();
			}

		});
	}

	@AfterEach
	void close() {
		this.transport.close();
	}

	@Test
	@DisplayName("RULE 38: renewed before expiry with a margin, while others use the old token")
	void tokenIsRenewedEarlyWithoutWaiting() throws IOException {
		Gate gate = new Gate();
		this.tokens.otherwise(token("t1", 3600), gate.then(token("t2", 3600)));
		assertThat(call()).isEqualTo("Bearer t1");
		pass(Duration.ofSeconds(3539));
		assertThat(call()).isEqualTo("Bearer t1");
		assertThat(this.tokens.requests()).hasSize(1);
		pass(Duration.ofSeconds(1));
		for (int i = 0; i < 20; i++) {
			assertThat(call()).isEqualTo("Bearer t1");
		}
		await().until(() -> this.tokens.requests().size() == 2);
		gate.open();
		await().until(this::call, "Bearer t2"::equals);
		assertThat(this.tokens.requests()).hasSize(2);
	}

	@Test
	void requestUsesTheClassLoaderOfTheApplication() throws IOException {
		List<ClassLoader> seen = new CopyOnWriteArrayList<>();
		this.tokens.otherwise((request, connection) -> {
			Thread.getAllStackTraces()
				.keySet()
				.stream()
				.filter((thread) -> thread.getName().equals("sessions-oauth2"))
				.forEach((thread) -> seen.add(thread.getContextClassLoader()));
			token("t1", 3600).send(request, connection);
		});
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader application = new URLClassLoader(new URL[0], before)) {
			Thread.currentThread().setContextClassLoader(application);
			assertThat(call()).isEqualTo("Bearer t1");
			assertThat(seen).contains(application);
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	@Test
	void expiredTokenIsNotUsed() throws IOException {
		this.tokens.otherwise(token("t1", 3600), token("t2", 3600));
		assertThat(call()).isEqualTo("Bearer t1");
		pass(Duration.ofHours(1));
		assertThat(call()).isEqualTo("Bearer t2");
	}

	@Test
	void tokenOfUnknownLifetimeIsRenewedRegularly() throws IOException {
		this.tokens.otherwise(Reply.json("{\"access_token\":\"t1\"}"), token("t2", 3600));
		assertThat(call()).isEqualTo("Bearer t1");
		pass(Duration.ofSeconds(239));
		assertThat(call()).isEqualTo("Bearer t1");
		pass(Duration.ofSeconds(61));
		assertThat(call()).isEqualTo("Bearer t2");
	}

	@Test
	void tokenThatExpiresAtOnceIsUsedForOneSecond() throws IOException {
		this.tokens.otherwise(token("t1", 0), token("t2", -5), token("t3", 3600));
		for (String token : List.of("t1", "t2", "t3")) {
			for (int i = 0; i < 5; i++) {
				assertThat(call()).isEqualTo("Bearer " + token);
			}
			pass(Duration.ofSeconds(1));
		}
		assertThat(this.tokens.requests()).hasSize(3);
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	@DisplayName("RULE 38: a failed early renewal keeps the old token until it expires")
	void failedEarlyRenewalKeepsTheToken(CapturedOutput output) throws IOException {
		this.tokens.otherwise(token("t1", 3600), Reply.status(500).body("s3cret"));
		assertThat(call()).isEqualTo("Bearer t1");
		pass(Duration.ofSeconds(3550));
		assertThat(call()).isEqualTo("Bearer t1");
		await().until(() -> output.getOut().contains("There is no new access token from " + this.tokens.url()));
		for (int i = 0; i < 20; i++) {
			assertThat(call()).isEqualTo("Bearer t1");
		}
		assertThat(this.tokens.requests()).hasSize(2);
		assertThat(output).doesNotContain("s3cret");
		pass(Duration.ofSeconds(50));
		assertThatExceptionOfType(IOException.class).isThrownBy(this::call).withMessageContaining("it answered 500");
		assertThat(this.tokens.requests()).hasSize(3);
	}

	@Test
	@DisplayName("RULE 38: a failing endpoint is called again after 1 s, 2 s, 4 s, and at last every 30 s")
	void failingEndpointIsCalledLessOften() throws IOException {
		this.tokens.otherwise(Reply.status(400).body("{\"error\":\"invalid_client\"}"));
		int asked = 0;
		for (long seconds : new long[] { 1, 2, 4, 8, 16, 30, 30, 30 }) {
			asked++;
			assertThatExceptionOfType(IOException.class).isThrownBy(this::call)
				.withMessageContaining("it answered 400 (invalid_client)");
			pass(Duration.ofSeconds(seconds).minusMillis(1));
			for (int i = 0; i < 5; i++) {
				assertThatExceptionOfType(IOException.class).isThrownBy(this::call)
					.withMessageContaining("it answered 400 (invalid_client); it is not called again for 2 ms");
			}
			assertThat(this.tokens.requests()).hasSize(asked);
			pass(Duration.ofMillis(1));
		}
		this.tokens.otherwise(token("t1", 3600), Reply.status(500), token("t2", 3600));
		assertThat(call()).isEqualTo("Bearer t1");
		pass(Duration.ofHours(1));
		assertThatExceptionOfType(IOException.class).isThrownBy(this::call);
		pass(Duration.ofSeconds(1));
		assertThat(call()).isEqualTo("Bearer t2");
	}

	@Test
	@DisplayName("RULE 38: repeated 401s to new tokens make renewals less frequent")
	void rejectionOfNewTokensDelaysRenewals() throws IOException {
		this.api.otherwise(Reply.status(401));
		this.tokens.otherwise(token("t", 36000));
		int asked = 1;
		for (long seconds : new long[] { 1, 2, 4, 8 }) {
			asked++;
			call();
			assertThat(this.tokens.requests()).hasSize(asked);
			pass(Duration.ofSeconds(seconds).minusMillis(1));
			call();
			assertThat(this.tokens.requests()).hasSize(asked);
			pass(Duration.ofMillis(1));
		}
	}

	@Test
	void rejectedOldTokensAreAlwaysRenewed() throws IOException {
		this.tokens.otherwise(token("t1", 3600), token("t2", 3600), token("t3", 3600), token("t4", 3600));
		for (int i = 1; i <= 3; i++) {
			this.api.otherwise(Reply.status(401), Reply.ok("welcome"));
			assertThat(call()).isEqualTo("Bearer t" + (i + 1));
		}
	}

	@Test
	@DisplayName("RULE 49: rejected tokens are renewed five times at once, and once more every ten seconds")
	void renewalsAreBoundedPerTime() throws IOException {
		this.tokens.otherwise(token("t", 36000));
		int asked = 1;
		for (int i = 0; i < 20; i++) {
			asked += (i < 5) ? 1 : 0;
			this.api.otherwise(Reply.status(401), Reply.ok("welcome"));
			call();
			assertThat(this.tokens.requests()).hasSize(asked);
		}
		for (int i = 0; i < 3; i++) {
			pass(Duration.ofMillis(9_999));
			this.api.otherwise(Reply.status(401), Reply.ok("welcome"));
			call();
			assertThat(this.tokens.requests()).hasSize(asked);
			pass(Duration.ofMillis(1));
			this.api.otherwise(Reply.status(401), Reply.ok("welcome"));
			call();
			assertThat(this.tokens.requests()).hasSize(++asked);
		}
		pass(Duration.ofHours(1));
		for (int i = 0; i < 20; i++) {
			this.api.otherwise(Reply.status(401), Reply.ok("welcome"));
			call();
		}
		assertThat(this.tokens.requests()).hasSize(asked + 5);
	}

	@ParameterizedTest
	@ValueSource(classes = { IllegalStateException.class, OutOfMemoryError.class })
	@DisplayName("RULE 45: without a thread there is no credential, and a later call tries again")
	void failureToStartAThreadIsRetried(Class<? extends Throwable> failure) throws Exception {
		this.tokens.otherwise(token("t1", 3600));
		this.threadFailures.add(failure.getConstructor(String.class).newInstance("no thread"));
		assertThatExceptionOfType(IOException.class).isThrownBy(this::call)
			.withMessageContaining(
					"no access token from " + this.tokens.url() + ": the request failed (" + failure.getName() + ")");
		pass(Duration.ofSeconds(1));
		assertThat(call()).isEqualTo("Bearer t1");
	}

	@Test
	@DisplayName("RULE 45: an early renewal without a thread keeps the current token")
	void earlyRenewalWithoutAThreadKeepsTheToken() throws IOException {
		this.tokens.otherwise(token("t1", 3600), token("t2", 3600));
		assertThat(call()).isEqualTo("Bearer t1");
		pass(Duration.ofSeconds(3550));
		this.threadFailures.add(new OutOfMemoryError("no thread"));
		assertThat(call()).isEqualTo("Bearer t1");
		pass(Duration.ofSeconds(1));
		assertThat(call()).isEqualTo("Bearer t1");
		await().until(this::call, "Bearer t2"::equals);
	}

	@ParameterizedTest
	@ValueSource(classes = { IllegalStateException.class, StackOverflowError.class })
	@DisplayName("RULE 45: a throwing listener loses no token")
	void throwingListenerLosesNoToken(Class<? extends Throwable> failure) throws IOException {
		this.transport.listen(new TransportListener() {

			@Override
			public void timed(TimedStep step, long nanos, boolean success) {
				if (step == TimedStep.TOKEN) {
					throw failing(failure);
				}
			}

		});
		this.tokens.otherwise(token("t1", 3600));
		assertThat(call()).isEqualTo("Bearer t1");
		assertThat(call()).isEqualTo("Bearer t1");
		assertThat(this.tokens.requests()).hasSize(1);
	}

	private static RuntimeException failing(Class<? extends Throwable> failure) {
		if (failure == StackOverflowError.class) {
			throw new StackOverflowError("on purpose");
		}
		return new IllegalStateException("on purpose");
	}

	private void execute(Runnable request) {
		if (!this.threadFailures.isEmpty()) {
			Throwable failure = this.threadFailures.remove(0);
			if (failure instanceof Error error) {
				throw error;
			}
			throw new IllegalStateException(failure);
		}
		DaemonThread.start("sessions-oauth2", request);
	}

	/**
	 * Make a call.
	 * @return the authorization of its last request
	 */
	private String call() throws IOException {
		int status = this.client.execute(new HttpGet(this.api.url("/")), (response) -> response.getCode());
		assertThat(status).isIn(200, 401);
		return this.api.requests().get(this.api.requests().size() - 1).header("Authorization");
	}

	private void pass(Duration duration) {
		this.time.addAndGet(duration.toNanos());
	}

	private static Reply token(String value, int lifetime) {
		return Reply
			.json("{\"access_token\":\"" + value + "\",\"token_type\":\"Bearer\",\"expires_in\":" + lifetime + "}");
	}

	/**
	 * The time of these tests.
	 */
	private final class AdvancedTime implements TimeSource {

		@Override
		public long nanoTime() {
			return TokenRenewalTests.this.time.get();
		}

		@Override
		public Clock clock() {
			return Clock.systemUTC();
		}

		@Override
		public void parkNanos(Object blocker, long nanos) {
			LockSupport.parkNanos(blocker, nanos);
		}

	}

}
