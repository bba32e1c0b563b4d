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

import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.call.ExchangeOptions;
import dev.sessions.internal.net.SocketTimeout;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the session that one request overrides.
 */
final class CallOverrides {

	private static final DownloadListener NO_LISTENER = (bytes, total) -> {
	};

	private boolean ownAuthorization;

	private @Nullable Authorization authorization;

	private @Nullable String principal;

	private @Nullable Long timeoutNanos;

	private @Nullable Boolean followRedirects;

	private @Nullable Integer maxAttempts;

	private @Nullable Boolean idempotent;

	private @Nullable Duration readTimeout;

	private @Nullable DownloadListener listener;

	void auth(@Nullable Credentials credentials) {
		if (credentials != null && credentials.authorization() instanceof LoginDefinition) {
			throw new IllegalArgumentException(
					"A login belongs to a session, not to a request: set it with Session.auth, SessionBuilder.auth or "
							+ "auth.login");
		}
		this.ownAuthorization = true;
		this.authorization = (credentials != null) ? credentials.authorization() : null;
	}

	void principal(String principal) {
		if (principal.isBlank()) {
			throw new IllegalArgumentException("The name of a principal must not be empty");
		}
		this.principal = principal;
	}

	void timeout(Duration timeout) {
		SocketTimeout.require("timeout", timeout);
		this.timeoutNanos = timeout.toNanos();
	}

	void followRedirects(boolean follow) {
		this.followRedirects = follow;
	}

	void maxAttempts(int maxAttempts) {
		if (maxAttempts < 1) {
			throw new IllegalArgumentException("maxAttempts must be at least 1, but is " + maxAttempts);
		}
		this.maxAttempts = maxAttempts;
	}

	void idempotent(boolean idempotent) {
		this.idempotent = idempotent;
	}

	void readTimeout(Duration timeout) {
		SocketTimeout.require("readTimeout", timeout);
		this.readTimeout = timeout;
	}

	void onProgress(DownloadListener listener) {
		this.listener = listener;
	}

	@Nullable String principal() {
		return this.principal;
	}

	boolean isIdempotent() {
		return Boolean.TRUE.equals(this.idempotent);
	}

	/**
	 * Return the listener for the progress of a download, which does nothing if none was
	 * set.
	 */
	DownloadListener listener() {
		return (this.listener != null) ? this.listener : NO_LISTENER;
	}

	/**
	 * Return the options for a response that is read into memory.
	 */
	ExchangeOptions options(@Nullable String uriTemplate) {
		rejectListener();
		return options(uriTemplate, false, false);
	}

	/**
	 * Return the options for a streamed body.
	 */
	ExchangeOptions streamOptions(@Nullable String uriTemplate) {
		rejectListener();
		return options(uriTemplate, true, false);
	}

	/**
	 * Return the options for a body that is streamed and not decoded.
	 */
	ExchangeOptions downloadOptions(@Nullable String uriTemplate) {
		return options(uriTemplate, true, true);
	}

	private ExchangeOptions options(@Nullable String uriTemplate, boolean streaming, boolean encoded) {
		return new ExchangeOptions(uriTemplate, this.ownAuthorization, this.authorization, this.principal,
				this.timeoutNanos, this.followRedirects, this.maxAttempts, this.idempotent, this.readTimeout, streaming,
				encoded, null, null);
	}

	private void rejectListener() {
		if (this.listener != null) {
			throw new IllegalArgumentException("Only a download reports progress; use Session.download(...)");
		}
	}

}
