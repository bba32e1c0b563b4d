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

import java.util.List;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests which rounds are compared, and the mark that replaces a ratio otherwise.
 */
class RatioTests {

	private static final Rounds STEADY = rounds(true, 1000, 200, 200, 200, 200, 200, 200, 200);

	@Test
	void comparesRoundsOfWarmClients() {
		Ratio ratio = ratio(rounds(true, 1000, 101, 98, 100, 99, 100, 102, 100));
		assertThat(ratio).hasToString("0.50");
		assertThat(ratio.atMost(0.6)).isEqualTo("0.50, at most 0.60: kept");
		assertThat(ratio.atMost(0.4)).isEqualTo("0.50, at most 0.40: missed");
		assertThat(ratio.atLeast(0.4)).isEqualTo("0.50, at least 0.40: kept");
		assertThat(ratio.atLeast(0.6)).isEqualTo("0.50, at least 0.60: missed");
	}

	@Test
	void warmUpCutShortIsNotJudged() {
		Ratio ratio = ratio(rounds(false, 1000, 100, 100, 100));
		assertThat(ratio).hasToString("not warm");
		assertThat(ratio.atMost(0.6)).isEqualTo("not warm, at most 0.60: not judged");
	}

	@Test
	void roundsThatBecomeFasterAreNotWarm() {
		assertThat(ratio(rounds(true, 1000, 160, 150, 140, 130, 120, 110, 100))).hasToString("not warm");
	}

	@Test
	void roundsThatBecomeSlightlyFasterAreCompared() {
		assertThat(ratio(rounds(true, 1000, 106, 105, 104, 103, 102, 101, 100))).hasToString("0.52");
	}

	@Test
	void unorderedNoisyRoundsAreCompared() {
		assertThat(ratio(rounds(true, 1000, 160, 150, 100, 130, 120, 110, 100))).hasToString("0.60");
	}

	@Test
	void tooFewRoundsForAnOrderAreCompared() {
		assertThat(ratio(rounds(true, 1000, 160, 130, 100))).hasToString("0.65");
	}

	@Test
	void roundOfFewerThanHundredCallsIsNotJudged() {
		assertThat(ratio(rounds(true, 99, 100, 100, 100))).hasToString("few calls");
		assertThat(ratio(rounds(true, 100, 100, 100, 100))).hasToString("0.50");
	}

	@Test
	void referenceThatIsNotWarmIsNotJudged() {
		Ratio ratio = Ratio.of(STEADY, rounds(false, 1000, 1, 1, 1, 1, 1, 1, 1), Sample::medianNanos);
		assertThat(ratio).hasToString("reference not warm");
	}

	@Test
	void tableShowsMarkInsteadOfRatio() {
		Table table = new Table("what", "measured", "limit", "budget");
		table.add("time", ratio(rounds(false, 1000, 100, 100, 100)), 0.6);
		assertThat(table.toString()).contains("| time | not warm |  0.60 | not judged |");
	}

	private static Ratio ratio(Rounds rounds) {
		return Ratio.of(rounds, STEADY, Sample::medianNanos);
	}

	private static Rounds rounds(boolean warmedUp, long calls, long... medians) {
		List<Sample> samples = LongStream.of(medians)
			.mapToObj((median) -> new Sample(calls, calls * median, 0, median, median, 0))
			.toList();
		return new Rounds(warmedUp, samples);
	}

}
