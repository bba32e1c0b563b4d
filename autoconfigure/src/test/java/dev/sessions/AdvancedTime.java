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

package dev.sessions;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import dev.sessions.internal.client.Simulation;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.settings.TransportSettings;
import org.apache.hc.client5.http.classic.ExecChainHandler;

/**
 * A time of a session that the test advances. The network is the real one.
 */
final class AdvancedTime implements TimeSource, Simulation {

	private final AtomicLong advanceNanos = new AtomicLong();

	private AdvancedTime() {
	}

	static AdvancedTime of(Session session) {
		AdvancedTime time = new AdvancedTime();
		session.unwrap(Transport.class).simulate(time);
		return time;
	}

	void advance(Duration duration) {
		this.advanceNanos.addAndGet(duration.toNanos());
	}

	@Override
	public long nanoTime() {
		return System.nanoTime() + this.advanceNanos.get();
	}

	@Override
	public Clock clock() {
		return Clock.offset(Clock.systemUTC(), Duration.ofNanos(this.advanceNanos.get()));
	}

	@Override
	public void parkNanos(Object blocker, long nanos) {
		LockSupport.parkNanos(blocker, nanos);
	}

	@Override
	public TimeSource time() {
		return this;
	}

	@Override
	public ExecChainHandler calls() {
		return (request, scope, chain) -> chain.proceed(request, scope);
	}

	@Override
	public ExecChainHandler exchanges(TransportSettings settings) {
		return calls();
	}

}
