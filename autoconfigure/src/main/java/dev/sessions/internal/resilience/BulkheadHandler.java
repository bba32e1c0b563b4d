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

package dev.sessions.internal.resilience;

import java.io.IOException;
import java.io.InterruptedIOException;

import dev.sessions.internal.concurrent.WaitInterrupter;
import dev.sessions.settings.BulkheadSettings;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;

/**
 * Bounds the number of concurrent calls. A call occupies its place until the body of its
 * response is read or closed.
 *
 * @param bulkhead the bulkhead
 */
record BulkheadHandler(Bulkhead bulkhead) implements ExecChainHandler {

	static BulkheadHandler of(String name, BulkheadSettings settings, ResilienceRegistries registries) {
		return new BulkheadHandler(registries.bulkhead(name, () -> config(settings)));
	}

	private static BulkheadConfig config(BulkheadSettings settings) {
		return BulkheadConfig.custom()
			.maxConcurrentCalls(settings.maxConcurrentCalls())
			.maxWaitDuration(settings.maxWait())
			.build();
	}

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		if (!(scope.clientContext instanceof ResilienceScope call)) {
			return chain.proceed(request, scope);
		}
		enter(call);
		boolean bodyPending = false;
		try {
			ClassicHttpResponse response = chain.proceed(request, scope);
			HttpEntity body = response.getEntity();
			if (body != null && body.isStreaming()) {
				response.setEntity(new BulkheadEntity(body, this.bulkhead::onComplete));
				bodyPending = true;
			}
			return response;
		}
		finally {
			if (!bodyPending) {
				this.bulkhead.onComplete();
			}
		}
	}

	private void enter(ResilienceScope call) throws InterruptedIOException, NotPermittedException {
		boolean entered;
		if (this.bulkhead.getBulkheadConfig().getMaxWaitDuration().isZero()) {
			entered = this.bulkhead.tryAcquirePermission();
		}
		else {
			call.waits().awaiting("the bulkhead '" + this.bulkhead.getName() + "'");
			entered = awaitPlace(call);
			call.waits().awaiting(null);
		}
		if (!entered) {
			if (Thread.currentThread().isInterrupted()) {
				throw new InterruptedIOException("interrupted while waiting for the bulkhead");
			}
			throw new NotPermittedException(ResilienceFeature.BULKHEAD, reason());
		}
	}

	/**
	 * Only an interruption can end the wait for a bulkhead.
	 */
	private boolean awaitPlace(ResilienceScope call) throws InterruptedIOException {
		WaitInterrupter wait = new WaitInterrupter(call);
		boolean entered = wait.run(this.bulkhead::tryAcquirePermission);
		if (!wait.isCancelled()) {
			return entered;
		}
		if (entered) {
			this.bulkhead.releasePermission();
		}
		throw new InterruptedIOException("cancelled while waiting for the bulkhead");
	}

	private String reason() {
		BulkheadConfig config = this.bulkhead.getBulkheadConfig();
		return "all " + config.getMaxConcurrentCalls() + " calls that the bulkhead '" + this.bulkhead.getName()
				+ "' admits are running, and none ended within " + config.getMaxWaitDuration().toMillis()
				+ " ms; see bulkhead.max-concurrent-calls and bulkhead.max-wait";
	}

}
