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

import dev.sessions.internal.text.RedactedRequest;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.message.BasicHttpRequest;

/**
 * Releases the connection of an exchange at the end of the response body. HttpClient
 * releases it if there is no body or the exchange fails. This handler replaces
 * HttpClient's authentication handler, which sessions do not use, and takes over its
 * other task: a forwarding proxy gets the absolute URI. A request whose expectation fails
 * is repeated without it, as part of the same attempt.
 */
public final class LeaseHandler implements ExecChainHandler {

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		ClassicHttpResponse response = proceed(request, scope, chain);
		if (response.getCode() == HttpStatus.SC_EXPECTATION_FAILED && mayDoWithoutExpectation(request)) {
			response.close();
			response = proceed(withoutExpectation(request, scope.clientContext), scope, chain);
		}
		HttpEntity entity = response.getEntity();
		if (entity != null && entity.isStreaming()) {
			response.setEntity(new LeasedEntity(entity, scope));
		}
		return response;
	}

	private static ClassicHttpResponse proceed(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		if (scope.route.getProxyHost() != null && !scope.route.isTunnelled()
				&& request instanceof BasicHttpRequest forProxy) {
			// RFC 9112, section 3.2.2
			forProxy.setAbsoluteRequestUri(true);
		}
		return chain.proceed(request, scope);
	}

	/**
	 * Whether the request can be repeated without its expectation (RFC 9110, section
	 * 10.1.1).
	 */
	private static boolean mayDoWithoutExpectation(ClassicHttpRequest request) {
		HttpEntity body = request.getEntity();
		return request.containsHeader(HttpHeaders.EXPECT) && body != null
				&& (body.isRepeatable() || (body instanceof SentBody sent && !sent.wasBegun()));
	}

	private static ClassicHttpRequest withoutExpectation(ClassicHttpRequest request, HttpClientContext context) {
		// HttpClient adds the expectation of a RequestConfig to each request
		context.setRequestConfig(
				RequestConfig.copy(context.getRequestConfigOrDefault()).setExpectContinueEnabled(false).build());
		ClassicHttpRequest copy = RedactedRequest.copyOf(request);
		copy.removeHeaders(HttpHeaders.EXPECT);
		// added again when the copy is sent
		copy.removeHeaders(HttpHeaders.CONTENT_LENGTH);
		copy.removeHeaders(HttpHeaders.TRANSFER_ENCODING);
		return copy;
	}

}
