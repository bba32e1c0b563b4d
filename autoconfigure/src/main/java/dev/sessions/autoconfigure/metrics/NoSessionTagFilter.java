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

package dev.sessions.autoconfigure.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;

/**
 * Adds the tag {@code session=none} to the meters of calls that were not made by a
 * session.
 */
class NoSessionTagFilter implements MeterFilter {

	private static final Tag NONE = Tag.of("session", "none");

	private final String name;

	NoSessionTagFilter(String name) {
		this.name = name;
	}

	@Override
	public Meter.Id map(Meter.Id id) {
		boolean isCall = id.getName().equals(this.name) || id.getName().startsWith(this.name + ".");
		return (isCall && id.getTag(NONE.getKey()) == null) ? id.withTag(NONE) : id;
	}

}
