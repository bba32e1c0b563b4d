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

package dev.sessions.autoconfigure.binding;

import java.lang.reflect.Constructor;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.ResolvableType;

/**
 * A properties record: its keys, and how to create it. The record in which no key is set
 * exists once for each type.
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

	private final @Nullable Object[] unset;

	private final T empty;

	private PropertiesRecord(Class<T> type) {
		RecordComponent[] components = type.getRecordComponents();
		this.constructor = BeanUtils.getResolvableConstructor(type);
		Parameter[] parameters = this.constructor.getParameters();
		this.unset = new Object[components.length];
		for (int i = 0; i < components.length; i++) {
			String name = DataObjectPropertyName.toDashedForm(components[i].getName());
			this.keys.put(name.replace("-", ""), new Component(i, name, parameters[i]));
			if (parameters[i].isAnnotationPresent(DefaultValue.class)) {
				this.unset[i] = of(components[i].getType()).empty();
			}
		}
		this.empty = create(this.unset);
	}

	@SuppressWarnings("unchecked")
	static <T> PropertiesRecord<T> of(Class<T> type) {
		PropertiesRecord<?> known = RECORDS.get(type);
		if (known == null) {
			known = new PropertiesRecord<>(type);
			RECORDS.put(type, known);
		}
		return (PropertiesRecord<T>) known;
	}

	/**
	 * Return whether a record is the one in which no key is set.
	 */
	static boolean isEmpty(Object properties) {
		PropertiesRecord<?> known = RECORDS.get(properties.getClass());
		return known != null && known.empty == properties;
	}

	T empty() {
		return this.empty;
	}

	/**
	 * Return a key, which must be known.
	 * @param uniform the key in its uniform form
	 */
	Component key(String uniform) {
		Component key = this.keys.get(uniform);
		if (key == null) {
			throw new IllegalArgumentException("Unknown key: " + uniform);
		}
		return key;
	}

	/**
	 * Return the values of a record in which no key is set, to be changed.
	 */
	@Nullable Object[] unset() {
		return this.unset.clone();
	}

	@SuppressWarnings("NullAway") // the varargs may be null
	T create(@Nullable Object[] values) {
		return BeanUtils.instantiateClass(this.constructor, values);
	}

	/**
	 * A key of a record.
	 */
	static final class Component {

		private final int index;

		private final String name;

		private final Class<?> type;

		private final boolean block;

		private final Bindable<?> target;

		Component(int index, String name, Parameter parameter) {
			this.index = index;
			this.name = name;
			this.type = parameter.getType();
			this.block = KnownKeys.isBlock(this.type);
			this.target = Bindable.of(ResolvableType.forType(parameter.getParameterizedType()))
				.withAnnotations(parameter.getAnnotations());
		}

		/**
		 * The index of its value.
		 */
		int index() {
			return this.index;
		}

		/**
		 * Its name in dashed form.
		 */
		String name() {
			return this.name;
		}

		Class<?> type() {
			return this.type;
		}

		boolean isBlock() {
			return this.block;
		}

		Bindable<?> target() {
			return this.target;
		}

	}

}
