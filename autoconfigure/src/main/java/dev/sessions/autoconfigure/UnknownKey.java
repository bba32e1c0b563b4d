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

package dev.sessions.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.sessions.autoconfigure.KnownKeys.Kind;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * What may have been meant by a key that is not known.
 */
final class UnknownKey {

	/**
	 * sessions, a name, mounts, a prefix.
	 */
	private static final int MOUNT_ELEMENTS = 4;

	private UnknownKey() {
	}

	/**
	 * What to write instead.
	 * @param key the whole key
	 * @return the cure
	 */
	static String cure(ConfigurationPropertyName key) {
		ConfigurationPropertyName withoutRoot = key.subName(1);
		Kind kind = KnownKeys.find(withoutRoot);
		if (kind != null && kind != Kind.BLOCK && kind != Kind.BLOCKS) {
			return "Below sessions stands the name of a session first. Write sessions.default." + withoutRoot
					+ " for all sessions, or sessions.<name>." + withoutRoot + " for one.";
		}
		boolean ofMount = key.getNumberOfElements() > 3 && KnownKeys.isOfMount(key.subName(2));
		int above = ofMount ? MOUNT_ELEMENTS : 2;
		Map<String, Kind> known = ofMount ? KnownKeys.ofMount() : KnownKeys.all();
		String session = key.chop(above).toString();
		String unknown = (key.getNumberOfElements() > above) ? key.subName(above).toString() : "";
		Kind ofSession = (ofMount && !unknown.isEmpty()) ? KnownKeys.find(key.subName(above)) : null;
		if (ofSession != null && !isBlock(unknown, known)) {
			return "It belongs to the session, for all its requests: write " + key.chop(2) + "." + unknown + ".";
		}
		String nearest = NearestName.of(unknown, values(known));
		if (nearest != null) {
			return "Did you mean " + session + "." + nearest + "?";
		}
		String block = block(unknown, known);
		String keys = values(known).stream()
			.filter((value) -> value.startsWith(block))
			.map((value) -> value.substring(block.length()))
			.map((value) -> value.contains(".") ? value.substring(0, value.indexOf('.')) : value)
			.distinct()
			.sorted()
			.collect(Collectors.joining(", "));
		return "The keys of " + (session + "." + block).replaceAll("\\.$", "") + " are: " + keys + ".";
	}

	/**
	 * The innermost block that is known, with a dot at its end.
	 */
	private static String block(String key, Map<String, Kind> known) {
		String block = key;
		while (!block.isEmpty() && !isBlock(block, known)) {
			block = block.substring(0, Math.max(0, block.lastIndexOf('.')));
		}
		return block.isEmpty() ? "" : block + ".";
	}

	private static boolean isBlock(String key, Map<String, Kind> known) {
		return known.get(key) == Kind.BLOCK;
	}

	/**
	 * What to write for a mount whose prefix is not in brackets.
	 * @param key the whole key
	 * @return the cure
	 */
	static String mountCure(ConfigurationPropertyName key) {
		return "Write the prefix in brackets and quotes, as in " + key.chop(MOUNT_ELEMENTS - 1)
				+ " with the key \"[/reports]\": or \"[https://files.example.org]\":.";
	}

	private static List<String> values(Map<String, Kind> known) {
		return known.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() != Kind.BLOCK)
			.map(Map.Entry::getKey)
			.toList();
	}

}
