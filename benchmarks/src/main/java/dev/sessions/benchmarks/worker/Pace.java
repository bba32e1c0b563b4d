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
 * How long and how often each worker works. They take turns, so that whatever else the
 * machine does for a while befalls all of them.
 *
 * @param warmUpCalls how many calls make the first turn, which does not count
 * @param warmUp how long the first turn is at most
 * @param round how long each further turn is
 * @param rounds how many there are
 */
public record Pace(long warmUpCalls, Duration warmUp, Duration round, int rounds) {

	/**
	 * Have all workers make calls in turn.
	 * @param workers the workers by what they stand for
	 * @param <K> what they stand for
	 * @return what was seen, by round
	 * @throws IOException if a worker ended
	 */
	public <K> Map<K, List<Sample>> run(Map<K, WorkerProcess> workers) throws IOException {
		Map<K, List<Sample>> samples = new LinkedHashMap<>();
		List<Turn> turns = new ArrayList<>();
		for (Map.Entry<K, WorkerProcess> entry : workers.entrySet()) {
			Turn turn = new Turn(entry.getValue(), new ArrayList<>());
			turn.worker().run(this.warmUpCalls, this.warmUp);
			samples.put(entry.getKey(), turn.samples());
			turns.add(turn);
		}
		for (int i = 0; i < this.rounds; i++) {
			for (Turn turn : turns) {
				turn.samples().add(turn.worker().run(Long.MAX_VALUE, this.round));
			}
			Collections.rotate(turns, 1);
		}
		return samples;
	}

	private record Turn(WorkerProcess worker, List<Sample> samples) {

	}

}
