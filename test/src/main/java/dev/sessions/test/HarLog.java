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

package dev.sessions.test;

import java.util.ArrayList;
import java.util.List;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The log of an HTTP Archive, version 1.2.
 *
 * @param entries the recorded exchanges in their order
 */
record HarLog(List<HarEntry> entries) {

	static HarLog of(JsonNode json, String file) {
		JsonNode entries = json.path("log").path("entries");
		if (!entries.isArray()) {
			throw new IllegalStateException("The cassette " + file + " is not an HTTP Archive: it has no log.entries");
		}
		List<HarEntry> all = new ArrayList<>();
		for (JsonNode entry : entries) {
			if (entry instanceof ObjectNode object) {
				all.add(new HarEntry(object));
			}
		}
		return new HarLog(List.copyOf(all));
	}

	JsonNode toJson() {
		ObjectNode root = JsonNodeFactory.instance.objectNode();
		ObjectNode log = root.putObject("log");
		log.put("version", "1.2");
		log.putObject("creator").put("name", "Sessions for Spring Boot").put("version", "1");
		this.entries.forEach((entry) -> log.withArray("entries").add(entry.json()));
		if (this.entries.isEmpty()) {
			log.putArray("entries");
		}
		return root;
	}

}
