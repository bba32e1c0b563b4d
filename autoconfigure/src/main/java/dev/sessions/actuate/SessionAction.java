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

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.sessions.Session;
import dev.sessions.internal.auth.Authorization;

/**
 * The actions that an operator can perform on a session in use. None of them causes a
 * call to fail.
 */
enum SessionAction {

	/**
	 * Close idle connections. Connections in use stay open.
	 */
	EVICT_IDLE {

		@Override
		String perform(Session session, SessionInspection inspection) {
			int closed = inspection.evictIdle();
			return "closed " + closed + ((closed == 1) ? " idle connection" : " idle connections");
		}

	},

	/**
	 * Remove all cookies.
	 */
	CLEAR_COOKIES {

		@Override
		String perform(Session session, SessionInspection inspection) {
			int cookies = session.cookies().list().size();
			session.cookies().clear();
			return "removed " + cookies + ((cookies == 1) ? " cookie" : " cookies");
		}

	},

	/**
	 * Discard the current credential, so that the next call obtains a new one.
	 */
	RENEW_CREDENTIAL {

		@Override
		String perform(Session session, SessionInspection inspection) {
			Authorization authorization = inspection.authorization();
			if (authorization == null) {
				throw new IllegalStateException("The session has no credentials");
			}
			if (!authorization.forget()) {
				throw new IllegalStateException(
						"The credentials are fixed (" + authorization + ") and cannot be renewed");
			}
			return "the next call obtains a new credential (" + authorization + ")";
		}

	};

	/**
	 * Perform the action.
	 * @param session the session
	 * @param inspection the internals of the session
	 * @return a description of the result
	 * @throws IllegalStateException if the session does not support the action
	 */
	abstract String perform(Session session, SessionInspection inspection);

	/**
	 * Return the name of the action in requests, such as {@code evict-idle}.
	 */
	String text() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	static Optional<SessionAction> find(String text) {
		return Arrays.stream(values()).filter((action) -> action.text().equals(text)).findFirst();
	}

	static List<String> known() {
		return Arrays.stream(values()).map(SessionAction::text).toList();
	}

}
