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

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The quartiles of a number of rounds. A few rounds that other work on the machine has
 * disturbed do not affect them.
 *
 * @param low the first quartile
 * @param median the median
 * @param high the third quartile
 */
public record Quartiles(double low, double median, double high) {

	public static Quartiles of(double... values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return new Quartiles(at(sorted, 0.25), at(sorted, 0.5), at(sorted, 0.75));
	}

	public static Quartiles of(Collection<Double> values) {
		return of(values.stream().mapToDouble(Double::doubleValue).toArray());
	}

	public static Quartiles of(List<Sample> samples, ToDoubleFunction<Sample> value) {
		return of(samples.stream().mapToDouble(value).toArray());
	}

	/**
	 * The quartiles of the ratio of two workers, taken within each round.
	 * @param samples the rounds of the worker
	 * @param reference the rounds of the reference
	 * @param value the quantity to compare
	 * @return the quartiles of the ratios
	 */
	public static Quartiles ofRatios(List<Sample> samples, List<Sample> reference, ToDoubleFunction<Sample> value) {
		double[] ratios = new double[samples.size()];
		for (int i = 0; i < ratios.length; i++) {
			ratios[i] = value.applyAsDouble(samples.get(i)) / value.applyAsDouble(reference.get(i));
		}
		return of(ratios);
	}

	/**
	 * The spread of the rounds.
	 * @return the interquartile range as a fraction of the median
	 */
	public double spread() {
		return (this.high - this.low) / this.median;
	}

	private static double at(double[] sorted, double part) {
		double index = part * (sorted.length - 1);
		int below = (int) index;
		int above = Math.min(below + 1, sorted.length - 1);
		return sorted[below] + (index - below) * (sorted[above] - sorted[below]);
	}

}
