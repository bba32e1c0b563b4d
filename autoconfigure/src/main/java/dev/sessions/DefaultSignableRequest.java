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

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.sessions.internal.auth.RequestToSign;
import dev.sessions.internal.spring.HttpHeadersMapping;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * Presents a request to a signer in Spring's types.
 */
final class DefaultSignableRequest implements SignableRequest {

	private final RequestToSign request;

	private final URI uri;

	private final HttpHeaders headers;

	/**
	 * Create a view of a request.
	 * @param request the request
	 * @throws IOException if its target is not a valid URI
	 */
	DefaultSignableRequest(RequestToSign request) throws IOException {
		this.request = request;
		this.uri = request.uri();
		this.headers = HttpHeadersMapping.fromWire(request.head());
	}

	@Override
	public HttpMethod method() {
		return HttpMethod.valueOf(this.request.method());
	}

	@Override
	public URI uri() {
		return this.uri;
	}

	@Override
	public HttpHeaders headers() {
		return this.headers;
	}

	@Override
	public boolean isBodyRepeatable() {
		return this.request.isBodyRepeatable();
	}

	@Override
	public void writeBodyTo(OutputStream out) throws IOException {
		this.request.writeBodyTo(out);
	}

	@Override
	public String bodySha256() throws IOException {
		MessageDigest sha256 = sha256();
		writeBodyTo(new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
		return HexFormat.of().formatHex(sha256.digest());
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

	@Override
	public void setHeader(String name, String value) {
		this.request.setHeader(name, value);
	}

	/**
	 * Omits the query and the headers, which may contain secrets.
	 */
	@Override
	public String toString() {
		return method() + " " + CallUris.withoutQuery(this.uri);
	}

}
