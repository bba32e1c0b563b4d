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

package dev.sessions.autoconfigure.internal.binding;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.sessions.autoconfigure.internal.binding.SessionBindHandler.EmptyElementException;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.util.PlaceholderResolutionException;
import org.springframework.util.unit.DataSize;

/**
 * Creates the exception for a value that cannot be converted to the type of its key.
 */
final class UnbindableValue {

	private static final Map<Class<?>, String> EXPECTED = Map.of(Duration.class, "a duration", DataSize.class, "a size",
			Boolean.class, "true or false", Integer.class, "a whole number", Double.class, "a number", Set.class,
			"a list of whole numbers");

	private static final Map<Class<?>, String> EXAMPLES = Map.of(Duration.class,
			"a number with its unit, such as 500ms, 10s or 2m", DataSize.class,
			"a number with its unit, such as 512KB or 64MB", Set.class,
			"whole numbers separated by commas, such as 429, 503");

	private UnbindableValue() {
	}

	static InvalidSessionPropertyException of(BindException ex, KeyPath path) {
		ConfigurationProperty property = ex.getProperty();
		// the binder's own name does not support subName(...) beyond its last elements
		ConfigurationPropertyName name = ConfigurationPropertyName.of(ex.getName().toString());
		String key = name.subName(2).toString();
		if (ex.getCause() instanceof PlaceholderResolutionException unresolved) {
			return unresolved(unresolved, key, path);
		}
		if (ex.getCause() instanceof EmptyElementException) {
			return path.invalid(key, "has an empty element", "Remove the comma or the dash without a value.");
		}
		if (property == null) {
			return path.invalid(key, "cannot be read", UnknownKey.cure(name));
		}
		Class<?> type = ex.getTarget().getType().resolve(Object.class);
		boolean shown = !key.startsWith("auth.") && (EXPECTED.containsKey(type) || type.isEnum());
		String value = shown ? ": '" + property.getValue() + "'" : "";
		return path.invalid(key, "is not " + expected(type) + value,
				"Write " + EXAMPLES.getOrDefault(type, expected(type)) + ".");
	}

	/**
	 * The message of the cause contains the whole value.
	 */
	private static InvalidSessionPropertyException unresolved(PlaceholderResolutionException ex, String key,
			KeyPath path) {
		String name = ex.getPlaceholder();
		boolean circular = String.valueOf(ex.getMessage()).startsWith("Circular");
		return path.invalid(key,
				"uses the placeholder ${" + name + "}, which " + (circular ? "refers to itself" : "has no value"),
				"Set the environment variable or property " + name + ", give a default as ${" + name
						+ ":default}, or write \\${" + name + "} if this is the text itself.");
	}

	private static String expected(Class<?> type) {
		return type.isEnum() ? "one of " + constants(type) : EXPECTED.getOrDefault(type, "readable");
	}

	private static String constants(Class<?> type) {
		return Arrays.stream(type.getEnumConstants())
			.map((constant) -> constant.toString().toLowerCase(Locale.ROOT))
			.collect(Collectors.joining(", "));
	}

}
