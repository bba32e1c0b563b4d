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

package dev.sessions.actuate;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Formats values as they could be written in YAML.
 */
final class SettingText {

	private SettingText() {
	}

	static @Nullable Object of(@Nullable Object value) {
		if (value == null || value instanceof Number || value instanceof Boolean) {
			return value;
		}
		if (value instanceof Duration duration) {
			return duration(duration);
		}
		if (value instanceof DataSize size) {
			return size(size.toBytes());
		}
		if (value instanceof Collection<?> values) {
			return values.stream().map(SettingText::of).sorted().toList();
		}
		return (value instanceof Enum<?> constant) ? constant.name().toLowerCase(Locale.ROOT) : value.toString();
	}

	private static String duration(Duration duration) {
		if (duration.isZero()) {
			return "0s";
		}
		for (Unit unit : Unit.ALL) {
			if (unit.divides(duration)) {
				return duration.dividedBy(unit.length()) + unit.suffix();
			}
		}
		return duration.toNanos() + "ns";
	}

	private static String size(long bytes) {
		List<String> suffixes = List.of("B", "KB", "MB", "GB", "TB");
		long number = bytes;
		int unit = 0;
		while (number != 0 && number % 1024 == 0 && unit < suffixes.size() - 1) {
			number /= 1024;
			unit++;
		}
		return number + suffixes.get(unit);
	}

	/**
	 * A unit of time.
	 *
	 * @param length its length
	 * @param suffix its suffix in a duration
	 */
	private record Unit(Duration length, String suffix) {

		static final List<Unit> ALL = List.of(new Unit(Duration.ofDays(1), "d"), new Unit(Duration.ofHours(1), "h"),
				new Unit(Duration.ofMinutes(1), "m"), new Unit(Duration.ofSeconds(1), "s"),
				new Unit(Duration.ofMillis(1), "ms"), new Unit(Duration.of(1, ChronoUnit.MICROS), "us"));

		boolean divides(Duration duration) {
			return duration.equals(this.length.multipliedBy(duration.dividedBy(this.length)));
		}

	}

}
