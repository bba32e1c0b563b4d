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

package dev.sessions.settings;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link Backoff}.
 */
class BackoffTests {

	private final Backoff backoff = Backoff.defaults();

	@ParameterizedTest
	@CsvSource({ "1, 200", "2, 400", "3, 800", "5, 3200", "6, 5000", "7, 5000", "1000000, 5000" })
	void growsUpToTheLongestWait(int retry, long millis) {
		assertThat(this.backoff.withJitter(Jitter.NONE).before(retry, () -> 0.5)).isEqualTo(Duration.ofMillis(millis));
	}

	@ParameterizedTest
	@CsvSource({ "0, 0", "0.25, 100", "0.999, 399" })
	void fullJitterTakesAnyPartOfTheWait(double random, long millis) {
		assertThat(this.backoff.before(2, () -> random).toMillis()).isEqualTo(millis);
	}

	@Test
	void refusesInvalidValues() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.backoff.withDelay(Duration.ofMillis(-1)))
			.withMessageContaining("delay");
		assertThatIllegalArgumentException().isThrownBy(() -> this.backoff.withMultiplier(0.5))
			.withMessageContaining("multiplier");
		assertThatIllegalArgumentException().isThrownBy(() -> this.backoff.withMultiplier(Double.NaN))
			.withMessageContaining("multiplier");
		assertThatIllegalArgumentException().isThrownBy(() -> this.backoff.withMaxDelay(Duration.ofMillis(1)))
			.withMessageContaining("max-delay");
	}

}
