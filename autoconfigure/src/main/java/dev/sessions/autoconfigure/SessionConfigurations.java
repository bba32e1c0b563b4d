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

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.sessions.actuate.ConfiguredSession;
import dev.sessions.actuate.ConfiguredSessions;
import org.jspecify.annotations.Nullable;

/**
 * What is configured, for those who want to look at it.
 */
class SessionConfigurations implements ConfiguredSessions {

	private final Map<String, SessionConfiguration> configurations = new TreeMap<>();

	SessionConfigurations(List<SessionConfiguration> configurations) {
		configurations.forEach((configuration) -> this.configurations.put(configuration.name(), configuration));
	}

	@Override
	public Set<String> names() {
		return Collections.unmodifiableSet(this.configurations.keySet());
	}

	@Override
	public @Nullable ConfiguredSession find(String name) {
		SessionConfiguration configuration = this.configurations.get(name);
		return (configuration != null) ? new InspectedConfiguration(configuration) : null;
	}

}
