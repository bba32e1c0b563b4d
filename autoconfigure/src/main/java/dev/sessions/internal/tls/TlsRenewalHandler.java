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

package dev.sessions.internal.tls;

import java.io.IOException;

import javax.net.ssl.SSLSession;

import org.apache.hc.client5.http.EndpointInfo;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * Leases the connection of an exchange, and closes one that was secured with outdated TLS
 * material, so that a new one is opened. A renewal during an exchange does not affect its
 * connection, but no further exchange uses it.
 *
 * @param tls the TLS of the pool
 */
public record TlsRenewalHandler(Tls tls) implements ExecChainHandler {

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		ExecRuntime runtime = scope.execRuntime;
		if (!runtime.isEndpointAcquired()) {
			runtime.acquireEndpoint(scope.exchangeId, scope.route, scope.clientContext.getUserToken(),
					scope.clientContext);
		}
		if (isOutdated(runtime.getEndpointInfo())) {
			runtime.disconnectEndpoint();
		}
		return chain.proceed(request, scope);
	}

	private boolean isOutdated(@Nullable EndpointInfo connection) {
		SSLSession session = (connection != null) ? connection.getSslSession() : null;
		return session != null && !this.tls.isCurrent(session);
	}

}
