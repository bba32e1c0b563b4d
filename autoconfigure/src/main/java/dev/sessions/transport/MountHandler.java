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

package dev.sessions.transport;

import java.io.IOException;
import java.util.List;

import dev.sessions.proxy.ProxyRoutePlanner;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;

/**
 * Puts each hop of a call on the line of its mount. Everything below, down to the
 * connection, is that line's; what stands above remains that of the line on which the
 * call began.
 */
final class MountHandler implements ExecChainHandler {

	/**
	 * Where a call has what HttpClient was told in the first place.
	 */
	private static final String OWN_CONFIG = MountHandler.class.getName() + ".ownConfig";

	private final List<Line> lines;

	/**
	 * Create the handler.
	 * @param lines the session's own line, and those of its mounts in their order
	 */
	MountHandler(List<Line> lines) {
		this.lines = lines;
	}

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		Mounts mounts = (scope.clientContext instanceof ExchangeContext call) ? call.state().mounts() : null;
		if (mounts == null || !(scope.clientContext instanceof ExchangeContext call)) {
			return chain.proceed(request, scope);
		}
		HttpHost target = scope.route.getTargetHost();
		int number = mounts.find(target, request.getPath());
		Line line = this.lines.get(number);
		call.useLine(line);
		configure(call, line, number != Mounts.NONE);
		ProxyRoutePlanner planner = line.routePlanner();
		HttpRoute route = (planner != null) ? planner.determineRoute(target, call) : scope.route;
		return chain.proceed(request, new ExecChain.Scope(scope.exchangeId, route, scope.originalRequest,
				scope.execRuntime, scope.clientContext));
	}

	/**
	 * A mount's line has what its settings say; the session's own obeys what HttpClient
	 * was told in the first place.
	 */
	private static void configure(ExchangeContext call, Line line, boolean mounted) {
		RequestConfig own = (call.getAttribute(OWN_CONFIG) instanceof RequestConfig kept) ? kept
				: call.getRequestConfigOrDefault();
		call.setAttribute(OWN_CONFIG, own);
		call.setRequestConfig(mounted ? call.withReadTimeout(line.requestConfig(own)) : own);
	}

}
