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

package dev.sessions.testsupport;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * A request that every {@link Face} can send. Immutable.
 */
public final class Call {

	private final HttpMethod method;

	private final String url;

	private final List<HeaderLine> headers;

	private final byte @Nullable [] body;

	private Call(HttpMethod method, String url, List<HeaderLine> headers, byte @Nullable [] body) {
		this.method = method;
		this.url = url;
		this.headers = headers;
		this.body = body;
	}

	/**
	 * A request without headers and body.
	 * @param method the method
	 * @param url the absolute URL
	 * @return the request
	 */
	public static Call of(HttpMethod method, String url) {
		return new Call(method, url, List.of(), null);
	}

	public static Call get(String url) {
		return of(HttpMethod.GET, url);
	}

	public static Call post(String url, String body) {
		return of(HttpMethod.POST, url).body(body);
	}

	/**
	 * Add a header.
	 * @param name the name
	 * @param value the value
	 * @return a request with the additional header
	 */
	public Call header(String name, String value) {
		List<HeaderLine> changed = new ArrayList<>(this.headers);
		changed.add(new HeaderLine(name, value));
		return new Call(this.method, this.url, List.copyOf(changed), this.body);
	}

	/**
	 * Set a body of the type {@code text/plain}.
	 * @param body the body
	 * @return a request with that body
	 */
	public Call body(String body) {
		return new Call(this.method, this.url, this.headers, body.getBytes(StandardCharsets.UTF_8));
	}

	HttpMethod method() {
		return this.method;
	}

	String url() {
		return this.url;
	}

	List<HeaderLine> headers() {
		return this.headers;
	}

	byte @Nullable [] body() {
		return this.body;
	}

}
