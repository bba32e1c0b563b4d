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
import java.util.Locale;

/**
 * Describes the machine of a measurement.
 */
public final class Machine {

	/**
	 * The largest spread of a quiet machine. A larger one says more about the machine
	 * than about the client.
	 */
	private static final double QUIET = 0.10;

	private Machine() {
	}

	/**
	 * Describe the JVM and the processors, and their load before the measurement.
	 * @return a line of text
	 */
	public static String describe() {
		double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
		return String.format(Locale.ROOT, "JDK %s, %d processors, load %.1f before the first call.", Runtime.version(),
				Runtime.getRuntime().availableProcessors(), load);
	}

	/**
	 * Report whether other work on the machine made the times meaningless.
	 * @param spread the largest {@link Quartiles#spread()} of the times that have a
	 * budget
	 * @return a line of text
	 */
	public static String noise(double spread) {
		String verdict = (spread <= QUIET) ? "The machine was quiet" : "THE MACHINE WAS TOO NOISY FOR TIMES";
		return String.format(Locale.ROOT,
				"%s: the largest spread of a time with a budget is %.0f %%; up to %.0f %% is quiet.", verdict,
				100 * spread, 100 * QUIET);
	}

}
