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

package dev.sessions.internal.content;

import dev.sessions.internal.call.ExchangeContext;
import org.apache.hc.core5.http.HttpResponse;

/**
 * A call and its response, with the body in memory. Holds no connection. Immutable, but
 * for the array of the body, which must not be changed.
 */
public final class BufferedExchange {

	private final ExchangeContext call;

	private final HttpResponse head;

	private final byte[] body;

	private final long elapsedNanos;

	/**
	 * Create an exchange.
	 * @param call the context of the call
	 * @param head the status and headers of the response
	 * @param body the decoded body
	 */
	public BufferedExchange(ExchangeContext call, HttpResponse head, byte[] body) {
		this.call = call;
		this.head = head;
		this.body = body;
		this.elapsedNanos = call.elapsedNanos();
	}

	/**
	 * The context of the call, which has its request, retries and redirects.
	 * @return the context
	 */
	public ExchangeContext call() {
		return this.call;
	}

	/**
	 * The status and headers of the response.
	 * @return the response without its body
	 */
	public HttpResponse head() {
		return this.head;
	}

	/**
	 * The decoded body, empty if there is none.
	 * @return the array itself, which must not be changed
	 */
	public byte[] body() {
		return this.body;
	}

	/**
	 * The duration of the whole call in nanoseconds, from its start until the body was
	 * read.
	 * @return the nanoseconds
	 */
	public long elapsedNanos() {
		return this.elapsedNanos;
	}

}
