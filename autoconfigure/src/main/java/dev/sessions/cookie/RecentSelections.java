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

package dev.sessions.cookie;

import java.time.Clock;
import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * The selections made last from one state of a jar, a few so that the hosts of a redirect
 * all find theirs. If two threads add at once, one of them may have to select again.
 */
final class RecentSelections {

	private static final int MAX = 8;

	private static final CookieSelection[] NONE = {};

	private volatile CookieSelection[] selections = NONE;

	@Nullable CookieSelection find(String host, boolean secure, Clock clock) {
		for (CookieSelection selection : this.selections) {
			if (selection.isFor(host, secure)) {
				return selection.isValid(clock) ? selection : null;
			}
		}
		return null;
	}

	/**
	 * Add a selection in front, and drop one that it replaces or the oldest.
	 */
	void add(CookieSelection added, String host, boolean secure) {
		CookieSelection[] current = this.selections;
		CookieSelection[] changed = new CookieSelection[Math.min(current.length + 1, MAX)];
		int size = 0;
		changed[size++] = added;
		for (CookieSelection selection : current) {
			if (size < changed.length && !selection.isFor(host, secure)) {
				changed[size++] = selection;
			}
		}
		this.selections = (size == changed.length) ? changed : Arrays.copyOf(changed, size);
	}

}
