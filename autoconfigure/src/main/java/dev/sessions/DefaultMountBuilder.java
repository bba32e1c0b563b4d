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

import dev.sessions.settings.ProxySettings;
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

}
