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

package dev.sessions.sample.page;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.sessions.PoolStats;
import dev.sessions.Session;
import dev.sessions.SessionException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Makes many calls at once, with far more callers than the session has connections.
 */
@Component
class Burst implements DisposableBean {

	static final int CALLS = 200;

	static final int CALLERS = 40;

	private final Session shop;

	private final ThreadPoolExecutor callers = new ThreadPoolExecutor(CALLERS, CALLERS, 5, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(CALLS), new CustomizableThreadFactory("burst-"));

	Burst(Session shop) {
		this.shop = shop;
		this.callers.allowCoreThreadTimeOut(true);
	}

	Result run() throws InterruptedException {
		long start = System.nanoTime();
		AtomicInteger mostWaiting = new AtomicInteger();
		List<Future<@Nullable String>> calls = new ArrayList<>();
		for (int i = 0; i < CALLS; i++) {
			calls.add(this.callers.submit(() -> call(mostWaiting)));
		}
		int answered = 0;
		String failure = null;
		for (Future<@Nullable String> call : calls) {
			String wrong = outcome(call);
			answered += (wrong != null) ? 0 : 1;
			failure = (wrong != null) ? wrong : failure;
		}
		PoolStats pool = this.shop.pool();
		return new Result(answered, CALLS - answered, failure, mostWaiting.get(), pool.max(),
				Duration.ofNanos(System.nanoTime() - start));
	}

	private @Nullable String call(AtomicInteger mostWaiting) {
		try {
			mostWaiting.accumulateAndGet(this.shop.pool().pending(), Math::max);
			int status = this.shop.get("/recommendations").status().value();
			return (status == 200) ? null : "status " + status;
		}
		catch (SessionException ex) {
			return ex.getMessage();
		}
	}

	private static @Nullable String outcome(Future<@Nullable String> call) throws InterruptedException {
		try {
			return call.get();
		}
		catch (ExecutionException ex) {
			return String.valueOf(ex.getCause());
		}
	}

	@Override
	public void destroy() {
		this.callers.shutdownNow();
	}

	/**
	 * The result of the calls.
	 *
	 * @param answered the number of calls with the status 200
	 * @param failed the number of other calls
	 * @param failure the reason of one failure, if there is one
	 * @param mostWaiting the largest observed number of callers waiting for a connection
	 * @param connections the maximum number of connections
	 * @param time the total duration
	 */
	record Result(int answered, int failed, @Nullable String failure, int mostWaiting, int connections, Duration time) {
	}

}
