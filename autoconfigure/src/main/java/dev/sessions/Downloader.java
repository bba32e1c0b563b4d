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

import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import dev.sessions.internal.call.ExchangeRequest;
import dev.sessions.internal.client.SessionHttpClient;
import dev.sessions.internal.content.RangeValidator;
import dev.sessions.settings.RetrySettings;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * Downloads files over a session. Thread-safe.
 *
 * @param calls executes the calls
 * @param client knows the settings of a request
 * @param closed whether the session was closed
 */
record Downloader(StreamingCalls calls, SessionHttpClient client, BooleanSupplier closed) {

	private static final long CLOSED_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private static final DownloadListener NO_LISTENER = (bytes, total) -> {
	};

	/**
	 * Download a file.
	 * @param requests creates a request for each attempt
	 * @param template the template of the URI, or {@code null} if there is none
	 * @param spec describes the requests
	 * @param target the target file
	 * @return the target
	 */
	Path download(Supplier<ExchangeRequest> requests, @Nullable String template, DefaultRequestSpec spec, Path target) {
		Download.requireTarget(target);
		HttpHeaders headers = spec.headers();
		if (headers.containsHeader(HttpHeaders.RANGE) || headers.containsHeader(HttpHeaders.IF_RANGE)) {
			throw new IllegalArgumentException("A download sets Range and If-Range itself; do not set them");
		}
		if (!headers.containsHeader(HttpHeaders.ACCEPT_ENCODING)) {
			headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
		}
		CallOverrides overrides = spec.overrides();
		DownloadListener listener = (overrides.listener() != null) ? overrides.listener() : NO_LISTENER;
		RetrySettings retry = this.client.settings(requests.get()).retry();
		return new Download(target, (offset, validator, reader) -> {
			setRange(offset, validator, headers);
			this.calls.execute(requests.get(), overrides.downloadOptions(template), reader);
		}, new RetryingResumePolicy(retry,
				(overrides.maxAttempts() != null) ? overrides.maxAttempts() : retry.maxAttempts()), listener)
			.run();
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
	 * Resumes as often as {@code retry.max-attempts} allows, with the waits of the
	 * session's backoff.
	 */
	private final class RetryingResumePolicy implements Download.ResumePolicy {

		private final RetrySettings retry;

		private final int maxAttempts;

		private int attempts = 1;

		RetryingResumePolicy(RetrySettings retry, int maxAttempts) {
			this.retry = retry;
			this.maxAttempts = maxAttempts;
		}

		@Override
		public boolean awaitRetry() {
			if (this.attempts >= this.maxAttempts) {
				return false;
			}
			long end = System.nanoTime()
					+ this.retry.backoff().before(this.attempts++, ThreadLocalRandom.current()::nextDouble).toNanos();
			try {
				for (long left = end - System.nanoTime(); left > 0
						&& !Downloader.this.closed.getAsBoolean(); left = end - System.nanoTime()) {
					TimeUnit.NANOSECONDS.sleep(Math.min(left, CLOSED_CHECK_NANOS));
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return !Thread.currentThread().isInterrupted() && !Downloader.this.closed.getAsBoolean();
		}

	}

}
