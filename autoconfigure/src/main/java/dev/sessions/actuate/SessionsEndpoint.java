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

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

import dev.sessions.NoSuchSessionException;
import dev.sessions.PoolStats;
import dev.sessions.Session;
import dev.sessions.Sessions;
import dev.sessions.actuate.SessionDescriptor.Auth;
import dev.sessions.actuate.SessionsDescriptor.Summary;
import dev.sessions.autoconfigure.internal.binding.InspectedConfiguration;
import dev.sessions.autoconfigure.internal.binding.SessionConfigurations;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * An endpoint that shows the state of sessions and the origin of each setting, and
 * performs actions on them if its access permits. No response contains a secret.
 */
@Endpoint(id = "sessions", defaultAccess = Access.READ_ONLY)
public class SessionsEndpoint {

	private final Sessions sessions;

	private final @Nullable SessionConfigurations configured;

	private final RecentFailures failures;

	private final Predicate<String> primary;

	private final Predicate<String> created;

	private final Clock clock = Clock.systemUTC();

	/**
	 * Create the endpoint.
	 * @param sessions the sessions
	 * @param configured the configured sessions, or {@code null} if they are unknown
	 * @param failures the recorded failures of the sessions
	 * @param primary whether the session with a bean name is primary
	 * @param created whether the session with a bean name was already created
	 */
	public SessionsEndpoint(Sessions sessions, @Nullable SessionConfigurations configured, RecentFailures failures,
			Predicate<String> primary, Predicate<String> created) {
		this.sessions = sessions;
		this.configured = configured;
		this.failures = failures;
		this.primary = primary;
		this.created = created;
	}

	/**
	 * Summarize all sessions. No session is created for the summary, and a session that
	 * cannot be inspected does not affect the others.
	 * @return the sessions
	 */
	@ReadOperation
	public SessionsDescriptor sessions() {
		Map<String, Summary> summaries = new TreeMap<>();
		this.sessions.names().forEach((name) -> summaries.put(name, summary(name)));
		return new SessionsDescriptor(summaries);
	}

	private Summary summary(String name) {
		if (!this.created.test(name)) {
			return withoutSession(name, "not created yet");
		}
		try {
			return ofSession(name);
		}
		catch (RuntimeException ex) {
			return withoutSession(name, "cannot be inspected: " + ex.getClass().getSimpleName());
		}
	}

	/**
	 * Return the summary of a session that is not available.
	 */
	private Summary withoutSession(String name, String state) {
		InspectedConfiguration configured = configured(name);
		Object baseUrl = (configured != null) ? configured.value("base-url") : null;
		return new Summary(state, (baseUrl != null) ? SecretMasking.withoutUserInfo(baseUrl.toString()) : null,
				configured != null, this.primary.test(name), null, new PoolStats(0, 0, 0, 0), List.of(), 0);
	}

	private Summary ofSession(String name) {
		SessionInspection inspection = new SessionInspection(this.sessions.get(name));
		Auth auth = inspection.auth(this.clock);
		return new Summary("created", inspection.baseUrl(), configured(name) != null, this.primary.test(name),
				(auth != null) ? auth.kind() : null, inspection.totals(), inspection.mounts(),
				inspection.failures(this.failures).size());
	}

	/**
	 * Describe one session. It is created if it does not exist yet.
	 * @param name the name of the session, in any spelling
	 * @return the session
	 * @throws NoSuchSessionException if there is no session of that name
	 */
	@ReadOperation
	public SessionDescriptor session(@Selector String name) {
		Session session = this.sessions.get(name);
		String bean = beanName(name, session);
		SessionInspection inspection = new SessionInspection(session);
		InspectedConfiguration configured = configured(bean);
		boolean primary = this.primary.test(bean);
		EffectiveSettings effective = new EffectiveSettings(inspection.settings(), configured);
		return new SessionDescriptor(bean, inspection.baseUrl(), configured != null, primary,
				inspection.auth(this.clock), inspection.pool(), inspection.retriesLeft(), inspection.cookies(),
				inspection.failures(this.failures), inspection.shared(), effective.ofSession(),
				inspection.mounts(effective));
	}

	/**
	 * Perform an action on a session.
	 * @param name the name of the session, in any spelling
	 * @param action {@code evict-idle}, {@code clear-cookies} or {@code renew-credential}
	 * @return the outcome
	 * @throws NoSuchSessionException if there is no session of that name
	 * @throws IllegalArgumentException if the action is unknown
	 * @throws IllegalStateException if the session does not support the action
	 */
	@WriteOperation
	public ActionDescriptor act(@Selector String name, String action) {
		Session session = this.sessions.get(name);
		SessionAction known = SessionAction.find(action)
			.orElseThrow(() -> new IllegalArgumentException(
					"Unknown action; the actions are " + String.join(", ", SessionAction.known())));
		return new ActionDescriptor(beanName(name, session), known.text(),
				known.perform(session, new SessionInspection(session)));
	}

	private String beanName(String name, Session session) {
		return this.sessions.names().contains(name) ? name : session.name();
	}

	private @Nullable InspectedConfiguration configured(String name) {
		return (this.configured != null) ? this.configured.find(name) : null;
	}

}
