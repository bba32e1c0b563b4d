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

package dev.sessions.benchmarks.worker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The duration and number of each worker's rounds. The workers take turns, so that other
 * activity of the machine affects all of them alike.
 *
 * @param warmUpCalls the number of calls in the warm-up, which does not count
 * @param warmUp the maximum duration of the warm-up
 * @param round the duration of each round
 * @param rounds the number of rounds
 */
public record Pace(long warmUpCalls, Duration warmUp, Duration round, int rounds) {

	/**
	 * The start of a JVM on a busy machine.
	 */
	private static final Duration START = Duration.ofSeconds(1);

	/**
	 * A call of the warm-up, including compilation.
	 */
	private static final Duration COLD_CALL = Duration.ofNanos(150_000);

	/**
	 * Estimate the duration of workers that run one after another.
	 * @param workers the number of workers
	 * @return a line of text
	 */
	public String forecast(int workers) {
		Duration calls = COLD_CALL.multipliedBy(Math.min(this.warmUpCalls, Integer.MAX_VALUE));
		Duration expected = (calls.compareTo(this.warmUp) < 0) ? calls : this.warmUp;
		return "%d clients in turn: about %s, at most %s.".formatted(workers, text(total(workers, expected)),
				text(atMost(workers)));
	}

	/**
	 * The duration if each warm-up takes its maximum time.
	 * @param workers the number of workers
	 * @return the duration
	 */
	public Duration atMost(int workers) {
		return total(workers, this.warmUp);
	}

	private Duration total(int workers, Duration warmUp) {
		return START.plus(warmUp).plus(this.round.multipliedBy(this.rounds)).multipliedBy(workers);
	}

	private static String text(Duration duration) {
		return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
	}

	/**
	 * Run all workers in turn.
	 * @param workers the workers by key
	 * @param <K> the type of the key
	 * @return the measurements of each worker, by round
	 * @throws IOException if a worker ended
	 */
	public <K> Map<K, Rounds> run(Map<K, WorkerProcess> workers) throws IOException {
		Map<K, Rounds> results = new LinkedHashMap<>();
		List<Turn> turns = new ArrayList<>();
		for (Map.Entry<K, WorkerProcess> entry : workers.entrySet()) {
			Turn turn = new Turn(entry.getValue(), new ArrayList<>());
			Sample first = turn.worker().run(this.warmUpCalls, this.warmUp);
			results.put(entry.getKey(), new Rounds(isWarmUp(first), turn.samples()));
			turns.add(turn);
		}
		for (int i = 0; i < this.rounds; i++) {
			for (Turn turn : turns) {
				turn.samples().add(turn.worker().run(Long.MAX_VALUE, this.round));
			}
			Collections.rotate(turns, 1);
		}
		return results;
	}

	/**
	 * Whether a warm-up was long enough. One without a number of calls ends with its
	 * time.
	 */
	private boolean isWarmUp(Sample first) {
		return this.warmUpCalls == Long.MAX_VALUE || first.calls() >= this.warmUpCalls;
	}

	private record Turn(WorkerProcess worker, List<Sample> samples) {

	}

}
