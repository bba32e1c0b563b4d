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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jdk.jfr.consumer.RecordedFrame;
import org.jspecify.annotations.Nullable;

/**
 * Attributes a stack to a part of the code. Time in methods of the JVM belongs to their
 * caller, except for socket operations of the system and the JDK's work for virtual
 * threads.
 */
final class Part {

	private static final String SESSIONS = "dev.sessions.";

	private static final String INTERNAL = SESSIONS + "internal.";

	private static final List<String> LIBRARIES = List.of("tools.jackson", "org.springframework",
			"org.apache.hc.client5", "org.apache.hc.core5");

	private static final Pattern SOCKET = Pattern
		.compile("sun\\.nio\\.ch\\.(?:SocketDispatcher|UnixDispatcher|Net)\\.(read|write|poll).*");

	private static final Pattern SWITCH = Pattern.compile("java\\.lang\\.VirtualThread\\.(?!run$).*"
			+ "|jdk\\.internal\\.vm\\.Continuation\\.(?!enter).*|java\\.util\\.concurrent\\.ForkJoin.*");

	private static final Pattern POLLER = Pattern.compile("sun\\.nio\\.ch\\..*Poll(?:er)?.*");

	private Part() {
	}

	/**
	 * Return the part for the stack of a call.
	 * @param frames the stack, with the running method first
	 * @return the part
	 */
	static String ofCall(List<RecordedFrame> frames) {
		RecordedFrame caller = caller(frames);
		for (RecordedFrame frame : frames.subList(0, frames.indexOf(caller))) {
			Matcher socket = SOCKET.matcher(name(frame));
			if (socket.matches()) {
				return "the system: " + socket.group(1) + " of a socket";
			}
			if (SWITCH.matcher(name(frame)).matches()) {
				return "virtual threads: park, wake, switch";
			}
			if (POLLER.matcher(name(frame)).matches()) {
				return "virtual threads: poller";
			}
		}
		return String.valueOf(of(caller));
	}

	/**
	 * Return the part for the stack of any other thread.
	 * @param frames the stack, with the running method first
	 * @return the part, or {@code null} if the thread does not serve virtual threads
	 */
	static @Nullable String ofOthers(List<RecordedFrame> frames) {
		if (frames.stream().anyMatch((frame) -> POLLER.matcher(name(frame)).matches())) {
			return "virtual threads: poller";
		}
		return frames.stream().anyMatch((frame) -> SWITCH.matcher(name(frame)).matches())
				? "virtual threads: park, wake, switch" : null;
	}

	/**
	 * The first frame outside the JVM.
	 */
	static RecordedFrame caller(List<RecordedFrame> frames) {
		return frames.stream().filter((frame) -> of(frame) != null).findFirst().orElse(frames.get(0));
	}

	static String name(RecordedFrame frame) {
		return frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
	}

	/**
	 * The package of a session, or the library.
	 */
	private static @Nullable String of(RecordedFrame frame) {
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
