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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Delays answers until a test opens it.
 */
public final class Gate {

	private static final int PATIENCE_SECONDS = 20;

	private final Semaphore arrivals = new Semaphore(0);

	private final CountDownLatch opened = new CountDownLatch(1);

	/**
	 * Delay an answer.
	 * @param answer the answer
	 * @return an answer that waits until this gate opens
	 */
	public Answer then(Answer answer) {
		return (request, connection) -> {
			this.arrivals.release();
			this.opened.await();
			answer.send(request, connection);
		};
	}

	/**
	 * Wait until requests have arrived at the gate.
	 * @param count the number of requests since the previous call
	 * @throws InterruptedException if the thread was interrupted
	 */
	public void awaitArrivals(int count) throws InterruptedException {
		if (!this.arrivals.tryAcquire(count, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
			throw new IllegalStateException("Not " + count + " but " + this.arrivals.availablePermits() + " arrived");
		}
	}

	/**
	 * Release all answers, including later ones.
	 */
	public void open() {
		this.opened.countDown();
	}

}
