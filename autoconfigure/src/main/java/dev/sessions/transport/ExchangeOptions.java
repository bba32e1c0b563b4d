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

package dev.sessions.transport;

import java.time.Duration;

import dev.sessions.auth.Authorization;
import org.jspecify.annotations.Nullable;

/**
 * What one call wants otherwise than its session. {@code null} stands for what the
 * session says.
 *
 * @param uriTemplate the template of the URI, for metrics
 * @param ownAuthorization whether {@code authorization} replaces the session's
 * @param authorization the call's credentials, or {@code null} for none
 * @param timeoutNanos the bound on the whole call in nanoseconds
 * @param followRedirects whether redirects are followed
 * @param maxAttempts how often the request may be sent
 * @param idempotent whether it may be sent twice
 * @param readTimeout how long the server may be silent
 * @param streaming whether the body is read as it comes
 * @param encoded whether the body is left as it was sent
 */
public record ExchangeOptions(@Nullable String uriTemplate, boolean ownAuthorization,
		@Nullable Authorization authorization, @Nullable Long timeoutNanos, @Nullable Boolean followRedirects,
		@Nullable Integer maxAttempts, @Nullable Boolean idempotent, @Nullable Duration readTimeout, boolean streaming,
		boolean encoded) {

	/**
	 * A call that wants nothing special.
	 */
	public static final ExchangeOptions NONE = new ExchangeOptions(null, false, null, null, null, null, null, null,
			false, false);

	/**
	 * A call of which only the template is known.
	 * @param uriTemplate the template or {@code null}
	 * @return the options
	 */
	public static ExchangeOptions of(@Nullable String uriTemplate) {
		return (uriTemplate != null)
				? new ExchangeOptions(uriTemplate, false, null, null, null, null, null, null, false, false) : NONE;
	}

}
