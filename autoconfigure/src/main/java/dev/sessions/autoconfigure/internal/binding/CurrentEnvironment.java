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
import java.util.Arrays;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * The keys of sessions in the environment as it is now. They are read once, and again
 * after they have changed.
 */
public final class CurrentEnvironment {

	private final Environment environment;

	private @Nullable SessionsEnvironment sessions;

	private List<Object> state = List.of();

	/**
	 * Create a view of an environment. Nothing is read yet.
	 * @param environment the environment
	 */
	public CurrentEnvironment(Environment environment) {
		this.environment = environment;
	}

	/**
	 * The sessions as they are configured now.
	 * @return the sessions
	 */
	public synchronized SessionsEnvironment sessions() {
		List<Object> now = state(this.environment);
		if (this.sessions == null || !now.equals(this.state)) {
			this.sessions = new SessionsEnvironment(this.environment);
			this.state = now;
		}
		return this.sessions;
	}

	/**
	 * The property sources with the names of their properties, which change when a test
	 * or a listener adds some.
	 */
	private static List<Object> state(Environment environment) {
		List<Object> state = new ArrayList<>();
		if (environment instanceof ConfigurableEnvironment configurable) {
			for (PropertySource<?> source : configurable.getPropertySources()) {
				state.add(System.identityHashCode(source));
				if (!isImmutable(source) && source instanceof EnumerablePropertySource<?> properties) {
					state.add(Arrays.asList(properties.getPropertyNames()));
				}
			}
		}
		return state;
	}

	private static boolean isImmutable(PropertySource<?> source) {
		return source.getSource() == System.getenv()
				|| (source instanceof OriginTrackedMapPropertySource file && file.isImmutable());
	}

}
