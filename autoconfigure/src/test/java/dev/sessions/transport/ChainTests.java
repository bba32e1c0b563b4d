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

package dev.sessions.transport;

import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.List;

import javax.net.ssl.SSLContext;

import dev.sessions.cookie.CookieSettings;
import dev.sessions.egress.EgressSettings;
import dev.sessions.hook.Hooks;
import dev.sessions.resilience.BulkheadSettings;
import dev.sessions.resilience.CircuitBreakerSettings;
import dev.sessions.resilience.RateLimitSettings;
import dev.sessions.resilience.ResilienceSettings;
import dev.sessions.tls.SslSettings;
import dev.sessions.tls.Tls;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Chain}.
 */
class ChainTests {

	private static final Opening OPENING = new Opening(SystemDefaultDnsResolver.INSTANCE, () -> null);

	private static final Tls TLS = tls(SslSettings.defaults());

	@Test
	void deadlineBoundsTheDecodedAnswerOfRedirectsOfRetriesEachWithCredentialsCookiesAndALease() {
		assertThat(new Chain(settings(CookieSettings.defaults()), Hooks.NONE, null, TLS).order())
			.containsExactly("deadline", "decoding", "redirects", "retry", "credentials", "cookies", "lease");
	}

	@Test
	void withoutCookiesNothingLooksAtThem() {
		assertThat(new Chain(settings(CookieSettings.defaults().withEnabled(false)), Hooks.NONE, null, TLS).order())
			.containsExactly("deadline", "decoding", "redirects", "retry", "credentials", "lease");
	}

	@Test
	void hookSeesARequestBeforeRedirectsAndAResponseOfEach() {
		Hooks hooks = new Hooks((request) -> {
		}, (request, response) -> {
		});
		assertThat(new Chain(settings(CookieSettings.defaults()), hooks, null, TLS).order()).containsExactly("deadline",
				"decoding", "request hooks", "redirects", "response hooks", "retry", "credentials", "cookies", "lease");
	}

	@Test
	void whereEgressIsLimitedEachAttemptAsksBeforeAnythingIsAddedToIt() {
		TransportSettings settings = settings(CookieSettings.defaults())
			.withEgress(EgressSettings.defaults().withBlockPrivateAddresses(true));
		assertThat(new Chain(settings, Hooks.NONE, null, tls(SslSettings.defaults())).order())
			.containsExactly("deadline", "decoding", "redirects", "retry", "egress", "credentials", "cookies", "lease");
	}

	@Test
	void whatMayBeRenewedIsLookedAtBeforeAConnectionIsUsed() throws NoSuchAlgorithmException {
		Tls renewable = tls(SslSettings.defaults().withContext(SSLContext.getDefault()));
		assertThat(new Chain(settings(CookieSettings.defaults()), Hooks.NONE, null, renewable).order()).containsExactly(
				"deadline", "decoding", "redirects", "retry", "credentials", "cookies", "renewal", "lease");
	}

	@Test
	void whoLooksForLeaksSeesTheLeaseBeforeAnythingElseUsesIt() throws NoSuchAlgorithmException {
		Tls renewable = tls(SslSettings.defaults().withContext(SSLContext.getDefault()));
		TransportSettings settings = leaks(TransportSettings.defaults());
		assertThat(new Chain(settings, Hooks.NONE, null, renewable).order()).containsExactly("deadline", "decoding",
				"redirects", "retry", "credentials", "cookies", "lease watch", "renewal", "lease");
	}

	private static TransportSettings leaks(TransportSettings settings) {
		return settings.withPool(settings.pool().withLeakDetection(Duration.ofSeconds(1)));
	}

	@Test
	void bulkheadHoldsTheWholeCallBreakerAnAttemptAndRateLimitWhatIsSent() {
		assertThat(new Chain(guarded(settings(CookieSettings.defaults())), Hooks.NONE, null, TLS).order())
			.containsExactly("deadline", "bulkhead", "decoding", "redirects", "retry", "circuit breaker", "credentials",
					"rate limit", "cookies", "lease");
	}

	@Test
	void whatProtectsAMountAloneStandsWhereItWouldInTheSession() {
		TransportSettings settings = settings(CookieSettings.defaults());
		Mount mount = new Mount(MountPrefix.parse("/x"), guarded(settings), null);
		List<Line> lines = List.of(Line.of(settings, Hooks.NONE, OPENING), Line.of(mount, Hooks.NONE, OPENING));
		assertThat(new Chain(lines).order()).containsExactly("deadline", "bulkhead", "decoding", "redirects", "mounts",
				"retry", "circuit breaker", "credentials", "rate limit", "cookies", "lease");
	}

	private static TransportSettings guarded(TransportSettings settings) {
		return settings.withResilience(ResilienceSettings.defaults()
			.withCircuitBreaker(CircuitBreakerSettings.defaults())
			.withRateLimit(RateLimitSettings.defaults())
			.withBulkhead(BulkheadSettings.defaults())
			.forSession("test"));
	}

	private static Tls tls(SslSettings settings) {
		return new Tls(settings, Duration.ofSeconds(2), new DaemonTimer("test")::schedule);
	}

	@Test
	void mountIsFoundAnewBelowTheRedirects() {
		TransportSettings settings = settings(CookieSettings.defaults());
		Mount mount = new Mount(MountPrefix.parse("/x"), settings, (uri, method) -> {
			throw new UnsupportedOperationException();
		});
		List<Line> lines = List.of(Line.of(settings, Hooks.NONE, OPENING), Line.of(mount, Hooks.NONE, OPENING));
		assertThat(new Chain(lines).order()).containsExactly("deadline", "decoding", "redirects", "mounts", "retry",
				"credentials", "cookies", "lease");
	}

	@Test
	void whatMayBeRenewedInAMountIsLookedAtThere() throws NoSuchAlgorithmException {
		TransportSettings settings = settings(CookieSettings.defaults());
		Mount mount = new Mount(MountPrefix.parse("/x"),
				settings.withSsl(SslSettings.defaults().withContext(SSLContext.getDefault())), null);
		List<Line> lines = List.of(Line.of(settings, Hooks.NONE, OPENING), Line.of(mount, Hooks.NONE, OPENING));
		assertThat(new Chain(lines).order()).containsExactly("deadline", "decoding", "redirects", "mounts", "retry",
				"credentials", "cookies", "renewal", "lease");
	}

	@Test
	void leaksOfAMountAreLookedForThere() throws NoSuchAlgorithmException {
		TransportSettings settings = settings(CookieSettings.defaults())
			.withSsl(SslSettings.defaults().withContext(SSLContext.getDefault()));
		Mount mount = new Mount(MountPrefix.parse("/x"), leaks(settings), null);
		List<Line> lines = List.of(Line.of(settings, Hooks.NONE, OPENING), Line.of(mount, Hooks.NONE, OPENING));
		assertThat(new Chain(lines).order()).containsExactly("deadline", "decoding", "redirects", "mounts", "retry",
				"credentials", "cookies", "lease watch", "renewal", "lease");
	}

	private static TransportSettings settings(CookieSettings cookies) {
		return TransportSettings.defaults().withCookies(cookies);
	}

}
