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

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NearestName}.
 */
class NearestNameTests {

	private static final List<String> KNOWN = List.of("base-url", "pool.max-connections", "timeout.read");

	@Test
	void typingErrorHasANearestName() {
		assertThat(NearestName.of("bas-url", KNOWN)).isEqualTo("base-url");
		assertThat(NearestName.of("BASE-URL", KNOWN)).isEqualTo("base-url");
		assertThat(NearestName.of("timeouts.read", KNOWN)).isEqualTo("timeout.read");
	}

	@Test
	void nameWithoutItsFirstPartsHasANearestName() {
		assertThat(NearestName.of("max-conections", KNOWN)).isEqualTo("pool.max-connections");
		assertThat(NearestName.of("connections.read", KNOWN)).isEqualTo("timeout.read");
	}

	@Test
	void somethingElseHasNone() {
		assertThat(NearestName.of("colour", KNOWN)).isNull();
		assertThat(NearestName.of("x", KNOWN)).isNull();
		assertThat(NearestName.of("base-url", List.of())).isNull();
	}

}
