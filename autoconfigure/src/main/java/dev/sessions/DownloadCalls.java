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

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.call.EarlierCalls;
import dev.sessions.internal.call.ExchangeOptions;
import dev.sessions.internal.call.ExchangeRequest;
import dev.sessions.internal.content.RangeValidator;
import dev.sessions.settings.RetrySettings;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * The calls of one download. They share the attempts of one call, and the waits between
 * them are those of retries. Not thread-safe.
 */
final class DownloadCalls {

	private static final long CLOSED_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private final StreamingCalls calls;

	private final RequestUri uri;

	private final DefaultRequestSpec spec;

	private final ExchangeOptions options;

	private final RetrySettings retry;

	private final long startNanos;

	private int attempts;

	/**
	 * Prepare the calls.
	 * @param calls the executor of the calls
	 * @param uri the URI of the file
	 * @param spec describes the request of each call
	 * @throws IllegalArgumentException if it has headers that a download sets
	 */
	DownloadCalls(StreamingCalls calls, RequestUri uri, DefaultRequestSpec spec) {
		HttpHeaders headers = spec.headers();
		if (headers.containsHeader(HttpHeaders.RANGE) || headers.containsHeader(HttpHeaders.IF_RANGE)) {
			throw new IllegalArgumentException("A download sets Range and If-Range itself; do not set them");
		}
		if (!headers.containsHeader(HttpHeaders.ACCEPT_ENCODING)) {
			headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
		}
		this.calls = calls;
		this.uri = uri;
		this.spec = spec;
		this.options = spec.overrides().downloadOptions(uri.options().uriTemplate());
		this.retry = calls.client().settings(request()).retry();
		this.startNanos = calls.client().time().nanoTime();
	}

	private ExchangeRequest request() {
		return this.uri.request(HttpMethod.GET, this.spec);
	}

	/**
	 * Request a file or its rest.
	 * @param offset the number of bytes received so far
	 * @param validator the validator that the rest must match, or {@code null} to request
	 * the whole file
	 * @param reader reads the response
	 */
	void get(long offset, @Nullable RangeValidator validator, ResponseReader<@Nullable Void> reader) {
		setRange(offset, validator, this.spec.headers());
		this.calls.execute(request(), (this.attempts > 0)
				? this.options.after(new EarlierCalls(this.attempts, elapsedNanos())) : this.options, reader);
	}

	private static void setRange(long offset, @Nullable RangeValidator validator, HttpHeaders headers) {
		if (offset > 0 && validator != null) {
			headers.set(HttpHeaders.RANGE, "bytes=" + offset + "-");
			headers.set(HttpHeaders.IF_RANGE, validator.value());
		}
		else {
			headers.remove(HttpHeaders.RANGE);
			headers.remove(HttpHeaders.IF_RANGE);
		}
	}

	/**
	 * Wait before the next call, if one is left.
	 * @param broken the failure of the last call
	 * @return whether there is a next call
	 * @throws SessionException if the wait was interrupted or the session closed
	 */
	boolean awaitRetry(SessionException broken) {
		Integer own = this.options.maxAttempts();
		this.attempts = broken.attempts();
		if (broken instanceof SessionClosedException
				|| this.attempts >= ((own != null) ? own : this.retry.maxAttempts())) {
			return false;
		}
		pause(this.retry.backoff().before(this.attempts, ThreadLocalRandom.current()::nextDouble).toNanos());
		boolean closed = isClosed();
		if (closed || Thread.currentThread().isInterrupted()) {
			throw this.calls.failures().abandoned(broken, Duration.ofNanos(elapsedNanos()), closed);
		}
		return true;
	}

	private void pause(long nanos) {
		long end = System.nanoTime() + nanos;
		try {
			for (long left = nanos; left > 0 && !isClosed(); left = end - System.nanoTime()) {
				TimeUnit.NANOSECONDS.sleep(Math.min(left, CLOSED_CHECK_NANOS));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private boolean isClosed() {
		return this.calls.client().state().isClosed();
	}

	private long elapsedNanos() {
		return this.calls.client().time().nanoTime() - this.startNanos;
	}

}
