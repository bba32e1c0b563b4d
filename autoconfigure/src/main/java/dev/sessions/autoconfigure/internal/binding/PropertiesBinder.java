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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.sessions.autoconfigure.internal.binding.PropertiesRecord.Component;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * Binds properties records. Spring Boot's binder reads and converts the values, but only
 * those of the keys that are written: it would look for each of the known keys, of which
 * a session sets few.
 */
final class PropertiesBinder {

	private final Binder binder;

	private final BindHandler handler = new SessionBindHandler();

	PropertiesBinder(Binder binder) {
		this.binder = binder;
	}

	/**
	 * Bind a record.
	 * @param name the name of its block
	 * @param type the type of the record
	 * @param written the full names of the written keys below that name
	 * @return the record
	 * @throws BindException if a value cannot be read
	 */
	<T> T bind(ConfigurationPropertyName name, Class<T> type, List<ConfigurationPropertyName> written) {
		PropertiesRecord<T> properties = PropertiesRecord.of(type);
		Map<String, List<ConfigurationPropertyName>> writtenByKey = new LinkedHashMap<>();
		for (ConfigurationPropertyName candidate : written) {
			String key = candidate.getElement(name.getNumberOfElements(), Form.UNIFORM);
			writtenByKey.computeIfAbsent(key, (first) -> new ArrayList<>()).add(candidate);
		}
		@Nullable Object[] values = new Object[properties.size()];
		writtenByKey.forEach((uniform, names) -> {
			Component key = properties.key(uniform);
			ConfigurationPropertyName own = name.append(key.name());
			values[key.index()] = (key.isBlock() && !names.contains(own)) ? bind(own, key.type(), names)
					: bind(own, key.target());
		});
		return properties.create(values);
	}

	/**
	 * Bind a value.
	 * @param name the full name of its key
	 * @param type the type of the value
	 * @return the value, or {@code null} if it is not set
	 * @throws BindException if it cannot be read
	 */
	<T> @Nullable T bind(ConfigurationPropertyName name, Bindable<T> type) {
		return this.binder.bind(name, type, this.handler).orElse(null);
	}

}
