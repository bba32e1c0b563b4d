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

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.sessions.internal.client.Mount;
import dev.sessions.internal.net.Loopback;
import dev.sessions.internal.net.Origin;
import dev.sessions.settings.BulkheadSettings;
import dev.sessions.settings.RateLimitSettings;
import dev.sessions.settings.TimeoutSettings;
import dev.sessions.settings.TransportSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs a warning for settings that are valid by themselves but contradict each other or
 * weaken security. The defaults cause no warning.
 */
final class SettingsLint {

	private static final Logger logger = LoggerFactory.getLogger(SessionBuilder.class);

	private SettingsLint() {
	}

	/**
	 * Log the warnings for a session and its mounts, one line each. A warning about an
	 * inherited setting is not repeated for a mount.
	 * @param session the name of the session
	 * @param settings its settings
	 * @param mounts its mounts
	 */
	static void warn(String session, SessionSettings settings, List<Mount> mounts) {
		warnOfUnverified(session, settings, mounts);
		List<String> own = of(settings.transport());
		Stream
			.of(own.stream(), Stream.ofNullable(unsentCredentials(settings)),
					Stream.ofNullable(readableCredentials(settings)))
			.flatMap((faults) -> faults)
			.forEach((fault) -> logger.warn("The session '{}': {}", session, fault));
		for (Mount mount : mounts) {
			of(mount.settings()).stream()
				.filter((fault) -> !own.contains(fault))
				.forEach(
						(fault) -> logger.warn("The mount {} of the session '{}': {}", mount.prefix(), session, fault));
		}
	}

	private static void warnOfUnverified(String session, SessionSettings settings, List<Mount> mounts) {
		if (!settings.ssl().verify() || mounts.stream().anyMatch((mount) -> !mount.settings().ssl().verify())) {
			logger.warn(
					"The session '{}' does not verify certificates and host names: an attacker on the network path to its "
							+ "servers can read and change what it sends (ssl.verify is false)",
					session);
		}
	}

	private static List<String> of(TransportSettings settings) {
		TimeoutSettings timeout = settings.timeout();
		List<@Nullable String> faults = new ArrayList<>();
		faults.add(beyondTotal("timeout.lease", timeout.lease(), timeout));
		faults.add(beyondTotal("timeout.connect", timeout.connect(), timeout));
		faults.add(beyondTotal("timeout.read", timeout.read(), timeout));
		RateLimitSettings rateLimit = settings.resilience().rateLimit();
		if (rateLimit != null) {
			faults.add(beyondTotal("rate-limit.max-wait", rateLimit.maxWait(), timeout));
		}
		BulkheadSettings bulkhead = settings.resilience().bulkhead();
		if (bulkhead != null) {
			faults.add(beyondTotal("bulkhead.max-wait", bulkhead.maxWait(), timeout));
		}
		faults.add(attemptsBeyondTotal(settings));
		faults.add(repeatedWrites(settings));
		return faults.stream().filter(Objects::nonNull).map(String::valueOf).toList();
	}

	/**
	 * A wait that is longer than {@code timeout.total} never reaches its own limit.
	 */
	private static @Nullable String beyondTotal(String key, Duration wait, TimeoutSettings timeout) {
		return (wait.compareTo(timeout.total()) > 0) ? key + " (" + millis(wait) + ") is longer than timeout.total ("
				+ millis(timeout.total()) + "), which ends the call first: lower " + key + ", or raise timeout.total"
				: null;
	}

	/**
	 * {@code timeout.total} ends the call before all attempts to reach a silent server.
	 */
	private static @Nullable String attemptsBeyondTotal(TransportSettings settings) {
		int attempts = settings.retry().maxAttempts();
		Duration read = settings.timeout().read();
		Duration total = settings.timeout().total();
		boolean contradict = attempts > 1 && read.compareTo(total) <= 0
				&& (double) attempts * read.toMillis() > total.toMillis();
		return contradict ? "timeout.total (" + millis(total) + ") is too short for retry.max-attempts (" + attempts
				+ ") attempts of timeout.read (" + millis(read)
				+ ") each: raise timeout.total, or lower retry.max-attempts or timeout.read" : null;
	}

	private static @Nullable String repeatedWrites(TransportSettings settings) {
		Set<String> methods = settings.retry().methods();
		List<String> writes = Stream.of("PATCH", "POST").filter(methods::contains).toList();
		return (!writes.isEmpty() && settings.retry().maxAttempts() > 1)
				? "retry.methods has " + String.join(" and ", writes)
						+ ", so an operation that the server has completed may be executed twice: remove "
						+ "them, and mark the requests that may be repeated with idempotent(true)"
				: null;
	}

	private static @Nullable String unsentCredentials(SessionSettings settings) {
		boolean unsent = settings.credentials() != null && settings.baseUrl() == null
				&& settings.allowedOrigins().isEmpty();
		return unsent
				? "auth is never sent, because there is no origin that it may be sent to: set base-url or "
						+ "auth.allowed-origins, or remove the credentials (auth.enabled: false, if they are inherited)"
				: null;
	}

	/**
	 * Digest authentication does not reveal the password.
	 */
	private static @Nullable String readableCredentials(SessionSettings settings) {
		Credentials credentials = settings.credentials();
		if (credentials == null || "digest".equals(credentials.kind())) {
			return null;
		}
		URI baseUrl = settings.baseUrl();
		List<Origin> origins = new ArrayList<>();
		if (baseUrl != null && "http".equals(baseUrl.getScheme())) {
			origins.add(Origin.of(baseUrl));
		}
		settings.allowedOrigins().forEach((origin) -> origins.add(Origin.parse(origin)));
		return origins.stream()
			.filter(SettingsLint::isReadableByOthers)
			.findFirst()
			.map((origin) -> "auth sends credentials (" + credentials.kind() + ") to http://" + origin.host()
					+ ", where they can be read on the network path: use https in base-url and auth.allowed-origins")
			.orElse(null);
	}

	private static boolean isReadableByOthers(Origin origin) {
		return "http".equals(origin.scheme()) && !Loopback.isCertain(origin.host());
	}

	private static String millis(Duration duration) {
		return duration.toMillis() + " ms";
	}

}
