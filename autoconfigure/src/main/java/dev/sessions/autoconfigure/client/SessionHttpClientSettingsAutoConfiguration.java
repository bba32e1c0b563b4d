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

package dev.sessions.autoconfigure.client;

import dev.sessions.SessionSettings;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.context.annotation.Bean;

/**
 * Auto-configuration that uses {@code spring.http.clients} as the base settings of
 * sessions.
 */
@AutoConfiguration(before = SessionsAutoConfiguration.class,
		afterName = "org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration")
@ConditionalOnClass(HttpClientSettings.class)
public final class SessionHttpClientSettingsAutoConfiguration {

	@Bean
	@ConditionalOnBean(HttpClientSettings.class)
	@ConditionalOnMissingBean
	SessionSettings namedSessionDefaults(HttpClientSettings settings) {
		return new HttpClientSettingsMapper().map(settings, SessionSettings.defaults());
	}

}
