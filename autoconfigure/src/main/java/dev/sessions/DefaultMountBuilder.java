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

import java.util.Objects;
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
import org.jspecify.annotations.Nullable;

/**
 * Derives the settings of a mount from those of its session.
 */
final class DefaultMountBuilder implements MountBuilder {

	private final TransportSettings session;

	private TransportSettings settings;

	DefaultMountBuilder(TransportSettings session) {
		this.session = session;
		this.settings = session;
	}

	@Override
	public TransportSettings settings() {
		return this.settings;
	}

	@Override
	public MountBuilder settings(TransportSettings settings) {
		if (!settings.cookies().equals(this.session.cookies())) {
			throw new IllegalArgumentException(
					"Cookies belong to the session and cannot be changed in a mount; change them in the session");
		}
		if (!settings.egress().equals(this.session.egress())) {
			throw new IllegalArgumentException(
					"Egress settings belong to the session and cannot be changed in a mount; "
							+ "change them in the session");
		}
		this.settings = settings;
		return this;
	}

	@Override
	public MountBuilder timeout(UnaryOperator<TimeoutSettings> change) {
		return settings(this.settings.withTimeout(change.apply(this.settings.timeout())));
	}

	@Override
	public MountBuilder pool(UnaryOperator<PoolSettings> change) {
		return settings(this.settings.withPool(change.apply(this.settings.pool())));
	}

	@Override
	public MountBuilder retry(UnaryOperator<RetrySettings> change) {
		return settings(this.settings.withRetry(change.apply(this.settings.retry())));
	}

	@Override
	public MountBuilder redirects(UnaryOperator<RedirectSettings> change) {
		return settings(this.settings.withRedirects(change.apply(this.settings.redirects())));
	}

	@Override
	public MountBuilder proxy(UnaryOperator<ProxySettings> change) {
		ProxySettings before = this.settings.proxy();
		ProxySettings changed = change.apply(withCredentialsOf(before, null, null));
		boolean sameProxies = Objects.equals(changed.http(), before.http())
				&& Objects.equals(changed.https(), before.https());
		if (changed.username() == null && sameProxies) {
			changed = withCredentialsOf(changed, before.username(), before.password());
		}
		return settings(this.settings.withProxy(changed));
	}

	private static ProxySettings withCredentialsOf(ProxySettings proxies, @Nullable String username,
			@Nullable String password) {
		return new ProxySettings(proxies.http(), proxies.https(), username, password, proxies.noProxy());
	}

	@Override
	public MountBuilder ssl(UnaryOperator<SslSettings> change) {
		return settings(this.settings.withSsl(change.apply(this.settings.ssl())));
	}

	@Override
	public MountBuilder limits(UnaryOperator<LimitSettings> change) {
		return settings(this.settings.withLimits(change.apply(this.settings.limits())));
	}

	@Override
	public MountBuilder resilience(UnaryOperator<ResilienceSettings> change) {
		return settings(this.settings.withResilience(change.apply(this.settings.resilience())));
	}

	@Override
	public MountBuilder compression(boolean compression) {
		return settings(this.settings.withCompression(compression));
	}

}
