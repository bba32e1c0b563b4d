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

package dev.sessions;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;

import dev.sessions.internal.content.LineReader;
import org.jspecify.annotations.Nullable;

/**
 * Parses an event stream (HTML standard, section 9.2.6). An event that is incomplete at
 * the end of the stream is discarded.
 */
final class ServerSentEvents {

	/**
	 * At most 15 digits, so that the number fits a {@code long}.
	 */
	private static final Pattern MILLIS = Pattern.compile("[0-9]{1,15}");

	private final LineReader lines;

	private final StringBuilder data = new StringBuilder();

	private String event = "";

	private @Nullable String id;

	private @Nullable Duration retry;

	ServerSentEvents(LineReader lines) {
		this.lines = lines;
	}

	/**
	 * Return the next event.
	 * @return the event, or {@code null} at the end of the stream
	 */
	@Nullable ServerSentEvent next() throws IOException {
		for (String line = this.lines.next(); line != null; line = this.lines.next()) {
			if (!line.isEmpty()) {
				read(line);
				continue;
			}
			ServerSentEvent complete = dispatch();
			if (complete != null) {
				return complete;
			}
		}
		return null;
	}

	private void read(String line) throws IOException {
		int colon = line.indexOf(':');
		String field = (colon >= 0) ? line.substring(0, colon) : line;
		String value = (colon >= 0) ? line.substring(colon + 1) : "";
		value = value.startsWith(" ") ? value.substring(1) : value;
		switch (field) {
			case "event" -> {
				this.event = value;
			}
			case "data" -> {
				this.lines.requireRoom((long) this.data.length() + value.length());
				this.data.append(value).append('\n');
			}
			case "id" -> {
				if (value.indexOf(0) < 0) {
					this.id = value;
				}
			}
			case "retry" -> {
				if (MILLIS.matcher(value).matches()) {
					this.retry = Duration.ofMillis(Long.parseLong(value));
				}
			}
			default -> {
				// a comment or an unknown field
			}
		}
	}

	private @Nullable ServerSentEvent dispatch() {
		ServerSentEvent complete = null;
		if (!this.data.isEmpty()) {
			this.data.setLength(this.data.length() - 1);
			complete = new ServerSentEvent(this.id, this.event.isEmpty() ? "message" : this.event, this.data.toString(),
					this.retry);
		}
		this.data.setLength(0);
		this.event = "";
		return complete;
	}

}
