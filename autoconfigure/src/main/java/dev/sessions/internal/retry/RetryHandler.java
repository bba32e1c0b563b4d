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

package dev.sessions.internal.retry;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.ThreadLocalRandom;

import dev.sessions.internal.body.RequestBody;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.settings.RetrySettings;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HeaderElements;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.http.message.MessageSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a request again if that may help and is safe. Otherwise the last response or
 * failure is the result.
 */
public final class RetryHandler implements ExecChainHandler {

	private static final Logger logger = LoggerFactory.getLogger(RetryHandler.class);

	private final RetrySettings settings;

	private final RetryRules rules;

	private final RetryBudget budget;

	private final Clock clock;

	private final @Nullable Holds holds;

	/**
	 * Creates a handler.
	 * @param settings the settings
	 * @param time the time source for waits
	 * @param sharedHolds the holds of other instances, or {@code null} if they are not
	 * shared
	 */
	public RetryHandler(RetrySettings settings, TimeSource time, @Nullable SharedHolds sharedHolds) {
		this.settings = settings;
		this.rules = new RetryRules(settings);
		this.budget = new RetryBudget(settings.budget(), time::nanoTime);
		this.clock = time.clock();
		this.holds = Holds.of(settings, time, sharedHolds);
	}

	/**
	 * Return the number of retries that the budget currently allows.
	 * @return the number of tokens; each retry takes one
	 */
	public double retriesLeft() {
		return this.budget.left();
	}

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		return (scope.clientContext instanceof RetryScope call) ? execute(request, scope, chain, call)
				: chain.proceed(request, scope);
	}

	private ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain,
			RetryScope call) throws IOException, HttpException {
		this.budget.call();
		ClassicHttpRequest current = request;
		awaitHold(scope, call);
		call.attempted();
		while (true) {
			Retry retry;
			try {
				ClassicHttpResponse response = chain.proceed(current, scope);
				long wait = waitAfterStatus(response, request, scope, call);
				if (wait < 0) {
					return response;
				}
				close(response);
				retry = retry(current, call, response.getCode(), null, wait);
			}
			catch (IOException ex) {
				long wait = waitAfter(ex, request, scope, call);
				if (wait < 0) {
					throw ex;
				}
				retry = retry(current, call, 0, ex, wait);
			}
			pause(retry, scope, call);
			current = ClassicRequestBuilder.copy(scope.originalRequest).build();
		}
	}

	private long waitAfterStatus(ClassicHttpResponse response, ClassicHttpRequest request, ExecChain.Scope scope,
			RetryScope call) throws IOException {
		if (this.settings.statuses().contains(response.getCode())) {
			return waitAfter(response, request, scope, call);
		}
		return (response.getCode() == HttpStatus.SC_REQUEST_TIMEOUT) ? waitAfterTimeout(response, request, scope, call)
				: -1;
	}

	private static Retry retry(ClassicHttpRequest request, RetryScope call, int status, @Nullable IOException failure,
			long wait) {
		return new Retry(request, call.attempts(), status, failure, Duration.ofNanos(wait));
	}

	/**
	 * A call that ends during the wait makes no further attempt.
	 */
	private void pause(Retry retry, ExecChain.Scope scope, RetryScope call) throws IOException {
		logger.debug("Attempt {} failed ({}), trying again in {}", retry.attempt(), retry.reason(), retry.delay());
		call.retrying(retry);
		call.waits().pause(retry.delay().toNanos());
		awaitHold(scope, call);
		call.retried(retry);
	}

	/**
	 * A failure to read the rest of this response does not change the decision to retry.
	 */
	private static void close(ClassicHttpResponse response) {
		try {
			response.close();
		}
		catch (IOException ex) {
			logger.debug("The rest of a response with status {} could not be read", response.getCode(), ex);
		}
	}

	/**
	 * Wait for a hold that a response to another call started, on this instance or
	 * another. If it exceeds this call's remaining time, the call fails at once.
	 */
	private void awaitHold(ExecChain.Scope scope, RetryScope call) throws IOException {
		long wait = holdNanos(scope, call);
		if (wait <= 0) {
			return;
		}
		if (wait >= call.nanosLeft()) {
			throw new RetryAfterHoldException(wait);
		}
		logger.debug("{} asked for no calls for another {} ns", scope.route.getTargetHost(), wait);
		call.waits().pause(wait);
	}

	private long holdNanos(ExecChain.Scope scope, RetryScope call) {
		return (this.holds != null) ? this.holds.left(scope.route.getTargetHost(), scope.originalRequest, call) : 0;
	}

	/**
	 * Return the wait before another attempt in nanoseconds, or -1 if there is none.
	 */
	private long waitAfter(ClassicHttpResponse response, ClassicHttpRequest request, ExecChain.Scope scope,
			RetryScope call) {
		Duration retryAfter = RetryAfter.of(response, this.clock);
		boolean tooLong = retryAfter != null && retryAfter.compareTo(this.settings.maxRetryAfter()) > 0;
		if (this.holds != null && retryAfter != null && !tooLong) {
			this.holds.begin(scope.route.getTargetHost(), scope.originalRequest, call, response.getCode(),
					retryAfter.toNanos());
		}
		if (tooLong || isLast(call) || !this.rules.isIdempotent(request, call.idempotent())) {
			return -1;
		}
		if (!RequestBody.isRepeatable(request)) {
			logger.debug("Status {} is not retried: the request body can be read only once", response.getCode());
			return -1;
		}
		Duration wait = backoff(call);
		return affordable((retryAfter != null && retryAfter.compareTo(wait) > 0) ? retryAfter : wait, scope, call);
	}

	/**
	 * A server that closes an idle connection may send a 408, which then looks like the
	 * response to the next request (RFC 9110, section 15.5.9). The server is not
	 * overloaded, so the retry does not wait.
	 */
	private long waitAfterTimeout(ClassicHttpResponse response, ClassicHttpRequest request, ExecChain.Scope scope,
			RetryScope call) {
		boolean late = !call.opened() && isLastOnConnection(response);
		return (late && !isLast(call) && this.rules.isIdempotent(request, call.idempotent())
				&& RequestBody.isRepeatable(request)) ? affordable(Duration.ZERO, scope, call) : -1;
	}

	/**
	 * HTTP/1.0 closes the connection by default.
	 */
	private static boolean isLastOnConnection(ClassicHttpResponse response) {
		ProtocolVersion version = response.getVersion();
		if (version != null && version.lessEquals(HttpVersion.HTTP_1_0)
				&& !response.containsHeader(HttpHeaders.CONNECTION)) {
			return true;
		}
		for (Iterator<String> options = MessageSupport.iterateTokens(response, HttpHeaders.CONNECTION); options
			.hasNext();) {
			if (HeaderElements.CLOSE.equalsIgnoreCase(options.next())) {
				return true;
			}
		}
		return false;
	}

	private long waitAfter(IOException failure, ClassicHttpRequest request, ExecChain.Scope scope, RetryScope call) {
		if (isLast(call) || scope.execRuntime.isExecutionAborted() || !RetryRules.isTransient(failure)) {
			return -1;
		}
		if (!RetryRules.wasNeverSent(failure)
				&& (!this.rules.isIdempotent(request, call.idempotent()) || !RequestBody.isRepeatable(request))) {
			return -1;
		}
		return affordable(backoff(call), scope, call);
	}

	private boolean isLast(RetryScope call) {
		Integer own = call.maxAttempts();
		return call.attempts() >= ((own != null) ? own : this.settings.maxAttempts());
	}

	private Duration backoff(RetryScope call) {
		return this.settings.backoff().before(call.attempts(), ThreadLocalRandom.current()::nextDouble);
	}

	/**
	 * Return a wait that fits into the call's remaining time and the retry budget, or -1.
	 */
	private long affordable(Duration wait, ExecChain.Scope scope, RetryScope call) {
		long nanos = Math.max(wait.toNanos(), holdNanos(scope, call));
		return (nanos < call.nanosLeft() && this.budget.tryTake()) ? nanos : -1;
	}

}
