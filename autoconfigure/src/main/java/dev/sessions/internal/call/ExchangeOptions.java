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

import dev.sessions.internal.auth.Authorization;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Per-call overrides of the session's settings. {@code null} stands for the setting of
 * the session.
 *
 * @param uriTemplate the template of the URI, for metrics
 * @param ownAuthorization whether {@code authorization} replaces the session's
 * @param authorization the call's credentials, or {@code null} for none
 * @param principal the name of the user that the call acts for, or {@code null} for the
 * user of the thread
 * @param timeoutNanos the bound on the whole call in nanoseconds
 * @param followRedirects whether redirects are followed
 * @param maxAttempts the maximum number of attempts
 * @param idempotent whether the request is safe to repeat
 * @param readTimeout the longest time between two reads
 * @param streaming whether the response body is streamed
 * @param encoded whether the body is neither requested with a content coding nor decoded
 * @param caller the overrides set by the caller of the raw HttpClient
 * @param earlier the calls that this one continues, or {@code null} for none
 */
public record ExchangeOptions(@Nullable String uriTemplate, boolean ownAuthorization,
		@Nullable Authorization authorization, @Nullable String principal, @Nullable Long timeoutNanos,
		@Nullable Boolean followRedirects, @Nullable Integer maxAttempts, @Nullable Boolean idempotent,
		@Nullable Duration readTimeout, boolean streaming, boolean encoded, @Nullable CallerConfig caller,
		@Nullable EarlierCalls earlier) {

	/**
	 * Options that override nothing.
	 */
	public static final ExchangeOptions NONE = new ExchangeOptions(null, false, null, null, null, null, null, null,
			null, false, false, null, null);

	/**
	 * Options with a URI template only.
	 * @param uriTemplate the template, or {@code null} for none
	 * @return the options
	 */
	public static ExchangeOptions of(@Nullable String uriTemplate) {
		return (uriTemplate != null) ? new ExchangeOptions(uriTemplate, false, null, null, null, null, null, null, null,
				false, false, null, null) : NONE;
	}

	/**
	 * Options of a call through the raw HttpClient.
	 * @param caller the overrides of its caller
	 * @return the options
	 */
	static ExchangeOptions of(CallerConfig caller) {
		return new ExchangeOptions(null, !caller.authenticates(), null, null, null, caller.followRedirects(), null,
				null, null, false, !caller.compresses(), caller, null);
	}

	/**
	 * Returns these options with other credentials.
	 * @param authorization the call's credentials, which are bound to its user
	 * @return the options
	 */
	public ExchangeOptions withAuthorization(Authorization authorization) {
		return new ExchangeOptions(this.uriTemplate, true, authorization, this.principal, this.timeoutNanos,
				this.followRedirects, this.maxAttempts, this.idempotent, this.readTimeout, this.streaming, this.encoded,
				this.caller, this.earlier);
	}

	/**
	 * Returns these options for a call that continues earlier ones.
	 * @param earlier the earlier calls
	 * @return the options
	 */
	public ExchangeOptions after(EarlierCalls earlier) {
		return new ExchangeOptions(this.uriTemplate, this.ownAuthorization, this.authorization, this.principal,
				this.timeoutNanos, this.followRedirects, this.maxAttempts, this.idempotent, this.readTimeout,
				this.streaming, this.encoded, this.caller, earlier);
	}

	/**
	 * The credentials of a call, bound to its user.
	 * @param session the credentials of the session, or {@code null} for none
	 * @return the credentials, or {@code null} for none
	 */
	public @Nullable Authorization authorization(@Nullable Authorization session) {
		Authorization present = own(session);
		return (present != null) ? present.forUser(this.principal) : null;
	}

	/**
	 * Check that the principal of a call, if any, has an effect.
	 * @param session the credentials of the session, or {@code null} for none
	 * @throws IllegalArgumentException if the call names a principal, but its credentials
	 * do not depend on the user
	 */
	public void requireUse(@Nullable Authorization session) {
		Authorization present = own(session);
		if (this.principal != null && (present == null || !present.actsForUsers())) {
			throw new IllegalArgumentException("A request with a principal requires credentials that act for a user,"
					+ " as with auth.oauth2.on-behalf-of, or a session with forks.by, but it has neither");
		}
	}

	/**
	 * The credentials of a call, not yet bound to its user.
	 */
	@Nullable Authorization own(@Nullable Authorization session) {
		return this.ownAuthorization ? this.authorization : session;
	}

	/**
	 * Whether the call overrides the config of the client.
	 */
	boolean changesConfig() {
		return this.readTimeout != null || this.caller != null;
	}

	/**
	 * Applies the overrides of the call to the config of the client.
	 * @param config the config of the client
	 * @param nanosLeft the time left to the call, in nanoseconds
	 * @return the config of the call
	 */
	RequestConfig applyTo(RequestConfig config, long nanosLeft) {
		RequestConfig.Builder own = RequestConfig.copy(config);
		if (this.readTimeout != null) {
			own.setResponseTimeout(Timeout.of(this.readTimeout));
		}
		if (this.caller != null) {
			this.caller.applyTo(own, Timeout.ofMilliseconds(Math.max(1, Duration.ofNanos(nanosLeft).toMillis())));
		}
		return own.build();
	}

}
