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

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.sessions.autoconfigure.internal.binding.KnownKeys.Kind;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;

/**
 * Suggests a cure for an unknown key.
 */
final class UnknownKey {

	/**
	 * The number of elements up to a mount: sessions, a name, mounts, a prefix.
	 */
	private static final int MOUNT_ELEMENTS = 4;

	private UnknownKey() {
	}

	/**
	 * The cure for an unknown key.
	 * @param key the full key
	 * @return the cure
	 */
	static String cure(ConfigurationPropertyName key) {
		ConfigurationPropertyName withoutRoot = key.subName(1);
		Kind kind = KnownKeys.find(withoutRoot);
		if (kind != null && kind != Kind.BLOCK && kind != Kind.BLOCKS) {
			return "The first element below sessions is the name of a session. Write sessions.default." + withoutRoot
					+ " for all sessions, or sessions.<name>." + withoutRoot + " for one.";
		}
		boolean ofMount = key.getNumberOfElements() > 3 && KnownKeys.isOfMount(key.subName(2));
		int above = ofMount ? MOUNT_ELEMENTS : 2;
		Map<String, Kind> known = ofMount ? KnownKeys.ofMount() : KnownKeys.all();
		String session = key.chop(above).toString();
		String unknown = (key.getNumberOfElements() > above) ? key.subName(above).toString() : "";
		Kind ofSession = (ofMount && !unknown.isEmpty()) ? KnownKeys.find(key.subName(above)) : null;
		if (ofSession != null && !isBlock(unknown, known)) {
			return "This key applies to all requests of the session: write " + key.chop(2) + "." + unknown + ".";
		}
		String block = block(unknown, known);
		String nearest = NearestName.of(unknown, below(block, known));
		if (nearest != null) {
			return "Did you mean " + session + "." + nearest + "?";
		}
		return keysOf(session, block, known);
	}

	/**
	 * The cure for a block that is written as a value.
	 * @param key the full key of the block
	 * @return the cure
	 */
	static String cureOfBlock(ConfigurationPropertyName key) {
		boolean ofMount = key.getNumberOfElements() > 2 && KnownKeys.isOfMount(key.subName(2));
		int above = ofMount ? MOUNT_ELEMENTS : 2;
		String block = (key.getNumberOfElements() > above) ? KnownKeys.dashed(key.subName(above)) : "";
		return block.equals("mounts") ? mountCure(key.append("prefix")) : keysOf(key.chop(above).toString(),
				block.isEmpty() ? "" : block + ".", ofMount ? KnownKeys.ofMount() : KnownKeys.all());
	}

	/**
	 * The full keys below a block, and the blocks.
	 */
	private static List<String> below(String block, Map<String, Kind> known) {
		return known.keySet().stream().filter((key) -> key.startsWith(block)).toList();
	}

	private static String keysOf(String session, String block, Map<String, Kind> known) {
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
	 * The innermost known block, with a trailing dot.
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
	 * The cure for a mount whose prefix is not in brackets.
	 * @param key the full key
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
