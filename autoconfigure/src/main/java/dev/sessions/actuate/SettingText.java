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

import org.springframework.boot.convert.DurationStyle;
import org.springframework.util.unit.DataSize;

/**
 * Formats values as they could be written in YAML.
 */
final class SettingText {

	/**
	 * The units of durations, the largest first.
	 */
	private static final List<ChronoUnit> UNITS = List.of(ChronoUnit.DAYS, ChronoUnit.HOURS, ChronoUnit.MINUTES,
			ChronoUnit.SECONDS, ChronoUnit.MILLIS, ChronoUnit.MICROS);

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
		ChronoUnit largest = UNITS.stream()
			.filter((unit) -> duration.equals(unit.getDuration().multipliedBy(duration.dividedBy(unit.getDuration()))))
			.findFirst()
			.orElse(ChronoUnit.NANOS);
		return DurationStyle.SIMPLE.print(duration, largest);
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

}
