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

package dev.sessions.internal.client;

import java.io.IOException;
import java.util.function.IntFunction;

import dev.sessions.internal.call.ExchangeContext;
import dev.sessions.internal.call.MountSelector;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;

/**
 * Delegates each hop of a call to the client of its mount. The handlers above, including
 * redirects, remain those of the client that started the call.
 *
 * @param own the number of the mount whose chain contains this handler
 * @param clients the client of each mount, by number
 */
record MountHandler(int own, IntFunction<PolicyClient> clients) implements ExecChainHandler {

	/**
	 * Whether this handler belongs to the chain of the session itself.
	 */
	boolean isOwn() {
		return this.own == MountSelector.NONE;
	}

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		if (!(scope.clientContext instanceof ExchangeContext call)) {
			return chain.proceed(request, scope);
		}
		MountSelector mounts = call.state().mounts();
		if (mounts == null) {
			return chain.proceed(request, scope);
		}
		HttpHost target = scope.route.getTargetHost();
		// the mount of the first hop was selected at the start of the call
		int number = (call.redirects() > 0) ? mounts.find(target, request.getPath()) : call.mount();
		PolicyClient client = this.clients.apply(number);
		boolean changed = call.mount() != number;
		call.useMount(number);
		if (number != this.own) {
			return client.executeHop(target, request, call);
		}
		if (changed) {
			client.configure(call);
		}
		return chain.proceed(request, scope);
	}

}
