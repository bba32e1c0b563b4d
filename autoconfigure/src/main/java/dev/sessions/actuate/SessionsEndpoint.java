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
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Shows what the sessions are, how they are doing and which setting came from where; and,
 * where its access allows for that, does something about it. No answer holds a secret.
 */
@Endpoint(id = "sessions", defaultAccess = Access.READ_ONLY)
public class SessionsEndpoint {

	private final Sessions sessions;

	private final @Nullable ConfiguredSessions configured;

	private final RecentFailures failures;

	private final Predicate<String> primary;

	private final Predicate<String> created;

	private final Clock clock = Clock.systemUTC();

	/**
	 * Create the endpoint.
	 * @param sessions the sessions
	 * @param configured those of them that are configured, or {@code null} if that is not
	 * known
	 * @param failures has the failures of each
	 * @param primary tells by the name of its bean whether a session is primary
	 * @param created tells by the name of its bean whether a session was created already
	 */
	public SessionsEndpoint(Sessions sessions, @Nullable ConfiguredSessions configured, RecentFailures failures,
			Predicate<String> primary, Predicate<String> created) {
		this.sessions = sessions;
		this.configured = configured;
		this.failures = failures;
		this.primary = primary;
		this.created = created;
	}

	/**
	 * All sessions, in short. None is created for that, and one that cannot be looked at
	 * does not hide the others.
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
			return unseen(name, "not created yet");
		}
		try {
			return seen(name);
		}
		catch (RuntimeException ex) {
			return unseen(name, "cannot be looked at: " + ex.getClass().getSimpleName());
		}
	}

	/**
	 * What is known without the session.
	 */
	private Summary unseen(String name, String state) {
		ConfiguredSession configured = configured(name);
		Object baseUrl = (configured != null) ? configured.value("base-url") : null;
		return new Summary(state, (baseUrl != null) ? Secrets.withoutUserInfo(baseUrl.toString()) : null,
				configured != null, this.primary.test(name), null, new PoolStats(0, 0, 0, 0), List.of(), 0);
	}

	private Summary seen(String name) {
		SessionInspection inspection = new SessionInspection(this.sessions.get(name));
		Auth auth = inspection.auth(this.clock);
		return new Summary("created", inspection.baseUrl(), configured(name) != null, this.primary.test(name),
				(auth != null) ? auth.kind() : null, inspection.totals(), inspection.mounts(),
				inspection.failures(this.failures).size());
	}

	/**
	 * One session, which is created if it was not yet.
	 * @param name its name, in any spelling
	 * @return the session
	 * @throws NoSuchSessionException if there is none of that name
	 */
	@ReadOperation
	public SessionDescriptor session(@Selector String name) {
		Session session = this.sessions.get(name);
		String bean = beanName(name, session);
		SessionInspection inspection = new SessionInspection(session);
		ConfiguredSession configured = configured(bean);
		boolean primary = this.primary.test(bean);
		EffectiveSettings effective = new EffectiveSettings(inspection.settings(), configured);
		return new SessionDescriptor(bean, inspection.baseUrl(), configured != null, primary,
				inspection.auth(this.clock), inspection.pool(), inspection.retriesLeft(), inspection.cookies(),
				inspection.failures(this.failures), effective.ofSession(), inspection.mounts(effective));
	}

	/**
	 * Do something to a session.
	 * @param name its name, in any spelling
	 * @param action {@code evict-idle}, {@code clear-cookies} or {@code renew-credential}
	 * @return what was done
	 * @throws NoSuchSessionException if there is none of that name
	 * @throws IllegalArgumentException if there is no such action
	 * @throws IllegalStateException if it cannot be done to this session
	 */
	@WriteOperation
	public ActionDescriptor act(@Selector String name, String action) {
		Session session = this.sessions.get(name);
		SessionAction known = SessionAction.find(action)
			.orElseThrow(() -> new IllegalArgumentException(
					"There is no such action; there are " + String.join(", ", SessionAction.known())));
		return new ActionDescriptor(beanName(name, session), known.text(),
				known.perform(session, new SessionInspection(session)));
	}

	private String beanName(String name, Session session) {
		return this.sessions.names().contains(name) ? name : session.name();
	}

	private @Nullable ConfiguredSession configured(String name) {
		return (this.configured != null) ? this.configured.find(name) : null;
	}

}
