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

package dev.sessions;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/**
 * A cache of values that are computed from URI templates. The memory is bounded, because
 * an application may concatenate its URIs. Thread-safe.
 *
 * @param <T> the type of the values
 */
final class TemplateCache<T> {

	private static final int MAX_TEMPLATES = 256;

	/**
	 * The longest template that is cached, in characters. Longer templates are probably
	 * concatenated.
	 */
	private static final int MAX_LENGTH = 512;

	private final ConcurrentMap<String, T> cached = new ConcurrentHashMap<>();

	private final Function<String, T> function;

	/**
	 * Create an empty cache.
	 * @param function computes the value of a template
	 */
	TemplateCache(Function<String, T> function) {
		this.function = function;
	}

	T get(String template) {
		T value = this.cached.get(template);
		if (value == null) {
			value = this.function.apply(template);
			if (template.length() <= MAX_LENGTH && this.cached.size() < MAX_TEMPLATES) {
				this.cached.put(template, value);
			}
		}
		return value;
	}

}
