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

import dev.sessions.Session;
import dev.sessions.Sessions;
import dev.sessions.autoconfigure.metrics.SessionMetricsAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mockingDetails;

/**
 * Tests of a mock that replaces a session in an application's test, and has its names.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.NONE,
		properties = { "sessions.my-api.base-url=http://localhost", "sessions.other.base-url=http://localhost" })
class MockedSessionTests {

	@MockitoBean("my-api")
	private Session mock;

	@Autowired
	private Session myApi;

	@Autowired
	@Qualifier("myApiSession")
	private Session qualified;

	@Autowired
	private Session other;

	@Autowired
	private Sessions sessions;

	@Test
	void mockHasTheNamesOfTheSession() {
		assertThat(mockingDetails(this.mock).isMock()).isTrue();
		assertThat(this.myApi).isSameAs(this.mock);
		assertThat(this.qualified).isSameAs(this.mock);
		assertThat(this.sessions.get("my-api")).isSameAs(this.mock);
		assertThat(mockingDetails(this.other).isMock()).isFalse();
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ SessionsAutoConfiguration.class, SessionMetricsAutoConfiguration.class })
	static class Application {

	}

}
