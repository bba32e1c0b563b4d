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
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A request as a {@link ScriptedServer} received it.
 */
public final class ReceivedRequest {

	private final int connection;

	private final String head;

	private final String method;

	private final String target;

	private final List<HeaderLine> headers;

	private final byte[] body;

	ReceivedRequest(int connection, String head, String method, String target, List<HeaderLine> headers, byte[] body) {
		this.connection = connection;
		this.head = head;
		this.method = method;
		this.target = target;
		this.headers = List.copyOf(headers);
		this.body = body;
	}

	/**
	 * The number of its connection, counted from 1.
	 * @return the number
	 */
	public int connection() {
		return this.connection;
	}

	/**
	 * The request line and the headers, byte for byte.
	 * @return the head, decoded as ISO 8859-1
	 */
	public String head() {
		return this.head;
	}

	public String method() {
		return this.method;
	}

	/**
	 * The request target, as received.
	 * @return the target
	 */
	public String target() {
		return this.target;
	}

	/**
	 * The target without its query.
	 * @return the path
	 */
	public String path() {
		int query = this.target.indexOf('?');
		return (query < 0) ? this.target : this.target.substring(0, query);
	}

	/**
	 * The query.
	 * @return the query, or {@code null} if there is no question mark
	 */
	public @Nullable String query() {
		int query = this.target.indexOf('?');
		return (query < 0) ? null : this.target.substring(query + 1);
	}

	/**
	 * All headers, in order.
	 * @return the headers
	 */
	public List<HeaderLine> headers() {
		return this.headers;
	}

	/**
	 * The values of a header, one for each line.
	 * @param name the name in any case
	 * @return the values
	 */
	public List<String> headers(String name) {
		return this.headers.stream()
			.filter((header) -> header.name().equalsIgnoreCase(name))
			.map(HeaderLine::value)
			.toList();
	}

	/**
	 * The value of a header.
	 * @param name the name in any case
	 * @return the value of its only line, or {@code null} if there is none
	 * @throws IllegalStateException if there are several lines
	 */
	public @Nullable String header(String name) {
		List<String> values = headers(name);
		if (values.size() > 1) {
			throw new IllegalStateException("More than one line of " + name + ": " + values);
		}
		return values.isEmpty() ? null : values.get(0);
	}

	public boolean hasHeader(String name) {
		return !headers(name).isEmpty();
	}

	public byte[] body() {
		return this.body.clone();
	}

	/**
	 * The body as text.
	 * @return the body, decoded as UTF-8
	 */
	public String text() {
		return new String(this.body, StandardCharsets.UTF_8);
	}

	@Override
	public String toString() {
		return "#" + this.connection + " " + this.method + " " + this.target + " " + this.headers;
	}

}
