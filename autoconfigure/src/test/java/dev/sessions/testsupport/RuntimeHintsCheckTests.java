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

package dev.sessions.testsupport;

import dev.sessions.internal.resilience.ResilienceFeature;
import org.junit.jupiter.api.Test;

import org.springframework.aot.hint.RuntimeHints;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RuntimeHintsCheck}, which requires Spring's agent.
 */
class RuntimeHintsCheckTests {

	private static void detect() {
		assertThat(ResilienceFeature.BULKHEAD.isAvailable(RuntimeHintsCheckTests.class.getClassLoader())).isTrue();
	}

	@Test
	void invocationsOfTheMainCodeNeedHints() {
		detect();
		assertThat(RuntimeHintsCheck.missing(new RuntimeHints()))
			.contains("Class#forName of io.github.resilience4j.bulkhead.Bulkhead");
	}

	@Test
	void registeredHintsAreFound() {
		detect();
		assertThat(RuntimeHintsCheck.missing()).isEmpty();
	}

	@Test
	void invocationsOfTestsNeedNone() throws Exception {
		Class.forName("io.github.resilience4j.bulkhead.Bulkhead");
		assertThat(RuntimeHintsCheck.missing(new RuntimeHints())).isEmpty();
	}

}
