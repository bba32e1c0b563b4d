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

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;

/**
 * The resources that this JVM has used since its start.
 *
 * @param bytes the bytes that its threads have allocated, because some clients leave part
 * of the work to other threads
 * @param cpuNanos the CPU time of the process, including the JVM's own threads
 */
public record Usage(long bytes, long cpuNanos) {

	private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

	private static final OperatingSystemMXBean SYSTEM = ManagementFactory
		.getPlatformMXBean(OperatingSystemMXBean.class);

	/**
	 * No usage, for measurements that do not need it.
	 */
	public static final Usage NONE = new Usage(0, 0);

	/**
	 * Read the current usage.
	 * @return the usage until now
	 */
	public static Usage now() {
		long sum = 0;
		for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
			sum += Math.max(bytes, 0);
		}
		return new Usage(sum, SYSTEM.getProcessCpuTime());
	}

	/**
	 * The usage since an earlier one.
	 * @param before the earlier usage
	 * @return the difference
	 */
	public Usage since(Usage before) {
		return new Usage(this.bytes - before.bytes, this.cpuNanos - before.cpuNanos);
	}

}
