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
import java.util.ArrayList;
import java.util.List;

import dev.sessions.internal.call.ExchangeRequest;
import dev.sessions.internal.net.RequestTarget;
import dev.sessions.settings.PoolSettings;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.pool.ConnPoolControl;
import org.apache.hc.core5.util.TimeValue;

/**
 * Opens connections ahead of the first call, including proxy tunnel and TLS handshake. It
 * follows the path of a request up to the point of sending it, and sends nothing. All
 * connections are held until the last one is open, as the pool would otherwise lease the
 * first one again. Once a call is waiting for a connection, no further ones are opened.
 */
final class WarmUp implements ExecChainHandler {

	private final TimeValue keepAlive;

	private final List<ExecRuntime> held = new ArrayList<>();

	private WarmUp(TimeValue keepAlive) {
		this.keepAlive = keepAlive;
	}

	/**
	 * Open connections sequentially.
	 * @param builder the builder of a client configured like the one to be warmed up
	 * @param pool the pool
	 * @param settings the settings of the pool
	 * @param target the target of the connections
	 * @throws IOException if a connection cannot be opened; earlier ones remain open
	 */
	static void open(HttpClientBuilder builder, ConnPoolControl<?> pool, PoolSettings settings, RequestTarget target)
			throws IOException {
		WarmUp warmUp = new WarmUp(TimeValue.of(settings.keepAlive()));
		CloseableHttpClient client = builder.setConnectionManagerShared(true)
			.replaceExecInterceptor(ChainElement.MAIN_TRANSPORT.name(), warmUp)
			.build();
		try {
			for (int i = 0; i < settings.warmUp() && pool.getTotalStats().getPending() == 0; i++) {
				ExchangeRequest request = new ExchangeRequest(Method.OPTIONS.name(), target, "/", null);
				client.executeOpen(target.host(), request, HttpClientContext.create()).close();
			}
		}
		finally {
			warmUp.release();
		}
	}

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain) {
		this.held.add(scope.execRuntime);
		return new BasicClassicHttpResponse(HttpStatus.SC_NO_CONTENT);
	}

	private void release() {
		for (ExecRuntime connection : this.held) {
			connection.markConnectionReusable(null, this.keepAlive);
			connection.releaseEndpoint();
		}
	}

}
