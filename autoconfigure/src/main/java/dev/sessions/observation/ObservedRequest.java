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

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.support.HttpComponentsHeadersAdapter;

/**
 * HttpClient's request as Spring's conventions and tracing see it: what is set in its
 * headers is sent, with each attempt and each hop. The URI has neither query nor user
 * info, which may hold secrets.
 */
final class ObservedRequest implements ClientHttpRequest {

	private final ClassicHttpRequest request;

	private final ClassicHttpRequest original;

	private final URI uri;

	/**
	 * Made for who asks: meters do not, and a view of headers is worth several hundred
	 * bytes.
	 */
	private @Nullable HttpHeaders headers;

	private @Nullable Map<String, Object> attributes;

	/**
	 * A request.
	 * @param target where it goes to
	 * @param request the request as it is sent first
	 * @param original what is copied for each further attempt and hop
	 */
	ObservedRequest(HttpHost target, ClassicHttpRequest request, ClassicHttpRequest original) {
		this.request = request;
		this.original = original;
		this.uri = uri(target, request.getPath());
	}

	private static URI uri(HttpHost target, @Nullable String path) {
		if (path == null || path.isEmpty()) {
			return URI.create(target.toURI());
		}
		int query = path.indexOf('?');
		try {
			return new URI(target.toURI() + ((query >= 0) ? path.substring(0, query) : path));
		}
		catch (URISyntaxException ex) {
			// whether it can be sent is not for an observer to say
			return URI.create(target.toURI());
		}
	}

	@Override
	public HttpMethod getMethod() {
		return HttpMethod.valueOf(this.request.getMethod());
	}

	@Override
	public URI getURI() {
		return this.uri;
	}

	@Override
	public HttpHeaders getHeaders() {
		HttpHeaders present = this.headers;
		if (present == null) {
			present = new SentHeaders(this.request, this.original);
			this.headers = present;
		}
		return present;
	}

	@Override
	public Map<String, Object> getAttributes() {
		Map<String, Object> present = this.attributes;
		if (present == null) {
			present = new HashMap<>();
			this.attributes = present;
		}
		return present;
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
	 * The headers of a request, of which those that are set are set in what is copied for
	 * further attempts and hops, too.
	 */
	@SuppressWarnings("serial") // never written
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
