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

package dev.sessions.benchmarks.profile;

import java.util.List;

import jdk.jfr.consumer.RecordedFrame;
import org.jspecify.annotations.Nullable;

/**
 * Whose code a frame of a stack is. The JVM's own belongs to whoever called it.
 */
final class Part {

	private static final String SESSIONS = "dev.sessions.";

	private static final String INTERNAL = SESSIONS + "internal.";

	private static final List<String> LIBRARIES = List.of("tools.jackson", "org.springframework",
			"org.apache.hc.client5", "org.apache.hc.core5");

	private Part() {
	}

	/**
	 * The package: of a session its room, of anybody else his library.
	 * @param frame the frame
	 * @return the package, or {@code null} if it is the JVM's
	 */
	static @Nullable String of(RecordedFrame frame) {
		String type = frame.getMethod().getType().getName();
		if (type.startsWith("dev.sessions.benchmarks.")) {
			return type.startsWith("dev.sessions.benchmarks.server.") ? "the server in memory" : "the benchmark";
		}
		if (type.startsWith(SESSIONS)) {
			int end = type.indexOf('.', (type.startsWith(INTERNAL) ? INTERNAL : SESSIONS).length());
			return (end >= 0) ? type.substring(0, end) : "dev.sessions";
		}
		return LIBRARIES.stream().filter((library) -> type.startsWith(library + ".")).findFirst().orElse(null);
	}

}
