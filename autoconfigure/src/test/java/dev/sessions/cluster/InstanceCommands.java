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

package dev.sessions.cluster;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

import dev.sessions.Session;
import org.jspecify.annotations.Nullable;

/**
 * The commands of an instance. A result is one line.
 */
final class InstanceCommands {

	private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

	private @Nullable OpenSession open;

	private @Nullable CallLoop loop;

	String run(String command, List<String> words) throws Exception {
		return switch (command) {
			case "ping" -> "pong";
			case "open" -> open(words);
			case "close" -> close();
			case "text" -> session().get(words.get(0)).text();
			case "get" -> CallLoop.once(session(), Integer.parseInt(words.get(0)), words.get(1)).toString();
			case "begin" -> begin(words);
			case "end" -> end();
			case "cookies" -> cookies(session());
			case "set-cookie" -> setCookie(words.get(0), words.get(1));
			case "fork-text" -> session().fork(words.get(0)).get(words.get(1)).text();
			case "fork-cookies" -> cookies(session().fork(words.get(0)));
			case "each" -> each(Integer.parseInt(words.get(0)), words.get(1));
			case "watch" -> watch(words.get(0), Integer.parseInt(words.get(1)));
			case "threads" -> threads();
			default -> throw new IllegalArgumentException(command);
		};
	}

	private String open(List<String> words) {
		close();
		this.open = OpenSession.of(words);
		return "open";
	}

	private String close() {
		if (this.open != null) {
			this.open.close();
			this.open = null;
		}
		return "closed";
	}

	private Session session() {
		if (this.open == null) {
			throw new IllegalStateException("No session is open");
		}
		return this.open.session();
	}

	private String begin(List<String> words) {
		this.loop = CallLoop.begin(session(), Integer.parseInt(words.get(0)), words.get(1));
		return "begun";
	}

	private String end() throws InterruptedException {
		if (this.loop == null) {
			throw new IllegalStateException("No calls have begun");
		}
		return this.loop.end().toString();
	}

	private String setCookie(String name, String value) {
		session().cookies().set(name, value);
		return "set";
	}

	private static String cookies(Session session) {
		return session.cookies()
			.list()
			.stream()
			.map((cookie) -> cookie.name() + "=" + cookie.value())
			.sorted()
			.collect(Collectors.joining(" "));
	}

	/**
	 * Call a path with each number from 1, with a short pause after each call.
	 */
	private String each(int count, String path) throws InterruptedException {
		for (int i = 1; i <= count; i++) {
			session().get(path + i).raiseForStatus();
			Thread.sleep(5);
		}
		return "done";
	}

	/**
	 * Return the times when a cookie reached the values 1, 2 and so on, in microseconds
	 * since the epoch.
	 */
	private String watch(String name, int count) {
		List<String> times = new ArrayList<>();
		long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
		while (times.size() < count && System.nanoTime() - end < 0) {
			String value = session().cookies().get(name);
			while (value != null && times.size() < Integer.parseInt(value)) {
				times.add(String.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now())));
			}
			LockSupport.parkNanos(LOOK_NANOS);
		}
		return String.join(" ", times);
	}

	/**
	 * Return the number of threads of each name, without the digits of the name.
	 */
	private static String threads() {
		Map<String, Integer> counts = new TreeMap<>();
		for (Thread thread : Thread.getAllStackTraces().keySet()) {
			counts.merge(thread.getName().replaceAll("[0-9]+", "").replace(' ', '_'), 1, Integer::sum);
		}
		return counts.entrySet()
			.stream()
			.map((count) -> count.getKey() + "=" + count.getValue())
			.collect(Collectors.joining(" "));
	}

	static String describe(Throwable failure) {
		return failure.toString().replace('\n', ' ').replace('\r', ' ');
	}

}
