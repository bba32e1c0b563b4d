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

package dev.sessions.internal.call;

import java.time.Duration;
import java.util.concurrent.Future;

import dev.sessions.internal.text.ShownUri;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A leased connection, with the request, thread and stack trace of the lease.
 */
final class WatchedLease {

	private final LeaseWatch watch;

	private final ExecRuntime runtime;

	private final String method;

	private final String uri;

	private final String thread;

	private final long startNanos = System.nanoTime();

	private final Exception taken = new Exception("The connection was taken here");

	private volatile @Nullable Future<?> report;

	WatchedLease(LeaseWatch watch, @Nullable String uriTemplate, HttpRequest request, ExecRuntime runtime) {
		this.watch = watch;
		this.runtime = runtime;
		this.method = request.getMethod();
		this.uri = (uriTemplate != null) ? uriTemplate
				: request.getScheme() + "://" + request.getAuthority() + request.getPath();
		this.thread = name(Thread.currentThread());
	}

	/**
	 * Returns the name of a thread, or its id if it has none, as is usual for virtual
	 * threads.
	 */
	@SuppressWarnings("deprecation") // of Java 19, which has another name for it
	private static String name(Thread thread) {
		return thread.getName().isEmpty() ? "#" + thread.getId() : thread.getName();
	}

	void reportWith(Future<?> report) {
		this.report = report;
	}

	/**
	 * Whether the connection is still in use. A cancellation releases it without
	 * notifying the watch.
	 */
	boolean isHeld() {
		return this.runtime.isEndpointAcquired();
	}

	void end() {
		Future<?> report = this.report;
		if (report != null) {
			report.cancel(false);
		}
		this.watch.ended(this);
	}

	long startNanos() {
		return this.startNanos;
	}

	LeaseHolder holder() {
		return new LeaseHolder(this.method, ShownUri.of(this.uri), this.thread,
				Duration.ofNanos(System.nanoTime() - this.startNanos), this.taken);
	}

}
