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

import java.util.ArrayList;
import java.util.List;

import dev.sessions.Session;
import dev.sessions.internal.spring.SessionPostProcessor;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RegisteredSessions}.
 */
class RegisteredSessionsTests {

	private final RecordingProcessor processor = new RecordingProcessor();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SessionsAutoConfiguration.class))
		.withBean(RecordingProcessor.class, () -> this.processor);

	@Test
	void readyMadeSingletonIsProcessed() {
		try (Session session = Session.builder("ready-made").baseUrl("https://api.invalid").build()) {
			this.runner.withInitializer((context) -> context.getBeanFactory().registerSingleton("readyMade", session))
				.run((context) -> assertThat(this.processor.sessions).containsExactly(session));
		}
	}

	@Test
	void singletonOfParentIsLeftToTheParent() {
		try (Session session = Session.builder("ready-made").baseUrl("https://api.invalid").build()) {
			new ApplicationContextRunner()
				.withInitializer((context) -> context.getBeanFactory().registerSingleton("readyMade", session))
				.run((parent) -> this.runner.withParent(parent)
					.run((context) -> assertThat(this.processor.sessions).isEmpty()));
		}
	}

	private static final class RecordingProcessor implements SessionPostProcessor {

		private final List<Session> sessions = new ArrayList<>();

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			if (bean instanceof Session session) {
				this.sessions.add(session);
			}
			return bean;
		}

	}

}
