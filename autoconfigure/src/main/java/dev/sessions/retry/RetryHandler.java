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

package dev.sessions.retry;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a request again when that may help and can do no harm. When it may not, the last
 * response or failure is the result.
 */
public final class RetryHandler implements ExecChainHandler {

	private static final Logger logger = LoggerFactory.getLogger(RetryHandler.class);

	private final RetrySettings settings;

	private final Repeatability repeatability;

	private final RetryBudget budget;

	private final Clock clock;

	private final @Nullable QuietTimes quiet;

	public RetryHandler(RetrySettings settings) {
		this(settings, Clock.systemUTC());
	}

	RetryHandler(RetrySettings settings, Clock clock) {
		this.settings = settings;
		this.repeatability = new Repeatability(settings);
		this.budget = new RetryBudget(settings.budget(), System::nanoTime);
		this.clock = clock;
		this.quiet = (settings.maxAttempts() > 1 && settings.shareRetryAfter()) ? new QuietTimes(System::nanoTime)
				: null;
	}

	/**
	 * How many retries the budget allows at once.
	 * @return the number, of which a fraction is none yet
	 */
	public double retriesLeft() {
		return this.budget.left();
	}

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		if (!(scope.clientContext instanceof RetryScope call)) {
			return chain.proceed(request, scope);
		}
		this.budget.call();
		ClassicHttpRequest current = request;
		HttpHost server = scope.route.getTargetHost();
		while (true) {
			long wait;
			int status = 0;
			IOException failure = null;
			awaitQuiet(server, call);
			try {
				ClassicHttpResponse response = chain.proceed(current, scope);
				status = response.getCode();
				wait = this.settings.statuses().contains(status) ? waitAfter(response, server, request, call) : -1;
				if (wait < 0) {
					return response;
				}
				response.close();
			}
			catch (IOException ex) {
				wait = waitAfter(ex, request, scope, call);
				if (wait < 0) {
					throw ex;
				}
				failure = ex;
			}
			Retry retry = new Retry(current, call.retries() + 1, (failure != null) ? 0 : status, failure,
					Duration.ofNanos(wait));
			logger.debug("Attempt {} failed ({}), trying again in {}", retry.attempt(), retry.reason(), retry.delay());
			call.retried(retry);
			call.pause(wait);
			current = ClassicRequestBuilder.copy(scope.originalRequest).build();
		}
	}

	/**
	 * Another caller may have been told that the server wants to be left alone. Who has
	 * not that much time waits for the end of his own.
	 */
	private void awaitQuiet(HttpHost server, RetryScope call) throws IOException {
		if (this.quiet != null) {
			long wait = this.quiet.left(server);
			if (wait > 0) {
				logger.debug("{} wants to be left alone for another {} ns", server, wait);
				call.pause(wait);
			}
		}
	}

	/**
	 * The wait before another attempt, in nanoseconds, or -1 if there is none.
	 */
	private long waitAfter(ClassicHttpResponse response, HttpHost server, ClassicHttpRequest request, RetryScope call) {
		Duration retryAfter = RetryAfter.of(response, this.clock);
		boolean tooLong = retryAfter != null && retryAfter.compareTo(this.settings.maxRetryAfter()) > 0;
		if (this.quiet != null && retryAfter != null && !tooLong && QuietTimes.STATUSES.contains(response.getCode())) {
			this.quiet.begin(server, retryAfter.toNanos());
		}
		if (tooLong || isLast(call) || !this.repeatability.isIdempotent(request, call.idempotent())) {
			return -1;
		}
		if (!Repeatability.hasRepeatableBody(request)) {
			logger.debug("Status {} is not tried again: the request body can be read only once", response.getCode());
			return -1;
		}
		Duration wait = backoff(call);
		return affordable((retryAfter != null && retryAfter.compareTo(wait) > 0) ? retryAfter : wait, call);
	}

	private long waitAfter(IOException failure, ClassicHttpRequest request, ExecChain.Scope scope, RetryScope call) {
		if (isLast(call) || scope.execRuntime.isExecutionAborted() || !Repeatability.isTransient(failure)) {
			return -1;
		}
		if (!Repeatability.neverLeft(failure) && (!this.repeatability.isIdempotent(request, call.idempotent())
				|| !Repeatability.hasRepeatableBody(request))) {
			return -1;
		}
		return affordable(backoff(call), call);
	}

	private boolean isLast(RetryScope call) {
		Integer own = call.maxAttempts();
		return call.retries() + 1 >= ((own != null) ? own : this.settings.maxAttempts());
	}

	private Duration backoff(RetryScope call) {
		return this.settings.backoff().before(call.retries() + 1, ThreadLocalRandom.current()::nextDouble);
	}

	private long affordable(Duration wait, RetryScope call) {
		long nanos = wait.toNanos();
		return (nanos < call.nanosLeft() && this.budget.tryTake()) ? nanos : -1;
	}

}
