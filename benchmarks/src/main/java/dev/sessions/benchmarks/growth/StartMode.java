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

package dev.sessions.benchmarks.growth;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.sessions.benchmarks.worker.WorkerProcess;

/**
 * The optimizations of an application's start.
 */
enum StartMode {

	/**
	 * Without optimization.
	 */
	PLAIN("as it is", false, false),

	/**
	 * With the classes that Spring generates ahead of time.
	 */
	SPRING_AOT("Spring's AOT", true, false),

	/**
	 * With the JDK's AOT cache of an earlier start.
	 */
	AOT_CACHE("JDK's AOT cache", false, true),

	/**
	 * With both.
	 */
	BOTH("both", true, true);

	private final String label;

	private final boolean spring;

	private final boolean cache;

	StartMode(String label, boolean spring, boolean cache) {
		this.label = label;
		this.spring = spring;
		this.cache = cache;
	}

	/**
	 * Whether this JVM supports the mode. The AOT cache with a single command needs Java
	 * 25.
	 * @return whether the mode is supported
	 */
	boolean isPresent() {
		return !this.cache || Runtime.version().feature() >= 25;
	}

	/**
	 * Prepare the start of an application.
	 * @param sessions the number of its sessions
	 * @param generated the jar of {@link AheadOfTime#process(int, Path)}
	 * @param directory the directory of the cache
	 * @return the JVM arguments
	 * @throws IOException if the preparation fails
	 */
	List<String> prepare(int sessions, Path generated, Path directory) throws IOException {
		List<String> jvm = new ArrayList<>();
		if (this.spring) {
			jvm.addAll(List.of("-cp",
					generated + System.getProperty("path.separator") + System.getProperty("java.class.path"),
					"-Dspring.aot.enabled=true"));
		}
		if (this.cache) {
			Path file = directory.resolve(name() + ".aot");
			List<String> training = new ArrayList<>(jvm);
			training.add("-XX:AOTCacheOutput=" + file);
			try (WorkerProcess worker = StartWorker.start(sessions, training)) {
				worker.awaitEnd();
			}
			jvm.addAll(List.of("-XX:AOTCache=" + file, "-XX:AOTMode=on"));
		}
		return jvm;
	}

	@Override
	public String toString() {
		return this.label;
	}

}
