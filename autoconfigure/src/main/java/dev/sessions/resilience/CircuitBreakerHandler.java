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

package dev.sessions.resilience;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.classic.RequestFailedException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ProtocolException;

/**
 * Asks the circuit breaker before each attempt, and tells it what became of that until
 * the head of the answer was there. What says nothing about the server is not told: a
 * status below 500 is a success, and an attempt that came to nothing on this side counts
 * neither way.
 */
final class CircuitBreakerHandler implements ExecChainHandler {

	private final CircuitBreaker breaker;

	private CircuitBreakerHandler(CircuitBreaker breaker) {
		this.breaker = breaker;
	}

	static CircuitBreakerHandler of(String name, CircuitBreakerSettings settings, Registries registries) {
		return new CircuitBreakerHandler(registries.circuitBreaker(name, () -> config(settings)));
	}

	private static CircuitBreakerConfig config(CircuitBreakerSettings settings) {
		return CircuitBreakerConfig.custom()
			.failureRateThreshold((float) settings.failureRateThreshold())
			.slowCallDurationThreshold(settings.slowCallDuration())
			.slowCallRateThreshold((float) settings.slowCallRateThreshold())
			.slidingWindowSize(settings.windowSize())
			.minimumNumberOfCalls(settings.minimumCalls())
			.waitDurationInOpenState(settings.openDuration())
			.permittedNumberOfCallsInHalfOpenState(settings.halfOpenCalls())
			.build();
	}

	CircuitBreaker breaker() {
		return this.breaker;
	}

	CircuitBreakerState state() {
		CircuitBreaker.Metrics metrics = this.breaker.getMetrics();
		return new CircuitBreakerState(this.breaker.getName(), this.breaker.getState().name().toLowerCase(Locale.ROOT),
				metrics.getFailureRate(), metrics.getSlowCallRate(), metrics.getNumberOfNotPermittedCalls());
	}

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		if (!(scope.clientContext instanceof ResilienceScope call)) {
			return chain.proceed(request, scope);
		}
		if (!this.breaker.tryAcquirePermission()) {
			throw new RefusedCallException(Guard.CIRCUIT_BREAKER, refusal());
		}
		long start = System.nanoTime() - call.waitedNanos();
		boolean told = false;
		try {
			ClassicHttpResponse response = chain.proceed(request, scope);
			answered(response.getCode(), timeSince(start, call));
			told = true;
			return response;
		}
		catch (IOException | ProtocolException ex) {
			if (isOfServer(ex) && !call.isAbandoned()) {
				this.breaker.onError(timeSince(start, call), TimeUnit.NANOSECONDS, ex);
				told = true;
			}
			throw ex;
		}
		finally {
			if (!told) {
				this.breaker.releasePermission();
			}
		}
	}

	private void answered(int status, long nanos) {
		if (ServerErrorStatus.contains(status)) {
			this.breaker.onError(nanos, TimeUnit.NANOSECONDS, new ServerErrorStatus(status));
		}
		else {
			this.breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
		}
	}

	/**
	 * Waits for what others have to give are not the server's time.
	 */
	private static long timeSince(long start, ResilienceScope call) {
		return System.nanoTime() - call.waitedNanos() - start;
	}

	/**
	 * Whether a failure says something about the server: neither a full pool, nor the end
	 * of a wait for it, nor a limit of this side does.
	 */
	private static boolean isOfServer(Exception failure) {
		return !(failure instanceof ConnectionRequestTimeoutException || failure instanceof RequestFailedException
				|| failure instanceof MessageConstraintException);
	}

	private String refusal() {
		CircuitBreaker.Metrics metrics = this.breaker.getMetrics();
		CircuitBreaker.State state = this.breaker.getState();
		String name = "the circuit breaker '" + this.breaker.getName() + "' is ";
		return switch (state) {
			case OPEN -> name + "open, as " + share(metrics.getFailureRate()) + " of its last attempts failed and "
					+ share(metrics.getSlowCallRate())
					+ " were slow; it tries the server again by itself, see circuit-breaker.open-duration";
			case HALF_OPEN ->
				name + "half open, and all attempts on trial are under way; see circuit-breaker.half-open-calls";
			default -> name + state + "; the application has set it so";
		};
	}

	private static String share(float percent) {
		return Math.max(0, Math.round(percent)) + " %";
	}

}
