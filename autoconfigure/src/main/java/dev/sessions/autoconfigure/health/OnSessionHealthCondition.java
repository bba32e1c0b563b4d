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

package dev.sessions.autoconfigure.health;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Matches if at least one session has a {@code health.path} or a {@code shared.store},
 * because a composite health contributor without contributors would have the status
 * {@code UNKNOWN}.
 */
class OnSessionHealthCondition extends SpringBootCondition {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("sessions");

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		ConditionMessage.Builder message = ConditionMessage.forCondition("Health of sessions");
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(context.getEnvironment())) {
			if (source instanceof IterableConfigurationPropertySource iterable
					&& iterable.stream().anyMatch(OnSessionHealthCondition::isHealthKey)) {
				return ConditionOutcome.match(message.foundExactly("health.path or shared.store"));
			}
		}
		return ConditionOutcome.noMatch(message.didNotFind("any health.path or shared.store").atAll());
	}

	private static boolean isHealthKey(ConfigurationPropertyName name) {
		return ROOT.isAncestorOf(name) && (endsWith(name, "health", "path") || endsWith(name, "shared", "store"));
	}

	private static boolean endsWith(ConfigurationPropertyName name, String block, String key) {
		int elements = name.getNumberOfElements();
		return elements > 3 && name.getElement(elements - 1, Form.UNIFORM).equals(key)
				&& name.getElement(elements - 2, Form.UNIFORM).equals(block);
	}

}
