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

package dev.sessions.internal.concurrent;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StepDeadline}.
 */
class StepDeadlineTests {

	@Test
	void stepThatEndsInTimeIsLeftAlone() throws Exception {
		AtomicBoolean ended = new AtomicBoolean();
		StepDeadline deadline = new StepDeadline(Duration.ofMinutes(1).toNanos(), () -> ended.set(true), "too late");
		deadline.end();
		assertThat(ended).isFalse();
	}

	@Test
	void taskEndsAStepThatTakesTooLong() throws Exception {
		CountDownLatch begun = new CountDownLatch(1);
		AtomicBoolean ended = new AtomicBoolean();
		StepDeadline deadline = new StepDeadline(1, () -> {
			begun.countDown();
			ended.set(true);
		}, "too late");
		assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(deadline::end).withMessage("too late");
		assertThat(ended).as("the end of the task is waited for").isTrue();
	}

}
