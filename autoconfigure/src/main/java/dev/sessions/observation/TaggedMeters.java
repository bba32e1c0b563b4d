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

package dev.sessions.observation;

import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * Registers meters that have the same tags.
 *
 * @param tags the tags
 * @param registry the registry
 */
record TaggedMeters(Tags tags, MeterRegistry registry) {

	/**
	 * Return a copy with one more tag.
	 */
	TaggedMeters and(String key, String value) {
		return new TaggedMeters(this.tags.and(key, value), this.registry);
	}

	Counter counter(String name, String description) {
		return Counter.builder(name).description(description).tags(this.tags).register(this.registry);
	}

	Timer timer(String name, String description) {
		return Timer.builder(name).description(description).tags(this.tags).register(this.registry);
	}

	/**
	 * Register a gauge that holds a strong reference to its object.
	 */
	<T> void gauge(String name, String description, T object, ToDoubleFunction<T> value) {
		Gauge.builder(name, object, value)
			.description(description)
			.tags(this.tags)
			.strongReference(true)
			.register(this.registry);
	}

	/**
	 * Register a counter that reads its count on demand, from an object to which it holds
	 * no strong reference.
	 */
	<T> void counter(String name, String description, @Nullable String unit, T object, ToDoubleFunction<T> count) {
		FunctionCounter.builder(name, object, count)
			.description(description)
			.baseUnit(unit)
			.tags(this.tags)
			.register(this.registry);
	}

}
