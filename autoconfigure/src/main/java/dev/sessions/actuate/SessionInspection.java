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

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.sessions.PoolStats;
import dev.sessions.Session;
import dev.sessions.SessionSettings;
import dev.sessions.actuate.SessionDescriptor.Auth;
import dev.sessions.actuate.SessionDescriptor.CookieName;
import dev.sessions.actuate.SessionDescriptor.MountDescriptor;
import dev.sessions.actuate.SessionDescriptor.Pool;
import dev.sessions.actuate.SessionDescriptor.Route;
import dev.sessions.actuate.SessionDescriptor.Shared;
import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.call.SessionState;
import dev.sessions.internal.client.Mount;
import dev.sessions.internal.client.PoolControl;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.settings.SharedSettings;
import org.apache.hc.client5.http.HttpRoute;
import org.jspecify.annotations.Nullable;

/**
 * Reads the state of one session. For an application's own implementation of
 * {@link Session}, only the state that the interface exposes is available.
 */
final class SessionInspection {

	private final Session session;

	private final @Nullable Transport transport;

	private final SessionSettings settings;

	private final @Nullable Authorization authorization;

	SessionInspection(Session session) {
		this.session = session;
		this.transport = Transport.find(session::unwrap);
		boolean own = this.transport != null;
		this.settings = own ? session.unwrap(SessionSettings.class) : SessionSettings.defaults();
		this.authorization = own ? session.unwrap(SessionState.class).authorization() : null;
	}

	@Nullable String baseUrl() {
		URI baseUrl = this.settings.baseUrl();
		return (baseUrl != null) ? SecretMasking.withoutUserInfo(baseUrl.toString()) : null;
	}

	SessionSettings settings() {
		return this.settings;
	}

	@Nullable Authorization authorization() {
		return this.authorization;
	}

	/**
	 * Return the description of the credentials. The {@code toString} of an authorization
	 * is its kind.
	 */
	@Nullable Auth auth(Clock clock) {
		if (this.authorization == null) {
			return null;
		}
		Duration left = this.authorization.timeLeft();
		Instant expires = (left != null) ? clock.instant().plus(left).truncatedTo(ChronoUnit.SECONDS) : null;
		Instant obtained = this.authorization.obtainedAt();
		return new Auth(this.authorization.toString(), expires,
				(obtained != null) ? obtained.truncatedTo(ChronoUnit.SECONDS) : null);
	}

	PoolStats totals() {
		PoolStats stats = this.session.pool();
		return (stats != null) ? stats : new PoolStats(0, 0, 0, 0);
	}

	Pool pool() {
		PoolStats totals = totals();
		return new Pool(totals.leased(), totals.available(), totals.pending(), totals.max(), routes());
	}

	private List<Route> routes() {
		if (this.transport == null) {
			return List.of();
		}
		PoolControl pool = this.transport.pool();
		return pool.getRoutes()
			.stream()
			.map((route) -> route(route, pool.getStats(route)))
			.sorted(Comparator.comparing(Route::target))
			.toList();
	}

	private static Route route(HttpRoute route, org.apache.hc.core5.pool.PoolStats stats) {
		return new Route(route.getTargetHost().toURI(),
				(route.getProxyHost() != null) ? route.getProxyHost().toURI() : null, stats.getLeased(),
				stats.getAvailable(), stats.getPending(), stats.getMax());
	}

	@Nullable Double retriesLeft() {
		return (this.transport != null) ? Math.round(this.transport.retriesLeft() * 10) / 10.0 : null;
	}

	List<CookieName> cookies() {
		return this.session.cookies()
			.list()
			.stream()
			.map((cookie) -> new CookieName(cookie.name(), cookie.domain(), cookie.path(), cookie.expires()))
			.toList();
	}

	List<RecentFailure> failures(RecentFailures failures) {
		return (this.transport != null) ? failures.of(this.transport) : List.of();
	}

	@Nullable Shared shared() {
		SharedSession shared = (this.transport != null) ? this.transport.shared() : null;
		if (shared == null) {
			return null;
		}
		SharedSettings settings = shared.settings();
		Map<String, Boolean> parts = new LinkedHashMap<>();
		parts.put("cookies", settings.cookies());
		parts.put("tokens", settings.tokens());
		parts.put("rate-limit", settings.rateLimit());
		parts.put("retry-after", settings.retryAfter());
		return new Shared(shared.isAvailable(), shared.lastHeard(), parts.keySet().stream().filter(parts::get).toList(),
				!settings.encryptionKeys().isEmpty());
	}

	List<String> mounts() {
		return mountList().stream().map((mount) -> mount.prefix().toString()).toList();
	}

	Map<String, MountDescriptor> mounts(EffectiveSettings effective) {
		Map<String, MountDescriptor> mounts = new LinkedHashMap<>();
		mountList().forEach((mount) -> mounts.put(mount.prefix().toString(), new MountDescriptor(
				(mount.adapter() != null) ? mount.adapter().getClass().getName() : null, effective.of(mount))));
		return mounts;
	}

	private List<Mount> mountList() {
		return (this.transport != null) ? this.transport.mounts() : List.of();
	}

	/**
	 * Close idle connections.
	 * @return the number of connections that were closed
	 */
	int evictIdle() {
		int before = totals().available();
		if (this.transport != null) {
			this.transport.pool().closeIdle(org.apache.hc.core5.util.TimeValue.ZERO_MILLISECONDS);
		}
		return Math.max(0, before - totals().available());
	}

}
