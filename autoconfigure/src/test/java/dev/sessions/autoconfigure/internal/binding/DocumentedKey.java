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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of {@code documentation/keys.txt}.
 *
 * @param group the title of its group
 * @param page the page of its subject
 * @param key the key below the name of a session, or one that begins with
 * {@code management.}
 * @param since the version that introduced it
 * @param example an example of its value
 */
record DocumentedKey(String group, String page, String key, String since, String example) {

	private static final Path FILE = Path.of("src/test/resources/documentation/keys.txt");

	static List<DocumentedKey> all() throws IOException {
		List<DocumentedKey> keys = new ArrayList<>();
		String[] group = {};
		for (String line : Files.readAllLines(FILE)) {
			String[] columns = line.replaceFirst("^## ", "").split(" \\| ", 3);
			if (line.startsWith("## ")) {
				group = columns;
			}
			else if (columns.length == 3) {
				keys.add(new DocumentedKey(group[0], group[1], columns[0], columns[1], columns[2]));
			}
		}
		return keys;
	}

	/**
	 * The name of the key in the metadata, without the names of map entries.
	 */
	String name() {
		return this.key.startsWith("management.") ? this.key : "sessions.default." + this.key.replaceAll("\\.<.*", "");
	}

	/**
	 * The key of the example.
	 */
	String exampleKey() {
		String entry = this.key.contains("<") ? this.example.split("=", 2)[0] : "";
		return this.key.replaceFirst("\\.?<.*", entry.startsWith("[") ? entry : "." + entry);
	}

	String exampleValue() {
		return this.key.contains("<") ? this.example.split("=", 2)[1] : this.example;
	}

}
