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

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.core.ResolvableType;

/**
 * A properties record: its keys, and how to create it.
 *
 * @param <T> the type of the record
 */
final class PropertiesRecord<T> {

	private static final Map<Class<?>, PropertiesRecord<?>> RECORDS = new ConcurrentHashMap<>();

	private final Constructor<T> constructor;

	/**
	 * By the uniform form of the keys.
	 */
	private final Map<String, Component> keys = new HashMap<>();

	private PropertiesRecord(Class<T> type) {
		RecordComponent[] components = type.getRecordComponents();
		this.constructor = BeanUtils.getResolvableConstructor(type);
		Parameter[] parameters = this.constructor.getParameters();
		for (int i = 0; i < components.length; i++) {
			String name = DataObjectPropertyName.toDashedForm(components[i].getName());
			this.keys.put(name.replace("-", ""), new Component(i, name, parameters[i]));
		}
	}

	@SuppressWarnings("unchecked")
	static <T> PropertiesRecord<T> of(Class<T> type) {
		return (PropertiesRecord<T>) RECORDS.computeIfAbsent(type, PropertiesRecord::new);
	}

	/**
	 * Return a key, which must be known.
	 * @param uniform the key in its uniform form
	 */
	Component key(String uniform) {
		return Objects.requireNonNull(this.keys.get(uniform), uniform);
	}

	/**
	 * How many keys it has.
	 */
	int size() {
		return this.keys.size();
	}

	/**
	 * Create a record.
	 * @param values the values of its keys by their index, {@code null} for a key that is
	 * not written and for a block without written keys
	 */
	@SuppressWarnings("NullAway") // the varargs may be null
	T create(@Nullable Object[] values) {
		return BeanUtils.instantiateClass(this.constructor, values);
	}

	/**
	 * A key of a record.
	 *
	 * @param index the index of its value
	 * @param name its name in dashed form
	 * @param type the type of its value
	 * @param isBlock whether it is a block of keys
	 * @param target what the binder reads for it
	 */
	record Component(int index, String name, Class<?> type, boolean isBlock, Bindable<?> target) {

		Component(int index, String name, Parameter parameter) {
			this(index, name, parameter.getType(), KnownKeys.isBlock(parameter.getType()),
					Bindable.of(ResolvableType.forType(parameter.getParameterizedType()))
						.withAnnotations(parameter.getAnnotations()));
		}

	}

}
