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

package dev.sessions.observation;

import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;

import dev.sessions.internal.net.PathAndQuery;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.support.HttpComponentsHeadersAdapter;

/**
 * Presents HttpClient's request to Spring's conventions and to tracing. A header that is
 * set here is sent with each attempt and each hop. The URI has neither query nor user
 * info, because these may contain secrets.
 */
final class ObservedRequest implements ClientHttpRequest {

	private final ClassicHttpRequest request;

	private final ClassicHttpRequest original;

	private final HttpHost target;

	private @Nullable URI uri;

	/**
	 * Created on demand: meters do not read headers, and a view of them takes several
	 * hundred bytes.
	 */
	private @Nullable HttpHeaders headers;

	private @Nullable Map<String, Object> attributes;

	/**
	 * Create a request.
	 * @param target the host it is sent to
	 * @param request the request of the first attempt
	 * @param original the request that is copied for each further attempt and hop
	 */
	ObservedRequest(HttpHost target, ClassicHttpRequest request, ClassicHttpRequest original) {
		this.request = request;
		this.original = original;
		this.target = target;
	}

	private static URI uri(HttpHost target, @Nullable String path) {
		if (path == null || path.isEmpty()) {
			return URI.create(target.toURI());
		}
		try {
			return new URI(target.toURI() + PathAndQuery.path(path));
		}
		catch (URISyntaxException ex) {
			// an observation does not reject a request that cannot be sent
			return URI.create(target.toURI());
		}
	}

	@Override
	public HttpMethod getMethod() {
		return HttpMethod.valueOf(this.request.getMethod());
	}

	/**
	 * Created on demand, because only traces use it.
	 */
	@Override
	public URI getURI() {
		URI current = this.uri;
		if (current == null) {
			current = uri(this.target, this.request.getPath());
			this.uri = current;
		}
		return current;
	}

	String methodName() {
		return this.request.getMethod();
	}

	String hostName() {
		return this.target.getHostName();
	}

	@Override
	public HttpHeaders getHeaders() {
		HttpHeaders current = this.headers;
		if (current == null) {
			current = new SentHeaders(this.request, this.original);
			this.headers = current;
		}
		return current;
	}

	@Override
	public Map<String, Object> getAttributes() {
		Map<String, Object> current = this.attributes;
		if (current == null) {
			current = new HashMap<>();
			this.attributes = current;
		}
		return current;
	}

	@Override
	public OutputStream getBody() {
		throw new UnsupportedOperationException("An observed request cannot be written");
	}

	@Override
	public ClientHttpResponse execute() {
		throw new UnsupportedOperationException("An observed request cannot be sent");
	}

	/**
	 * The headers of a request. A header that is set is also set in the request that is
	 * copied for further attempts and hops.
	 */
	@SuppressWarnings("serial") // never serialized
	private static final class SentHeaders extends HttpHeaders {

		private final ClassicHttpRequest original;

		SentHeaders(ClassicHttpRequest request, ClassicHttpRequest original) {
			super(new HttpComponentsHeadersAdapter(request));
			this.original = original;
		}

		@Override
		public void set(String name, @Nullable String value) {
			super.set(name, value);
			this.original.setHeader(name, value);
		}

	}

}
