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
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import dev.sessions.internal.call.EarlierCalls;
import dev.sessions.internal.call.ExchangeOptions;
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
		ResumableDownload.requireTarget(target);
		HttpHeaders headers = spec.headers();
		if (headers.containsHeader(HttpHeaders.RANGE) || headers.containsHeader(HttpHeaders.IF_RANGE)) {
			throw new IllegalArgumentException("A download sets Range and If-Range itself; do not set them");
		}
		if (!headers.containsHeader(HttpHeaders.ACCEPT_ENCODING)) {
			headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
		}
		CallOverrides overrides = spec.overrides();
		DownloadListener listener = (overrides.listener() != null) ? overrides.listener() : NO_LISTENER;
		Calls attempts = new Calls(requests, overrides.downloadOptions(template), headers,
				this.client.settings(requests.get()).retry());
		return new ResumableDownload(target, attempts, attempts, listener).run();
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
	 * The calls of one download. They share the attempts of one call, and wait as its
	 * retries do.
	 */
	private final class Calls implements ResumableDownload.Source, ResumableDownload.ResumePolicy {

		private final Supplier<ExchangeRequest> requests;

		private final ExchangeOptions options;

		private final HttpHeaders headers;

		private final RetrySettings retry;

		private final long startNanos = Downloader.this.client.time().nanoTime();

		private int attempts;

		Calls(Supplier<ExchangeRequest> requests, ExchangeOptions options, HttpHeaders headers, RetrySettings retry) {
			this.requests = requests;
			this.options = options;
			this.headers = headers;
			this.retry = retry;
		}

		private long elapsedNanos() {
			return Downloader.this.client.time().nanoTime() - this.startNanos;
		}

		@Override
		public void get(long offset, @Nullable RangeValidator validator, ResponseReader<@Nullable Void> reader) {
			setRange(offset, validator, this.headers);
			Downloader.this.calls.execute(
					this.requests.get(), (this.attempts > 0)
							? this.options.after(new EarlierCalls(this.attempts, elapsedNanos())) : this.options,
					reader);
		}

		@Override
		public boolean awaitRetry(SessionException broken) {
			Integer own = this.options.maxAttempts();
			this.attempts = broken.attempts();
			if (broken instanceof SessionClosedException
					|| this.attempts >= ((own != null) ? own : this.retry.maxAttempts())) {
				return false;
			}
			pause(this.retry.backoff().before(this.attempts, ThreadLocalRandom.current()::nextDouble).toNanos());
			boolean closed = Downloader.this.closed.getAsBoolean();
			if (closed || Thread.currentThread().isInterrupted()) {
				throw Downloader.this.calls.failures().abandoned(broken, Duration.ofNanos(elapsedNanos()), closed);
			}
			return true;
		}

		private void pause(long nanos) {
			long end = System.nanoTime() + nanos;
			try {
				for (long left = nanos; left > 0
						&& !Downloader.this.closed.getAsBoolean(); left = end - System.nanoTime()) {
					TimeUnit.NANOSECONDS.sleep(Math.min(left, CLOSED_CHECK_NANOS));
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

	}

}
