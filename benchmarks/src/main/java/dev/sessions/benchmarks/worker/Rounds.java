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
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;

/**
 * The rounds of one worker.
 *
 * @param warmedUp whether the warm-up made all its calls in time
 * @param samples the rounds that count
 */
public record Rounds(boolean warmedUp, List<Sample> samples) {

	/**
	 * The rounds of a worker that was not run.
	 */
	public static final Rounds NONE = new Rounds(true, List.of());

	/**
	 * The median and the 99th percentile of fewer calls are not significant.
	 */
	private static final long FEW_CALLS = 100;

	/**
	 * The noise of a quiet machine. Rounds became faster only if they differ by more.
	 */
	private static final double FASTER = 0.10;

	/**
	 * The smallest half. With fewer rounds, chance alone often puts them in order.
	 */
	private static final int HALF = 3;

	/**
	 * The quartiles of the rounds.
	 * @param value the quantity
	 * @return the quartiles
	 */
	public Quartiles quartiles(ToDoubleFunction<Sample> value) {
		return Quartiles.of(this.samples, value);
	}

	/**
	 * The reason not to compare these rounds with others.
	 * @return {@code "few calls"} if a round made fewer than a hundred, {@code "not
	 * warm"} if the warm-up was cut short or the later rounds were still faster than the
	 * earlier ones, or {@code null}
	 */
	public @Nullable String doubt() {
		if (this.samples.stream().anyMatch((sample) -> sample.calls() < FEW_CALLS)) {
			return "few calls";
		}
		return (this.warmedUp && !becameFaster()) ? null : "not warm";
	}

	/**
	 * Whether each round of the second half was faster than each of the first, by more
	 * than the noise.
	 */
	private boolean becameFaster() {
		int half = this.samples.size() / 2;
		if (half < HALF) {
			return false;
		}
		List<Sample> first = this.samples.subList(0, half);
		List<Sample> last = this.samples.subList(this.samples.size() - half, this.samples.size());
		double fastest = first.stream().mapToDouble(Sample::medianNanos).min().orElse(0);
		double slowest = last.stream().mapToDouble(Sample::medianNanos).max().orElse(0);
		return slowest < fastest && Quartiles.of(last, Sample::medianNanos).median() < (1 - FASTER)
				* Quartiles.of(first, Sample::medianNanos).median();
	}

}
