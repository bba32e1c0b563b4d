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

package dev.sessions.internal.pool;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Blocks a {@link PoolCaller} until it is woken, without spurious wake-ups. Under
 * Lincheck, threads return from {@code LockSupport.park} at any time, which would hide a
 * lost wake-up.
 */
final class MonitorHandover extends Handover {

	MonitorHandover(Duration overtaking) {
		super(overtaking);
	}

	@Override
	void block(Waiter waiter, long nanos) {
		((PoolCaller) Thread.currentThread()).permit.await();
	}

	@Override
	void wake(@Nullable Thread thread) {
		if (thread != null) {
			((PoolCaller) thread).permit.grant();
		}
	}

	/**
	 * A permission to continue. Several permissions count as one.
	 */
	static final class Permit {

		private boolean granted;

		synchronized void await() {
			while (!this.granted) {
				try {
					wait();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
					return;
				}
			}
			this.granted = false;
		}

		synchronized void grant() {
			this.granted = true;
			notifyAll();
		}

	}

}
