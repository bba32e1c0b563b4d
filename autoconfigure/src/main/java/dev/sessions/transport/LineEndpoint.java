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

import org.apache.hc.client5.http.EndpointInfo;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.impl.io.HttpRequestExecutor;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * A leased connection that knows the pool it came from.
 */
final class LineEndpoint extends ConnectionEndpoint {

	private final HttpClientConnectionManager pool;

	private final ConnectionEndpoint endpoint;

	LineEndpoint(HttpClientConnectionManager pool, ConnectionEndpoint endpoint) {
		this.pool = pool;
		this.endpoint = endpoint;
	}

	HttpClientConnectionManager pool() {
		return this.pool;
	}

	ConnectionEndpoint endpoint() {
		return this.endpoint;
	}

	@Override
	@SuppressWarnings("deprecation") // the class has no other abstract method for it
	public ClassicHttpResponse execute(String id, ClassicHttpRequest request, HttpRequestExecutor executor,
			HttpContext context) throws IOException, HttpException {
		return this.endpoint.execute(id, request, executor, context);
	}

	@Override
	public ClassicHttpResponse execute(String id, ClassicHttpRequest request, RequestExecutor executor,
			HttpContext context) throws IOException, HttpException {
		return this.endpoint.execute(id, request, executor, context);
	}

	@Override
	public boolean isConnected() {
		return this.endpoint.isConnected();
	}

	@Override
	public void setSocketTimeout(Timeout timeout) {
		this.endpoint.setSocketTimeout(timeout);
	}

	@Override
	public EndpointInfo getInfo() {
		return this.endpoint.getInfo();
	}

	@Override
	public void close() throws IOException {
		this.endpoint.close();
	}

	@Override
	public void close(CloseMode closeMode) {
		this.endpoint.close(closeMode);
	}

}
