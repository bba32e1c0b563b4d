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

package dev.sessions.transport;

import java.lang.management.ManagementFactory;
import java.util.List;

import com.sun.management.ThreadMXBean;
import dev.sessions.auth.AllowedOrigins;
import dev.sessions.cookie.CookieJar;
import dev.sessions.cookie.CookieSettings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DeadlineWatch}.
 */
class DeadlineWatchTests {

	private static final int CALLS = 100_000;

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final ExchangeContext call = new ExchangeContext(
			new SessionState(null, new CookieJar(CookieSettings.defaults()), AllowedOrigins.of(null, List.of()), null,
					new DefaultHeaders(List.of()), null),
			ExchangeOptions.NONE, null);

	@Test
	void deadlineOfACallCostsLessThanAHundredBytes() {
		watch();
		long before = THREADS.getCurrentThreadAllocatedBytes();
		watch();
		assertThat((THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS).isLessThan(100);
	}

	private void watch() {
		for (int i = 0; i < CALLS; i++) {
			DeadlineWatch.SHARED.add(this.call);
			DeadlineWatch.SHARED.remove(this.call);
		}
	}

}
