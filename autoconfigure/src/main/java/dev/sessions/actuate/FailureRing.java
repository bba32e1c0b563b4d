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

package dev.sessions.actuate;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import dev.sessions.SessionException;
import dev.sessions.internal.call.ExchangeContext;
import dev.sessions.internal.call.ExchangeRequest;
import dev.sessions.internal.client.FailedExchange;
import dev.sessions.internal.text.PathParameters;
import dev.sessions.internal.text.ShownUri;

import org.springframework.http.HttpStatus;

/**
 * A ring buffer of the last failures of a session and its forks. Responses count as
 * failures if their status means missing authorization (401, 403, 407), too many requests
 * (429) or a server error (5xx). Stores text only. Thread-safe.
 */
final class FailureRing implements Consumer<FailedExchange> {

	static final int SIZE = 20;

	/**
	 * The maximum length of a stored path or cause, in characters.
	 */
	static final int MAX_LENGTH = 300;

	private static final String KEPT = FailureRing.class.getName();

	private final Clock clock;

	private final Deque<RecentFailure> failures = new ArrayDeque<>();

	FailureRing(Clock clock) {
		this.clock = clock;
	}

	@Override
	public void accept(FailedExchange failed) {
		// of an error status and a broken body after it, the status is kept: it is more
		// informative
		if ((failed.exception() != null || isRemarkable(failed.status()))
				&& failed.call().setAttribute(KEPT, true) == null) {
			add(new RecentFailure(this.clock.instant(), failed.call().request().getMethod(), bounded(uri(failed)),
					(failed.exception() != null) ? null : failed.status(), bounded(cause(failed)),
					failed.call().attempts(), Duration.ofNanos(failed.call().elapsedNanos()).toMillis()));
		}
	}

	private synchronized void add(RecentFailure failure) {
		if (this.failures.size() == SIZE) {
			this.failures.removeLast();
		}
		this.failures.addFirst(failure);
	}

	/**
	 * Return the recorded failures, the latest first.
	 */
	synchronized List<RecentFailure> list() {
		return new ArrayList<>(this.failures);
	}

	private static String bounded(String text) {
		return (text.length() <= MAX_LENGTH) ? text : text.substring(0, MAX_LENGTH) + "...";
	}

	private static boolean isRemarkable(int status) {
		return status == 401 || status == 403 || status == 407 || status == 429 || status >= 500;
	}

	private static String uri(FailedExchange failed) {
		ExchangeContext call = failed.call();
		if (call.location() != null) {
			return withoutQuery(call.location().toString());
		}
		String template = call.uriTemplate();
		if (template != null && template.startsWith("/")) {
			return withoutQuery(template);
		}
		ExchangeRequest request = call.request();
		return withoutQuery(request.getScheme() + "://" + request.getAuthority() + request.getPath());
	}

	private static String withoutQuery(String uri) {
		return PathParameters.replaceValues(SecretMasking.withoutUserInfo(ShownUri.withoutQuery(uri)),
				(name) -> SecretMasking.MASK);
	}

	/**
	 * Describe the cause in fixed words or with the standard reason phrase. The server's
	 * reason phrase and the messages of other exceptions may contain anything, including
	 * secrets.
	 */
	private static String cause(FailedExchange failed) {
		Exception exception = failed.exception();
		if (exception instanceof SessionException known) {
			return known.getClass().getSimpleName() + ": " + known.reason();
		}
		if (exception != null) {
			return exception.getClass().getSimpleName();
		}
		HttpStatus status = HttpStatus.resolve(failed.status());
		return "the server answered with status " + failed.status()
				+ ((status != null) ? " (" + status.getReasonPhrase() + ")" : "");
	}

}
