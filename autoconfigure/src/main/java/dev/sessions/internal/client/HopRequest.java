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
import java.util.Iterator;

import dev.sessions.internal.call.ExchangeContext;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.concurrent.CancellableDependency;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;

/**
 * The request of one hop, cancelled with its call.
 */
final class HopRequest extends BasicClassicHttpRequest implements CancellableDependency {

	private static final long serialVersionUID = 1L;

	private final transient ExchangeContext call;

	private HopRequest(HttpHost target, ClassicHttpRequest request, ExchangeContext call) {
		super(request.getMethod(), target.getSchemeName(), request.getAuthority(), request.getPath());
		this.call = call;
		setVersion(request.getVersion());
		for (Iterator<Header> headers = request.headerIterator(); headers.hasNext();) {
			addHeader(headers.next());
		}
		setEntity(request.getEntity());
	}

	/**
	 * Executes a hop. Rethrows the original exception of a policy that rejects it.
	 */
	static ClassicHttpResponse execute(CloseableHttpClient client, HttpHost target, ClassicHttpRequest request,
			ExchangeContext call) throws IOException, HttpException {
		try {
			return client.executeOpen(target, new HopRequest(target, request, call), call);
		}
		catch (ClientProtocolException ex) {
			if (ex.getCause() instanceof HttpException refusal) {
				throw refusal;
			}
			throw ex;
		}
	}

	@Override
	public void setDependency(Cancellable cancellable) {
		this.call.request().setDependency(cancellable);
	}

	@Override
	public boolean isCancelled() {
		return this.call.isCancelled();
	}

	@Override
	public boolean cancel() {
		return false;
	}

}
