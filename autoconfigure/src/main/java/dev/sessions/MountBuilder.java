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

import java.util.function.UnaryOperator;

import dev.sessions.settings.LimitSettings;
import dev.sessions.settings.PoolSettings;
import dev.sessions.settings.ProxySettings;
import dev.sessions.settings.RedirectSettings;
import dev.sessions.settings.ResilienceSettings;
import dev.sessions.settings.RetrySettings;
import dev.sessions.settings.SslSettings;
import dev.sessions.settings.TimeoutSettings;
import dev.sessions.settings.TransportSettings;

/**
 * Builds the settings for requests below a prefix, based on the final settings of the
 * session. Not thread-safe.
 */
public interface MountBuilder {

	/**
	 * Create a builder.
	 * @param session the settings of the session, on which the mount is based
	 * @return a builder
	 */
	static MountBuilder of(TransportSettings session) {
		return new DefaultMountBuilder(session);
	}

	/**
	 * Return the current settings.
	 * @return the settings
	 */
	TransportSettings settings();

	/**
	 * Replace all settings.
	 * @param settings the settings
	 * @return this
	 * @throws IllegalArgumentException if they change the cookies or the egress settings
	 * of the session
	 */
	MountBuilder settings(TransportSettings settings);

	/**
	 * Change the timeouts.
	 * @param change returns the new settings for the current ones
	 * @return this
	 */
	default MountBuilder timeout(UnaryOperator<TimeoutSettings> change) {
		return settings(settings().withTimeout(change.apply(settings().timeout())));
	}

	/**
	 * Change the connection pool. A mount has its own pool.
	 * @param change returns the new settings for the current ones
	 * @return this
	 */
	default MountBuilder pool(UnaryOperator<PoolSettings> change) {
		return settings(settings().withPool(change.apply(settings().pool())));
	}

	/**
	 * Change the retries.
	 * @param change returns the new settings for the current ones
	 * @return this
	 */
	default MountBuilder retry(UnaryOperator<RetrySettings> change) {
		return settings(settings().withRetry(change.apply(settings().retry())));
	}

	/**
	 * Change how redirects are followed.
	 * @param change returns the new settings for the current ones
	 * @return this
	 */
	default MountBuilder redirects(UnaryOperator<RedirectSettings> change) {
		return settings(settings().withRedirects(change.apply(settings().redirects())));
	}

	/**
	 * Change the proxies. The credentials of the session's proxies are used for those
	 * proxies only: other proxies use the credentials that are set here, or none.
	 * @param change returns the new settings for the current ones, which it receives
	 * without the session's credentials
	 * @return this
	 */
	MountBuilder proxy(UnaryOperator<ProxySettings> change);

	/**
	 * Change how connections are secured.
	 * @param change returns the new settings for the current ones
	 * @return this
	 */
	default MountBuilder ssl(UnaryOperator<SslSettings> change) {
		return settings(settings().withSsl(change.apply(settings().ssl())));
	}

	/**
	 * Change the size limits of responses.
	 * @param change returns the new settings for the current ones
	 * @return this
	 */
	default MountBuilder limits(UnaryOperator<LimitSettings> change) {
		return settings(settings().withLimits(change.apply(settings().limits())));
	}

	/**
	 * Change circuit breaker, rate limit and bulkhead. A mount has its own instances,
	 * named after session and prefix, even if their settings are those of the session.
	 * @param change returns the new settings for the current ones
	 * @return this
	 */
	default MountBuilder resilience(UnaryOperator<ResilienceSettings> change) {
		return settings(settings().withResilience(change.apply(settings().resilience())));
	}

	/**
	 * Set whether compressed responses are requested and decoded.
	 * @param compression whether they are
	 * @return this
	 */
	default MountBuilder compression(boolean compression) {
		return settings(settings().withCompression(compression));
	}

}
