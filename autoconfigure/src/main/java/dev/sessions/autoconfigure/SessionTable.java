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

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.sessions.Credentials;
import dev.sessions.SessionSettings;
import dev.sessions.settings.TimeoutSettings;
import org.jspecify.annotations.Nullable;

/**
 * Formats the main settings of sessions as a table with one line per session.
 */
final class SessionTable {

	private static final List<String> HEAD = List.of("name", "base-url", "auth", "pool", "connect", "read", "lease",
			"total", "attempts", "shared");

	private SessionTable() {
	}

	static String of(Map<String, SessionSettings> sessions) {
		List<List<String>> rows = new ArrayList<>();
		rows.add(HEAD);
		sessions.forEach((name, settings) -> rows.add(row(name, settings)));
		int columns = sessions.values().stream().anyMatch(SessionTable::isShared) ? HEAD.size() : HEAD.size() - 1;
		int[] widths = IntStream.range(0, columns)
			.map((column) -> rows.stream().mapToInt((row) -> row.get(column).length()).max().orElse(0))
			.toArray();
		return rows.stream().map((row) -> line(row, widths)).collect(Collectors.joining("\n"));
	}

	private static List<String> row(String name, SessionSettings settings) {
		Credentials credentials = settings.credentials();
		TimeoutSettings timeout = settings.timeout();
		return List.of(name, url(settings.baseUrl()), (credentials != null) ? credentials.kind() : "-",
				String.valueOf(settings.pool().maxConnections()), time(timeout.connect()), time(timeout.read()),
				time(timeout.lease()), time(timeout.total()), String.valueOf(settings.retry().maxAttempts()),
				isShared(settings) ? String.valueOf(settings.shared().store()) : "-");
	}

	private static boolean isShared(SessionSettings settings) {
		return settings.shared().store() != null;
	}

	/**
	 * A base URL contains neither user info nor a query, so it can be logged.
	 */
	private static String url(@Nullable URI url) {
		return (url != null) ? url.toString() : "-";
	}

	private static String time(Duration duration) {
		long millis = duration.toMillis();
		return (millis % 1000 == 0) ? millis / 1000 + "s" : millis + "ms";
	}

	private static String line(List<String> row, int[] widths) {
		StringBuilder line = new StringBuilder();
		for (int column = 0; column < widths.length; column++) {
			String cell = row.get(column);
			line.append("  ").append(cell).append(" ".repeat(widths[column] - cell.length()));
		}
		return line.toString().stripTrailing();
	}

}
