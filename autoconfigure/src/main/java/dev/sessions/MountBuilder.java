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

import dev.sessions.limit.LimitSettings;
import dev.sessions.limit.TimeoutSettings;
import dev.sessions.proxy.ProxySettings;
import dev.sessions.redirect.RedirectSettings;
import dev.sessions.resilience.ResilienceSettings;
import dev.sessions.retry.RetrySettings;
import dev.sessions.tls.SslSettings;
import dev.sessions.transport.PoolSettings;
import dev.sessions.transport.TransportSettings;

/**
 * What the requests below a prefix have otherwise than their session. It begins with the
 * settings that the session has in the end. Not thread-safe.
 */
public interface MountBuilder {

	/**
	 * Begin with settings.
	 * @param session the settings of the session
	 * @return a builder
	 */
	static MountBuilder of(TransportSettings session) {
		return new DefaultMountBuilder(session);
	}

	/**
	 * The settings so far.
	 * @return the settings
	 */
	TransportSettings settings();

	/**
	 * Replace all settings.
	 * @param settings the settings
	 * @return this
	 * @throws IllegalArgumentException if they have other cookies than the session, or
	 * may reach something else
	 */
	MountBuilder settings(TransportSettings settings);

	MountBuilder timeout(UnaryOperator<TimeoutSettings> change);

	MountBuilder pool(UnaryOperator<PoolSettings> change);

	MountBuilder retry(UnaryOperator<RetrySettings> change);

	MountBuilder redirects(UnaryOperator<RedirectSettings> change);

	/**
	 * Change the proxies. The credentials of the session's proxies are for these alone:
	 * other proxies have those that are set here, or none.
	 * @param change is given the proxies so far, without the session's credentials
	 * @return this
	 */
	MountBuilder proxy(UnaryOperator<ProxySettings> change);

	MountBuilder ssl(UnaryOperator<SslSettings> change);

	MountBuilder limits(UnaryOperator<LimitSettings> change);

	/**
	 * Change circuit breaker, rate limit and bulkhead. A mount has its own, named after
	 * session and prefix, also where it has the settings of its session.
	 * @param change changes the settings
	 * @return this
	 */
	MountBuilder resilience(UnaryOperator<ResilienceSettings> change);

	/**
	 * Whether compressed answers are asked for and decoded.
	 * @param compression whether they are
	 * @return this
	 */
	MountBuilder compression(boolean compression);

}
