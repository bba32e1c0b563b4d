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

package dev.sessions.benchmarks.compare;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the duration of a comparison.
 */
class ExtentTests {

	@Test
	void quickExtentEndsWithinThreeMinutes() {
		Extent quick = Extent.QUICK;
		assertThat(quick.pace().atMost(quick.workers())).isLessThanOrEqualTo(Duration.ofMinutes(3));
	}

	@Test
	void extentCanBeRestrictedToSomeSockets() {
		Extent tls = Extent.QUICK.over(List.of("quick", "tls"));
		assertThat(tls.sockets()).containsExactly(Sockets.TLS);
		assertThat(tls.workers()).isEqualTo(5);
		assertThat(Extent.QUICK.over(List.of("quick"))).isEqualTo(Extent.QUICK);
	}

	@Test
	void quickExtentNamesWhatItOmits() {
		assertThat(Extent.QUICK.leftOut()).contains("POST", "OkHttp").doesNotContain("GET", "HttpClient, default");
		assertThat(Extent.THOROUGH.leftOut()).isEmpty();
	}

}
