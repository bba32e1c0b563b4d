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

package dev.sessions.benchmarks.compare;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

import dev.sessions.benchmarks.worker.Sample;

/**
 * A measured quantity of a call.
 */
enum Quantity {

	/**
	 * The median time of a round; a thread that waits for a core would distort the mean.
	 */
	TIME(Sample::medianNanos),

	/**
	 * The mean allocation.
	 */
	BYTES(Sample::bytesPerCall);

	@SuppressWarnings("ImmutableEnumChecker") // a method without state
	private final ToDoubleFunction<Sample> of;

	Quantity(ToDoubleFunction<Sample> of) {
		this.of = of;
	}

	double of(Sample sample) {
		return this.of.applyAsDouble(sample);
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
