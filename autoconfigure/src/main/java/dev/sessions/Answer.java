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

import dev.sessions.transport.ExchangeContext;
import dev.sessions.transport.ExchangeRequest;
import org.apache.hc.core5.http.HttpResponse;

/**
 * What came back from a call, read whole.
 */
final class Answer {

	private final ExchangeRequest request;

	private final ExchangeContext call;

	private final HttpResponse head;

	private final byte[] body;

	private final long elapsedNanos;

	Answer(ExchangeRequest request, ExchangeContext call, HttpResponse head, byte[] body) {
		this.request = request;
		this.call = call;
		this.head = head;
		this.body = body;
		this.elapsedNanos = call.elapsedNanos();
	}

	/**
	 * The request as the caller made it.
	 */
	ExchangeRequest request() {
		return this.request;
	}

	/**
	 * What the policies did.
	 */
	ExchangeContext call() {
		return this.call;
	}

	/**
	 * Status and headers.
	 */
	HttpResponse head() {
		return this.head;
	}

	/**
	 * The decoded body, empty if there is none. Not to be changed.
	 */
	byte[] body() {
		return this.body;
	}

	/**
	 * The time of the whole call.
	 */
	long elapsedNanos() {
		return this.elapsedNanos;
	}

}
