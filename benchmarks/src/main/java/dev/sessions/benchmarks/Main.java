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

package dev.sessions.benchmarks;

import java.util.Arrays;

import dev.sessions.benchmarks.bodies.Bodies;
import dev.sessions.benchmarks.compare.Comparison;
import dev.sessions.benchmarks.compare.WarmUp;
import dev.sessions.benchmarks.growth.Growth;
import dev.sessions.benchmarks.http2.Http2Comparison;
import dev.sessions.benchmarks.profile.Profile;
import dev.sessions.benchmarks.shared.Sharing;
import dev.sessions.benchmarks.soak.SharedSoak;
import dev.sessions.benchmarks.soak.Soak;
import dev.sessions.benchmarks.threads.ThreadsComparison;

/**
 * The main class of the jar. The first argument selects the benchmark: {@code compare},
 * {@code warm-up}, {@code threads}, {@code bodies}, {@code growth}, {@code shared},
 * {@code http2}, {@code soak}, {@code soak-shared} or {@code profile}. Any other
 * arguments are passed to JMH.
 */
public final class Main {

	private Main() {
	}

	public static void main(String[] args) throws Exception {
		String command = (args.length != 0) ? args[0] : "";
		String[] rest = Arrays.copyOfRange(args, Math.min(1, args.length), args.length);
		switch (command) {
			case "compare" -> Comparison.main(rest);
			case "warm-up" -> WarmUp.main(rest);
			case "bodies" -> Bodies.main(rest);
			case "threads" -> ThreadsComparison.main(rest);
			case "growth" -> Growth.main(rest);
			case "shared" -> Sharing.main(rest);
			case "http2" -> Http2Comparison.main(rest);
			case "soak" -> Soak.main(rest);
			case "soak-shared" -> SharedSoak.main(rest);
			case "profile" -> Profile.main(rest);
			default -> org.openjdk.jmh.Main.main(args);
		}
	}

}
