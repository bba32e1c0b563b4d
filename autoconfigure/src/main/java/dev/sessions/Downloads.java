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

import dev.sessions.retry.RetrySettings;
import dev.sessions.transport.SessionHttpClient;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * Makes the downloads of a session. Thread-safe.
 */
final class Downloads {

	private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

	private static final DownloadListener NOBODY = (bytes, total) -> {
	};

	private final Streams streams;

	private final SessionHttpClient client;

	private final BooleanSupplier closed;

	/**
	 * Create the downloads.
	 * @param streams makes the calls
	 * @param client begins them
	 * @param closed whether the session was closed
	 */
	Downloads(Streams streams, SessionHttpClient client, BooleanSupplier closed) {
		this.streams = streams;
		this.client = client;
		this.closed = closed;
	}

	/**
	 * Download a file.
	 * @param from where it is
	 * @param spec describes the request
	 * @param target where it goes
	 * @return the target
	 */
	Path download(Destination from, DefaultRequestSpec spec, Path target) {
		Download.requireTarget(target);
		HttpHeaders headers = spec.headers();
		if (headers.containsHeader(HttpHeaders.RANGE) || headers.containsHeader(HttpHeaders.IF_RANGE)) {
			throw new IllegalArgumentException(
					"A download asks for the parts it needs itself; do not set Range and If-Range");
		}
		if (!headers.containsHeader(HttpHeaders.ACCEPT_ENCODING)) {
			headers.set(HttpHeaders.ACCEPT_ENCODING, "identity");
		}
		DownloadListener listener = (spec.listener() != null) ? spec.listener() : NOBODY;
		RetrySettings retry = this.client.settings(from.request(HttpMethod.GET, spec)).retry();
		return new Download(target, (offset, validator, reader) -> {
			askFor(offset, validator, headers);
			this.streams.execute(from.request(HttpMethod.GET, spec),
					this.client.begin(spec.downloadOptions(from.template())), reader);
		}, new Resumes(retry, (spec.maxAttempts() != null) ? spec.maxAttempts() : retry.maxAttempts()), listener).run();
	}

	private static void askFor(long offset, @Nullable Validator validator, HttpHeaders headers) {
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
	 * As many as there are retries, with the same waits.
	 */
	private final class Resumes implements Download.Patience {

		private final RetrySettings retry;

		private final int maxAttempts;

		private int attempts = 1;

		Resumes(RetrySettings retry, int maxAttempts) {
			this.retry = retry;
			this.maxAttempts = maxAttempts;
		}

		@Override
		public boolean goesOn() {
			if (this.attempts >= this.maxAttempts) {
				return false;
			}
			long end = System.nanoTime()
					+ this.retry.backoff().before(this.attempts++, ThreadLocalRandom.current()::nextDouble).toNanos();
			try {
				for (long left = end - System.nanoTime(); left > 0
						&& !Downloads.this.closed.getAsBoolean(); left = end - System.nanoTime()) {
					TimeUnit.NANOSECONDS.sleep(Math.min(left, LOOK_NANOS));
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return !Thread.currentThread().isInterrupted() && !Downloads.this.closed.getAsBoolean();
		}

	}

}
