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

import java.util.Locale;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;

/**
 * The ratio of a worker to its reference, or the reason why there is none.
 *
 * @param value the median of the ratios within each round
 * @param doubt the text to show instead of the ratio, or {@code null}
 */
public record Ratio(double value, @Nullable String doubt) {

	/**
	 * Compare two workers that took turns.
	 * @param rounds the rounds of the worker
	 * @param reference the rounds of the reference
	 * @param value the quantity to compare
	 * @return the ratio
	 */
	public static Ratio of(Rounds rounds, Rounds reference, ToDoubleFunction<Sample> value) {
		double median = Quartiles.ofRatios(rounds.samples(), reference.samples(), value).median();
		String doubt = rounds.doubt();
		String referenceDoubt = reference.doubt();
		if (doubt == null && referenceDoubt != null) {
			doubt = "reference " + referenceDoubt;
		}
		return new Ratio(median, doubt);
	}

	/**
	 * Compare with an upper limit.
	 * @param limit the largest ratio
	 * @return the ratio, the limit and the verdict
	 */
	public String atMost(double limit) {
		return String.format(Locale.ROOT, "%s, at most %.2f: %s", this, limit, verdict(this.value <= limit));
	}

	/**
	 * Compare with a lower limit.
	 * @param limit the smallest ratio
	 * @return the ratio, the limit and the verdict
	 */
	public String atLeast(double limit) {
		return String.format(Locale.ROOT, "%s, at least %.2f: %s", this, limit, verdict(this.value >= limit));
	}

	String verdict(boolean kept) {
		if (this.doubt != null) {
			return "not judged";
		}
		return kept ? "kept" : "missed";
	}

	@Override
	public String toString() {
		return (this.doubt != null) ? this.doubt : String.format(Locale.ROOT, "%.2f", this.value);
	}

}
