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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import dev.sessions.benchmarks.worker.Quartiles;
import dev.sessions.benchmarks.worker.Table;
import dev.sessions.benchmarks.worker.WorkerProcess;

import org.springframework.util.FileSystemUtils;

/**
 * The durations of the starts of applications with various numbers of sessions.
 */
final class Starts {

	private static final List<Integer> SIZES = List.of(0, 100, 1000);

	private final List<StartMode> modes;

	private final Map<Integer, Map<StartMode, Quartiles>> millis = new TreeMap<>();

	private final Map<Integer, Quartiles> floor = new TreeMap<>();

	private Starts(List<StartMode> modes) {
		this.modes = modes;
	}

	/**
	 * Start applications in fresh JVMs, in turns.
	 * @param rounds the number of starts of each kind
	 * @param ahead whether to measure ahead-of-time optimizations as well
	 * @return the durations
	 * @throws IOException if an application does not start
	 */
	static Starts measure(int rounds, boolean ahead) throws IOException {
		Starts starts = new Starts(
				ahead ? Stream.of(StartMode.values()).filter(StartMode::isPresent).toList() : List.of(StartMode.PLAIN));
		for (int sessions : SIZES) {
			starts.measure(sessions, rounds);
		}
		return starts;
	}

	private void measure(int sessions, int rounds) throws IOException {
		Path directory = Files.createTempDirectory("benchmark-starts");
		try {
			Path generated = (this.modes.size() > 1) ? AheadOfTime.process(sessions, directory) : directory;
			Map<StartMode, List<String>> prepared = new EnumMap<>(StartMode.class);
			Map<StartMode, List<Double>> times = new EnumMap<>(StartMode.class);
			for (StartMode mode : this.modes) {
				prepared.put(mode, mode.prepare(sessions, generated, directory));
				times.put(mode, new ArrayList<>());
			}
			List<Double> bound = new ArrayList<>();
			for (int i = 0; i < rounds; i++) {
				bound.add(millis(BoundStartWorker.start(sessions)));
				for (Map.Entry<StartMode, List<Double>> each : times.entrySet()) {
					each.getValue()
						.add(millis(StartWorker.start(sessions, prepared.getOrDefault(each.getKey(), List.of()))));
				}
			}
			Map<StartMode, Quartiles> quartiles = new EnumMap<>(StartMode.class);
			times.forEach((mode, values) -> quartiles.put(mode, Quartiles.of(values)));
			this.millis.put(sessions, quartiles);
			this.floor.put(sessions, Quartiles.of(bound));
		}
		finally {
			FileSystemUtils.deleteRecursively(directory);
		}
	}

	private static double millis(WorkerProcess start) throws IOException {
		try (start) {
			return start.number();
		}
	}

	/**
	 * The largest spread of the times that have a budget.
	 * @return the largest spread
	 */
	double spread() {
		return SIZES.stream().mapToDouble((sessions) -> quartiles(sessions, StartMode.PLAIN).spread()).max().orElse(0);
	}

	/**
	 * The duration of a start without optimization.
	 * @param sessions the number of sessions in the application
	 * @return the duration in milliseconds
	 */
	double millis(int sessions) {
		return quartiles(sessions, StartMode.PLAIN).median();
	}

	/**
	 * The time that sessions add to a start without optimization.
	 * @param sessions the number of sessions in the application
	 * @return the time in milliseconds
	 */
	double added(int sessions) {
		return millis(sessions) - millis(0);
	}

	/**
	 * The time added by beans without any function that Spring Boot binds from the same
	 * YAML.
	 * @param clients the number of beans in the application
	 * @return the time in milliseconds
	 */
	double floor(int clients) {
		return this.floor.getOrDefault(clients, Quartiles.of(0)).median()
				- this.floor.getOrDefault(0, Quartiles.of(0)).median();
	}

	private Quartiles quartiles(int sessions, StartMode mode) {
		return this.millis.getOrDefault(sessions, Map.of()).getOrDefault(mode, Quartiles.of(0));
	}

	/**
	 * A table of all starts, in milliseconds.
	 */
	@Override
	public String toString() {
		List<String> titles = new ArrayList<>(List.of("milliseconds to start"));
		this.modes.forEach((mode) -> titles.add(mode.toString()));
		titles.add("");
		Table table = new Table(titles.toArray(String[]::new));
		for (int sessions : SIZES) {
			List<String> cells = new ArrayList<>();
			cells.add(String.format(Locale.ROOT, "with %,d sessions", sessions));
			this.modes
				.forEach((mode) -> cells.add(String.format(Locale.ROOT, "%,.0f", quartiles(sessions, mode).median())));
			cells.add("");
			table.add(cells.toArray(String[]::new));
		}
		return table.toString();
	}

}
