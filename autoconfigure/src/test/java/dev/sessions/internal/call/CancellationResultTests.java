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

package dev.sessions.internal.call;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link CancellationResult}.
 */
class CancellationResultTests {

	private final CancellationResult call = new CancellationResult(Cancellation.TIMEOUT);

	@Test
	void reasonIsReportedWhenTheCallHasEnded() throws Exception {
		FutureTask<Cancellation> reason = new FutureTask<>(this.call::reason);
		Thread caller = new Thread(reason);
		caller.start();
		await().atMost(Duration.ofSeconds(30)).until(() -> caller.getState() == Thread.State.TIMED_WAITING);
		assertThat(reason).isNotDone();
		this.call.done();
		assertThat(reason.get()).isEqualTo(Cancellation.TIMEOUT);
	}

	@Test
	void interruptionIsKeptAndDoesNotShortenTheWait() throws Exception {
		this.call.done();
		boolean interrupted = CompletableFuture.supplyAsync(() -> {
			Thread.currentThread().interrupt();
			assertThatCode(this.call::reason).doesNotThrowAnyException();
			return Thread.interrupted();
		}).get();
		assertThat(interrupted).isTrue();
	}

}
