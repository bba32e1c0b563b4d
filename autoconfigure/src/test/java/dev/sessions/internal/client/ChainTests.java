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

package dev.sessions.internal.client;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;

import javax.net.ssl.SSLContext;

import dev.sessions.internal.call.MountSelector;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.hook.Hooks;
import dev.sessions.internal.resilience.ResilienceRegistries;
import dev.sessions.internal.shared.MemoryStore;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.internal.tls.Tls;
import dev.sessions.settings.BulkheadSettings;
import dev.sessions.settings.CircuitBreakerSettings;
import dev.sessions.settings.CookieSettings;
import dev.sessions.settings.EgressSettings;
import dev.sessions.settings.RateLimitSettings;
import dev.sessions.settings.ResilienceSettings;
import dev.sessions.settings.SharedSettings;
import dev.sessions.settings.SslSettings;
import dev.sessions.settings.TransportSettings;
import dev.sessions.settings.WhenUnavailable;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Chain}.
 */
class ChainTests {

	private static final ClientParts PLAIN = new ClientParts(Hooks.NONE, null, null, null, null);

	private static final Tls TLS = tls(SslSettings.defaults());

	@Test
	void deadlineDecodingRedirectsRetriesCredentialsCookiesAndLeaseAreInOrder() {
		assertThat(new Chain(settings(CookieSettings.defaults()), PLAIN, null, null, TLS).order())
			.containsExactly("deadline", "decoding", "redirects", "retry", "credentials", "cookies", "lease");
	}

	@Test
	void withoutCookiesThereIsNoCookieHandler() {
		assertThat(new Chain(settings(CookieSettings.defaults().withEnabled(false)), PLAIN, null, null, TLS).order())
			.containsExactly("deadline", "decoding", "redirects", "retry", "credentials", "lease");
	}

	@Test
	void hookSeesARequestBeforeRedirectsAndAResponseOfEach() {
		Hooks hooks = new Hooks((request) -> {
		}, (request, response) -> {
		});
		assertThat(new Chain(settings(CookieSettings.defaults()), new ClientParts(hooks, null, null, null, null), null,
				null, TLS)
			.order()).containsExactly("deadline", "decoding", "request hooks", "redirects", "response hooks", "retry",
					"credentials", "cookies", "lease");
	}

	@Test
	void egressIsCheckedBeforeAnythingIsAddedToAnAttempt() {
		TransportSettings settings = settings(CookieSettings.defaults())
			.withEgress(EgressSettings.defaults().withBlockPrivateAddresses(true));
		assertThat(new Chain(settings, PLAIN, null, null, tls(SslSettings.defaults())).order())
			.containsExactly("deadline", "decoding", "redirects", "retry", "egress", "credentials", "cookies", "lease");
	}

	@Test
	void renewalsAreCheckedBeforeConnectionIsUsed() throws NoSuchAlgorithmException {
		Tls renewable = tls(SslSettings.defaults().withContext(SSLContext.getDefault()));
		assertThat(new Chain(settings(CookieSettings.defaults()), PLAIN, null, null, renewable).order())
			.containsExactly("deadline", "decoding", "redirects", "retry", "credentials", "cookies", "renewal",
					"lease");
	}

	@Test
	void leakDetectionSeesTheLeaseFirst() throws NoSuchAlgorithmException {
		Tls renewable = tls(SslSettings.defaults().withContext(SSLContext.getDefault()));
		TransportSettings settings = leaks(TransportSettings.defaults());
		assertThat(new Chain(settings, PLAIN, null, null, renewable).order()).containsExactly("deadline", "decoding",
				"redirects", "retry", "credentials", "cookies", "lease watch", "renewal", "lease");
	}

	private static TransportSettings leaks(TransportSettings settings) {
		return settings.withPool(settings.pool().withLeakDetection(Duration.ofSeconds(1)));
	}

	@Test
	void bulkheadWrapsCallBreakerWrapsAttemptAndRateLimitWrapsRequest() {
		assertThat(new Chain(guarded(settings(CookieSettings.defaults())), PLAIN, null, null, TLS).order())
			.containsExactly("deadline", "bulkhead", "decoding", "redirects", "retry", "circuit breaker", "credentials",
					"rate limit", "cookies", "lease");
	}

	@Test
	void mountIsSelectedBelowTheRedirects() {
		Hooks hooks = new Hooks(null, (request, response) -> {
		});
		MountHandler mounts = new MountHandler(MountSelector.NONE, (mount) -> {
			throw new UnsupportedOperationException();
		});
		assertThat(new Chain(settings(CookieSettings.defaults()), new ClientParts(hooks, null, null, null, null),
				mounts, null, TLS)
			.order()).containsExactly("deadline", "decoding", "redirects", "mounts", "response hooks", "retry",
					"credentials", "cookies", "lease");
	}

	@Test
	void simulationIsAboveAllPoliciesAndBelowThoseWithoutConnection() {
		ExecChainHandler handler = (request, scope, chain) -> chain.proceed(request, scope);
		Simulation simulation = new Simulation() {

			@Override
			public TimeSource time() {
				return TimeSource.SYSTEM;
			}

			@Override
			public ExecChainHandler calls() {
				return handler;
			}

			@Override
			public ExecChainHandler exchanges(TransportSettings settings) {
				return handler;
			}

		};
		assertThat(new Chain(settings(CookieSettings.defaults()),
				new ClientParts(Hooks.NONE, null, null, null, simulation), null, null, TLS)
			.order()).containsExactly("simulated calls", "deadline", "decoding", "redirects", "retry", "credentials",
					"cookies", "signature", "simulated exchanges", "lease");
	}

	@Test
	void sharedCookiesAreComparedBelowTheCredentialsAndMayBeRequired() {
		SharedSettings settings = SharedSettings.none().withStore(new MemoryStore(TimeSource.SYSTEM));
		ClientParts parts = new ClientParts(Hooks.NONE, SharedSession.of("test", settings), null, null, null);
		assertThat(new Chain(guarded(settings(CookieSettings.defaults())), parts, null, null, TLS).order())
			.doesNotContain("shared store")
			.containsSubsequence("credentials", "newer cookies", "rate limit", "cookies", "lease");
		assertThat(new Chain(settings(CookieSettings.defaults().withEnabled(false)), parts, null, null, TLS).order())
			.doesNotContain("newer cookies");
		ClientParts required = new ClientParts(Hooks.NONE,
				SharedSession.of("test", settings.withWhenUnavailable(WhenUnavailable.FAIL)), null, null, null);
		assertThat(new Chain(guarded(settings(CookieSettings.defaults())), required, null, null, TLS).order())
			.containsSubsequence("deadline", "shared store", "bulkhead", "decoding");
	}

	private static TransportSettings guarded(TransportSettings settings) {
		return settings.withResilience(ResilienceRegistries.complete(ResilienceSettings.defaults()
			.withCircuitBreaker(CircuitBreakerSettings.defaults())
			.withRateLimit(RateLimitSettings.defaults())
			.withBulkhead(BulkheadSettings.defaults()), "test"));
	}

	private static Tls tls(SslSettings settings) {
		return new Tls(settings, Duration.ofSeconds(2));
	}

	private static TransportSettings settings(CookieSettings cookies) {
		return TransportSettings.defaults().withCookies(cookies);
	}

}
