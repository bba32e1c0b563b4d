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

package dev.sessions.autoconfigure.internal.binding;

import java.util.Collection;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Suggests a known name for a misspelt one. {@link UnknownKey} chooses the keys that come
 * into question.
 */
final class NearestName {

	private NearestName() {
	}

	/**
	 * Find the known name that is most similar to a name. A dotted name may also lack its
	 * first parts.
	 * @param name the misspelt name
	 * @param known the known names
	 * @return the most similar name, or {@code null} if none is similar
	 */
	static @Nullable String of(String name, Collection<String> known) {
		String nearest = null;
		int least = Integer.MAX_VALUE;
		for (String candidate : known) {
			int distance = distance(name, candidate);
			String lastPart = candidate.substring(candidate.lastIndexOf('.') + 1);
			int distanceOfLast = distance(name.substring(name.lastIndexOf('.') + 1), lastPart);
			if (distanceOfLast <= tolerance(lastPart)) {
				distance = Math.min(distance, tolerance(name) + distanceOfLast);
			}
			else if (distance > tolerance(name)) {
				continue;
			}
			if (distance < least) {
				least = distance;
				nearest = candidate;
			}
		}
		return nearest;
	}

	private static int tolerance(String name) {
		return Math.max(1, name.length() / 3);
	}

	/**
	 * The Levenshtein distance, ignoring case.
	 */
	private static int distance(String first, String second) {
		String a = first.toLowerCase(Locale.ROOT);
		String b = second.toLowerCase(Locale.ROOT);
		int[] previous = new int[b.length() + 1];
		for (int j = 0; j <= b.length(); j++) {
			previous[j] = j;
		}
		for (int i = 1; i <= a.length(); i++) {
			int[] current = new int[b.length() + 1];
			current[0] = i;
			for (int j = 1; j <= b.length(); j++) {
				int substitution = previous[j - 1] + ((a.charAt(i - 1) == b.charAt(j - 1)) ? 0 : 1);
				current[j] = Math.min(substitution, Math.min(previous[j], current[j - 1]) + 1);
			}
			previous = current;
		}
		return previous[b.length()];
	}

}
