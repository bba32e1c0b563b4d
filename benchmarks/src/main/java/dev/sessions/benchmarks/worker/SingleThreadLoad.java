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

package dev.sessions.benchmarks.worker;

import java.io.IOException;
import java.time.Duration;

/**
 * Makes one call after another, on the calling thread.
 */
public final class SingleThreadLoad implements Load {

	private final Latencies latencies = new Latencies(1 << 17);

	private final Call call;

	public SingleThreadLoad(Call call) {
		this.call = call;
	}

	@Override
	public Sample run(long calls, Duration time) throws IOException {
		this.latencies.clear();
		Usage before = Usage.now();
		long start = System.nanoTime();
		long now = start;
		for (long n = 0; n < calls && now - start < time.toNanos(); n++) {
			this.call.makeAndCheck();
			long last = now;
			now = System.nanoTime();
			this.latencies.add(now - last);
		}
		return this.latencies.toSample(now - start, Usage.now().since(before));
	}

}
