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
import dev.sessions.auth.Authorization;

/**
 * What can be done to a session while it is used. None of it makes a call fail.
 */
enum SessionAction {

	/**
	 * Close the connections that nobody uses. Those in use go on.
	 */
	EVICT_IDLE {

		@Override
		String perform(Session session, SessionInspection inspection) {
			int closed = inspection.evictIdle();
			return "closed " + closed + ((closed == 1) ? " idle connection" : " idle connections");
		}

	},

	/**
	 * Forget all cookies.
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
	 * Let the next call get the credential anew.
	 */
	RENEW_CREDENTIAL {

		@Override
		String perform(Session session, SessionInspection inspection) {
			Authorization authorization = inspection.authorization();
			if (authorization == null) {
				throw new IllegalStateException("The session has no credentials");
			}
			if (!authorization.forget()) {
				throw new IllegalStateException("The credentials are fixed (" + authorization
						+ "): there is nothing they could be renewed from");
			}
			return "the next call gets the credential anew (" + authorization + ")";
		}

	};

	/**
	 * Do it.
	 * @param session the session
	 * @param inspection what is behind it
	 * @return what was done
	 * @throws IllegalStateException if it cannot be done to this session
	 */
	abstract String perform(Session session, SessionInspection inspection);

	/**
	 * How it is written.
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
