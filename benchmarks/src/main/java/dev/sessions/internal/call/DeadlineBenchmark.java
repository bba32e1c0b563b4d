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

import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.auth.AllowedOrigins;
import dev.sessions.internal.client.SessionHttpClient;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.cookie.CookieJar;
import dev.sessions.internal.hook.Hooks;
import dev.sessions.internal.net.RequestTarget;
import dev.sessions.settings.CookieSettings;
import dev.sessions.settings.TransportSettings;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the cost of a call's deadline, on one thread and on several. It is in this
 * package because only this package can watch a call.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Thread)
public class DeadlineBenchmark {

	private final ExchangeContext call = new SessionHttpClient(
			new Transport(TransportSettings.defaults(), List.of(), Hooks.NONE, List.of(), null),
			new SessionState(null, new CookieJar(CookieSettings.defaults()), AllowedOrigins.of(null, List.of()), null,
					new DefaultHeaders(List.of()), null),
			Explanation.NONE)
		.begin(new ExchangeRequest("GET", RequestTarget.of(URI.create("http://a.test")), "/", null),
				ExchangeOptions.NONE);

	/**
	 * One call at a time.
	 */
	@Benchmark
	public void alone() {
		watch();
	}

	/**
	 * As many calls at a time as two cores allow, plus two.
	 */
	@Benchmark
	@Threads(4)
	public void besideOthers() {
		watch();
	}

	private void watch() {
		DeadlineEnforcer.SHARED.add(this.call);
		DeadlineEnforcer.SHARED.remove(this.call);
	}

}
