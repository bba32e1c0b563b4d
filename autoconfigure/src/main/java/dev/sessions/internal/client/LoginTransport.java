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

package dev.sessions.internal.client;

import java.util.List;
import java.util.function.Consumer;

import dev.sessions.internal.hook.Hooks;
import dev.sessions.internal.log.CallLog;
import dev.sessions.settings.PoolSettings;
import dev.sessions.settings.ResilienceSettings;
import dev.sessions.settings.TransportSettings;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/**
 * The transport over which a session logs in: as its own, with mounts and hooks, but
 * without what would have a login wait for the calls that wait for it, a bulkhead for
 * instance, and without the log, since what a login sends is secret.
 */
final class LoginTransport {

	private LoginTransport() {
	}

	/**
	 * Create the transport.
	 * @param settings the settings of the session
	 * @param mounts the mounts of the session
	 * @param hooks the hooks of the session
	 * @param changes what else is done to the builder of the session's client
	 * @return the transport
	 */
	static Transport of(TransportSettings settings, List<Mount> mounts, Hooks hooks,
			List<Consumer<HttpClientBuilder>> changes) {
		return new Transport(settings(settings),
				mounts.stream()
					.map((mount) -> new Mount(mount.prefix(), settings(mount.settings()), mount.adapter()))
					.toList(),
				hooks, changes.stream().filter((change) -> !(change instanceof CallLog)).toList(), null);
	}

	private static TransportSettings settings(TransportSettings session) {
		return session.withPool(PoolSettings.defaults().withMaxConnections(CredentialsClient.MAX_CONNECTIONS))
			.withCookies(session.cookies().withFile(null))
			.withResilience(ResilienceSettings.defaults())
			.withTimeout(CredentialsClient.patient(session.timeout()));
	}

}
