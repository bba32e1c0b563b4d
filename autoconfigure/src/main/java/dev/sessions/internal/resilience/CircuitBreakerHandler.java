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

package dev.sessions.internal.resilience;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.settings.CircuitBreakerSettings;
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
 * Asks the circuit breaker for permission before each attempt, and reports the outcome of
 * the attempt up to the head of the response. A status below 500 is a success. Failures
 * on the client's side are not reported.
 *
 * @param breaker the circuit breaker
 */
record CircuitBreakerHandler(CircuitBreaker breaker) implements ExecChainHandler {

	static CircuitBreakerHandler of(String name, CircuitBreakerSettings settings, ResilienceRegistries registries) {
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

	/**
	 * Return a handler with its own circuit breaker that uses another time source.
	 */
	CircuitBreakerHandler timedBy(TimeSource time) {
		CircuitBreakerConfig config = CircuitBreakerConfig.from(this.breaker.getCircuitBreakerConfig())
			.clock(time.clock())
			.build();
		return new CircuitBreakerHandler(CircuitBreaker.of(this.breaker.getName(), config));
	}

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		if (!(scope.clientContext instanceof ResilienceScope call)) {
			return chain.proceed(request, scope);
		}
		if (!this.breaker.tryAcquirePermission()) {
			throw new NotPermittedException(ResilienceFeature.CIRCUIT_BREAKER, reason());
		}
		long start = call.time().nanoTime() - call.waitedNanos();
		boolean reported = false;
		try {
			ClassicHttpResponse response = chain.proceed(request, scope);
			report(response.getCode(), timeSince(start, call));
			reported = true;
			return response;
		}
		catch (IOException | ProtocolException ex) {
			reported = report(ex, start, call);
			throw ex;
		}
		finally {
			if (!reported) {
				this.breaker.releasePermission();
			}
		}
	}

	private boolean report(Exception failure, long start, ResilienceScope call) {
		boolean counts = isServerFailure(failure) && !call.isAbandoned();
		if (counts) {
			this.breaker.onError(timeSince(start, call), TimeUnit.NANOSECONDS, failure);
		}
		return counts;
	}

	private void report(int status, long nanos) {
		if (ServerErrorStatus.contains(status)) {
			this.breaker.onError(nanos, TimeUnit.NANOSECONDS, new ServerErrorStatus(status));
		}
		else {
			this.breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
		}
	}

	/**
	 * Exclude the waits for permits and credentials, which the server does not cause.
	 */
	private static long timeSince(long start, ResilienceScope call) {
		return call.time().nanoTime() - call.waitedNanos() - start;
	}

	/**
	 * Return whether the server caused a failure. It does not cause a full pool, an
	 * aborted wait, or an exceeded limit of the client.
	 */
	private static boolean isServerFailure(Exception failure) {
		return !(failure instanceof ConnectionRequestTimeoutException || failure instanceof RequestFailedException
				|| failure instanceof MessageConstraintException);
	}

	private String reason() {
		CircuitBreaker.Metrics metrics = this.breaker.getMetrics();
		CircuitBreaker.State state = this.breaker.getState();
		String name = "the circuit breaker '" + this.breaker.getName() + "' is ";
		return switch (state) {
			case OPEN -> name + "open, as " + share(metrics.getFailureRate()) + " of its last attempts failed and "
					+ share(metrics.getSlowCallRate())
					+ " were slow; it tries the server again automatically, see circuit-breaker.open-duration";
			case HALF_OPEN ->
				name + "half open, and all of its trial attempts are running; see circuit-breaker.half-open-calls";
			default -> name + state + "; the application has set it so";
		};
	}

	private static String share(float percent) {
		return Math.max(0, Math.round(percent)) + " %";
	}

}
