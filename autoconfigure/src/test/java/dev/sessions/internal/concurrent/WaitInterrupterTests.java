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

import java.io.InterruptedIOException;

import org.apache.hc.core5.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link WaitInterrupter}.
 */
class WaitInterrupterTests {

	private final Call call = new Call();

	private final WaitInterrupter interrupter = new WaitInterrupter(this.call);

	@AfterEach
	void clearInterruptStatus() {
		Thread.interrupted();
	}

	@Test
	void ownInterruptionEndsWithTheWait() {
		this.interrupter.begin();
		assertThat(this.interrupter.interrupt()).isTrue();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
		assertThat(this.interrupter.end()).isTrue();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void ownInterruptionConsumedByTheWaitEndsWithTheWait() {
		this.interrupter.begin();
		this.interrupter.interrupt();
		Thread.interrupted();
		assertThat(this.interrupter.end()).isTrue();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void earlierInterruptionStays() {
		this.interrupter.begin();
		Thread.currentThread().interrupt();
		assertThat(this.interrupter.interrupt()).isTrue();
		assertThat(this.interrupter.end()).isFalse();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void interruptionOfTheCallerStaysThoughTheWaitHasItsStatusClearedMeanwhile() {
		this.interrupter.begin();
		Thread.currentThread().interrupt();
		// the wait throws an InterruptedException, and restores the status only
		// afterwards
		Thread.interrupted();
		this.call.interrupted = true;
		this.interrupter.interrupt();
		Thread.currentThread().interrupt();
		this.interrupter.end();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void interruptionOfTheCallerStaysThoughTheWaitSwallowedIt() {
		this.interrupter.begin();
		this.call.interrupted = true;
		assertThat(this.interrupter.end()).isFalse();
		assertThat(Thread.currentThread().isInterrupted()).isTrue();
	}

	@Test
	void nothingIsInterruptedOutsideOfAWait() {
		assertThat(this.interrupter.interrupt()).isFalse();
		this.interrupter.begin();
		this.interrupter.end();
		assertThat(this.interrupter.interrupt()).isFalse();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void cancelledCallBeginsNoWait() {
		this.interrupter.cancel();
		assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> this.interrupter.run(() -> "result"));
		assertThat(this.interrupter.isCancelled()).isTrue();
	}

	@Test
	void resultOfAWaitThatIsCancelledIsNotLost() throws Exception {
		String result = this.interrupter.run(() -> {
			assertThat(this.call.registered).isSameAs(this.interrupter);
			this.interrupter.cancel();
			assertThat(Thread.currentThread().isInterrupted()).isTrue();
			return "result";
		});
		assertThat(result).isEqualTo("result");
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
		assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(this.interrupter::requireRunning);
	}

	@Test
	void waitOfNoCallIsInterruptedToo() {
		WaitInterrupter interrupter = new WaitInterrupter(null);
		interrupter.begin();
		assertThat(interrupter.interrupt()).isTrue();
		assertThat(interrupter.end()).isTrue();
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	private static final class Call implements WaitScope {

		private boolean interrupted;

		private @Nullable Cancellable registered;

		@Override
		public TimeSource time() {
			return TimeSource.SYSTEM;
		}

		@Override
		public CallWaits waits() {
			throw new UnsupportedOperationException();
		}

		@Override
		public void cancelWith(Cancellable cancellable) {
			this.registered = cancellable;
		}

		@Override
		public boolean wasInterrupted() {
			return this.interrupted;
		}

	}

}
