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

package dev.sessions.testapp;

import dev.sessions.Session;
import dev.sessions.test.AutoConfigureMockSessions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.mockito.Mockito.verifyNoInteractions;

/**
 * Verifies that a session which a test mocks is called by the application only.
 */
class UntouchedMockTests {

	@Nested
	@SpringBootTest
	class WithRealSessions {

		@MockitoBean
		private Session github;

		@RepeatedTest(2)
		void mockIsNotCalled() {
			verifyNoInteractions(this.github);
		}

	}

	@Nested
	@SpringBootTest
	@AutoConfigureMockSessions
	class WithMockSessions {

		@MockitoBean
		private Session github;

		@RepeatedTest(2)
		void mockIsNotCalled() {
			verifyNoInteractions(this.github);
		}

	}

}
