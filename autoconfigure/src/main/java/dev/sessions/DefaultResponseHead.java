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

package dev.sessions;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.sessions.internal.call.ExchangeContext;
import dev.sessions.internal.cookie.ResponseCookies;
import dev.sessions.internal.net.HostAndPort;
import dev.sessions.internal.spring.HttpHeadersMapping;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

/**
 * The head of a response, with the attempts and redirects of its call. Each value is
 * computed on demand.
 */
abstract class DefaultResponseHead implements ResponseHead {

	private final ExchangeContext call;

	private final HttpResponse head;

	private final long elapsedNanos;

	private volatile @Nullable HttpHeaders headers;

	/**
	 * Create a head, which ends the measured time of the call.
	 * @param call the context of the call
	 * @param head the status and headers of the response
	 */
	DefaultResponseHead(ExchangeContext call, HttpResponse head) {
		this.call = call;
		this.head = head;
		this.elapsedNanos = call.elapsedNanos();
	}

	final ExchangeContext call() {
		return this.call;
	}

	final HttpResponse head() {
		return this.head;
	}

	@Override
	public HttpStatusCode status() {
		return HttpStatusCode.valueOf(this.head.getCode());
	}

	@Override
	public boolean ok() {
		return this.head.getCode() < 400;
	}

	@Override
	public HttpHeaders headers() {
		HttpHeaders current = this.headers;
		if (current == null) {
			current = HttpHeadersMapping.fromWire(this.head);
			this.headers = current;
		}
		return current;
	}

	@Override
	public @Nullable MediaType contentType() {
		return headers().getContentType();
	}

	@Override
	public URI uri() {
		return CallUris.uri(this.call);
	}

	@Override
	public List<Redirect> history() {
		return CallUris.history(this.call);
	}

	@Override
	public int attempts() {
		return this.call.attempts();
	}

	@Override
	public Duration elapsed() {
		return Duration.ofNanos(this.elapsedNanos);
	}

	@Override
	public List<Cookie> cookies() {
		URI uri = uri();
		return ResponseCookies
			.of(this.head, HostAndPort.hostOf(uri), uri.getRawPath(), "https".equals(uri.getScheme()),
					System.currentTimeMillis())
			.stream()
			.map(DefaultCookies::toCookie)
			.toList();
	}

	@Override
	public Map<String, Link> links() {
		return LinkHeader.parse(headers().getOrEmpty(HttpHeaders.LINK), uri());
	}

}
