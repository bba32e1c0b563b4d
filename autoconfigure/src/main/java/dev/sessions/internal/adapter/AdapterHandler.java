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

package dev.sessions.internal.adapter;

import java.io.IOException;
import java.net.URISyntaxException;
import java.util.Iterator;

import dev.sessions.internal.body.EntityBody;
import dev.sessions.internal.concurrent.WaitInterrupter;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.ProtocolException;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * Passes requests to an adapter. Takes the place of the handler that opens connections:
 * the adapter receives each request as it would be sent, and its response passes all
 * handlers above.
 *
 * @param mount the name of the adapter in messages
 * @param adapter the adapter
 */
public record AdapterHandler(String mount, ClientHttpRequestFactory adapter) implements ExecChainHandler {

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		AdapterScope call = (scope.clientContext instanceof AdapterScope adapting) ? adapting : null;
		// there is no connection to close when the call is cancelled
		WaitInterrupter wait = new WaitInterrupter(call);
		ClientHttpRequest adapted = create(request);
		HttpEntity body = request.getEntity();
		for (Iterator<Header> headers = request.headerIterator(); headers.hasNext();) {
			Header header = headers.next();
			adapted.getHeaders().add(header.getName(), (header.getValue() != null) ? header.getValue() : "");
		}
		if (body != null) {
			addBody(body, adapted);
		}
		return AdaptedResponse.of(wait.run(adapted::execute), request.getMethod(), wait,
				(call != null) ? call::released : () -> {
				});
	}

	private ClientHttpRequest create(ClassicHttpRequest request) throws IOException, ProtocolException {
		try {
			return this.adapter.createRequest(request.getUri(), HttpMethod.valueOf(request.getMethod()));
		}
		catch (URISyntaxException ex) {
			throw new ProtocolException("the mount " + this.mount + " takes only a valid URI");
		}
	}

	private void addBody(HttpEntity body, ClientHttpRequest adapted) throws IOException, ProtocolException {
		HttpHeaders headers = adapted.getHeaders();
		if (body.getContentType() != null && !headers.containsHeader(HttpHeaders.CONTENT_TYPE)) {
			headers.set(HttpHeaders.CONTENT_TYPE, body.getContentType());
		}
		if (body.getContentEncoding() != null && !headers.containsHeader(HttpHeaders.CONTENT_ENCODING)) {
			headers.set(HttpHeaders.CONTENT_ENCODING, body.getContentEncoding());
		}
		if (body.getContentLength() >= 0) {
			headers.setContentLength(body.getContentLength());
		}
		try {
			EntityBody.write(body, adapted);
		}
		catch (UnsupportedOperationException ex) {
			throw new ProtocolException("the mount " + this.mount + " takes no request body", ex);
		}
	}

}
