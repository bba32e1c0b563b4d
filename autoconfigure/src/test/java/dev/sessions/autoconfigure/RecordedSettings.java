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

package dev.sessions.autoconfigure;

import java.util.HashMap;
import java.util.Map;

import dev.sessions.SessionBuilder;
import dev.sessions.SessionCustomizer;
import dev.sessions.SessionSettings;

import org.springframework.core.Ordered;

/**
 * Records the settings with which sessions are built.
 */
public class RecordedSettings implements SessionCustomizer, Ordered {

	private final Map<String, SessionSettings> settings = new HashMap<>();

	@Override
	public void customize(String name, SessionBuilder builder) {
		this.settings.put(name, builder.settings());
	}

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	public SessionSettings of(String name) {
		return this.settings.get(name);
	}

}
