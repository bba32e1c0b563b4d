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

package dev.sessions.internal.oauth2;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The states of users that recently needed a token. Bounded: the least recently used
 * state without a request is removed first. Thread-safe.
 */
final class UserStates {

	private static final int MAX_COUNT = 10_000;

	private final Map<Object, UserState> states = new LinkedHashMap<>(16, 0.75F, true);

	synchronized UserState of(AuthorizedUser user) {
		UserState state = this.states.computeIfAbsent(user.id(), (unknown) -> new UserState());
		if (this.states.size() > MAX_COUNT) {
			forgetOther(state);
		}
		return state;
	}

	private void forgetOther(UserState used) {
		for (Iterator<UserState> oldest = this.states.values().iterator(); oldest.hasNext();) {
			UserState state = oldest.next();
			if (state != used && !state.isActive()) {
				oldest.remove();
				return;
			}
		}
	}

}
