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

import java.io.IOException;

import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;

/**
 * Leases the connection of an exchange and tracks its holder until the lease ends. Part
 * of the chain only if leak detection is on.
 *
 * @param watch the watch over the leases of the pool
 */
public record LeaseWatchHandler(LeaseWatch watch) implements ExecChainHandler {

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		if (!(scope.clientContext instanceof ExchangeContext call)) {
			return chain.proceed(request, scope);
		}
		ExecRuntime runtime = scope.execRuntime;
		if (!runtime.isEndpointAcquired()) {
			runtime.acquireEndpoint(scope.exchangeId, scope.route, call.getUserToken(), call);
		}
		WatchedLease lease = this.watch.begin(call.uriTemplate(), request, runtime);
		boolean bodyPending = false;
		try {
			ClassicHttpResponse response = chain.proceed(request, scope);
			if (response.getEntity() instanceof LeasedEntity body) {
				bodyPending = true;
				body.watchedBy(lease);
			}
			return response;
		}
		finally {
			if (!bodyPending) {
				lease.end();
			}
		}
	}

}
