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

package dev.sessions.test;

import dev.sessions.SessionCustomizer;
import dev.sessions.Sessions;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.settings.StoreHandle;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Auto-configuration that isolates the sessions of a test from the network.
 *
 * @see AutoConfigureMockSessions
 */
@AutoConfiguration(before = SessionsAutoConfiguration.class,
		beforeName = "dev.sessions.autoconfigure.redis.SessionRedisAutoConfiguration")
final class MockSessionsAutoConfiguration {

	/**
	 * Processes each session before any bean can use it, and therefore needs no other
	 * bean.
	 */
	@Bean
	static MockSessions mockSessions(ConfigurableListableBeanFactory beanFactory, ObjectProvider<Sessions> sessions) {
		MockSessions mocks = new MockSessions(beanFactory, sessions);
		mocks.mockExisting();
		return mocks;
	}

	@Bean
	MockClock mockSessionsClock(MockSessions mocks) {
		return mocks.clock();
	}

	/**
	 * Disables the cookie file, so that a test does not write to that of the application.
	 */
	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	SessionCustomizer mockSessionsWithoutCookieFile() {
		return (name, builder) -> builder.cookies((cookies) -> cookies.withFile(null));
	}

	/**
	 * Replaces the shared store. It keeps nothing, so that each session is independent.
	 */
	@Bean
	StoreHandle mockSessionsStore() {
		return new StoreHandle() {
		};
	}

}
