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

package dev.sessions.internal.oauth2;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@link BoundedThreads}.
 */
class BoundedThreadsTests {

	@Test
	@DisplayName("RULE 45: threads survive tasks that fail")
	void failingTasksLeaveThreadsForOthers() throws InterruptedException {
		BoundedThreads threads = new BoundedThreads("sessions-test");
		CountDownLatch failing = new CountDownLatch(8);
		for (int i = 0; i < 8; i++) {
			threads.execute(() -> {
				failing.countDown();
				awaitQuietly(failing);
				throw new AssertionError("task");
			});
		}
		awaitQuietly(failing);
		CountDownLatch done = new CountDownLatch(1);
		threads.execute(done::countDown);
		assertThat(done.await(5, TimeUnit.SECONDS)).isTrue();
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
