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

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.sessions.benchmarks.worker.Table;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Prints a profile of the calls in a JFR recording: the share of each part of the code,
 * and the methods that take more than 3 % of the time.
 */
public final class Profile {

	private static final Set<String> SAMPLES = Set.of("jdk.ExecutionSample", "jdk.CPUTimeSample");

	private static final double REMARKABLE = 0.03;

	private final Map<String, Integer> parts = new TreeMap<>();

	private final Map<String, Integer> methods = new TreeMap<>();

	private int samples;

	private Profile() {
	}

	/**
	 * Print the profile.
	 * @param args the file name of the recording
	 * @throws IOException if it cannot be read
	 */
	public static void main(String[] args) throws IOException {
		if (args.length != 1) {
			throw new IllegalArgumentException("Pass the file name of a recording, such as profile.jfr");
		}
		Profile profile = new Profile();
		try (RecordingFile recording = new RecordingFile(Path.of(args[0]))) {
			while (recording.hasMoreEvents()) {
				profile.add(recording.readEvent());
			}
		}
		profile.print(System.out);
	}

	private void add(RecordedEvent event) {
		RecordedStackTrace stack = event.getStackTrace();
		if (stack == null || !SAMPLES.contains(event.getEventType().getName())) {
			return;
		}
		List<RecordedFrame> frames = stack.getFrames();
		String part = isOfCall(frames) ? Part.ofCall(frames) : Part.ofOthers(frames);
		if (part != null) {
			this.samples++;
			this.parts.merge(part, 1, Integer::sum);
			this.methods.merge(Part.name(Part.caller(frames)), 1, Integer::sum);
		}
	}

	/**
	 * Whether the stack belongs to a client of the benchmark.
	 */
	private static boolean isOfCall(List<RecordedFrame> frames) {
		return frames.stream()
			.anyMatch((frame) -> frame.getMethod().getType().getName().startsWith("dev.sessions.benchmarks.client."));
	}

	private void print(PrintStream out) {
		out.printf(Locale.ROOT, "%,d samples%n%n", this.samples);
		out.println(table("part", this.parts, 0));
		out.println(table("method, with what it calls in the JVM", this.methods, REMARKABLE));
	}

	private Table table(String title, Map<String, Integer> counts, double least) {
		Table table = new Table(title, "time", "");
		counts.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() > least * this.samples)
			.sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
			.forEach((entry) -> table.add(entry.getKey(),
					String.format(Locale.ROOT, "%.1f %%", 100.0 * entry.getValue() / this.samples), ""));
		return table;
	}

}
