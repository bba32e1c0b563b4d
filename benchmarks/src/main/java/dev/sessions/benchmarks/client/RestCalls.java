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

package dev.sessions.benchmarks.client;

import java.io.Closeable;
import java.io.IOException;

import dev.sessions.benchmarks.User;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

/**
 * Makes the calls with Spring's {@link RestClient}, on any request factory.
 */
abstract class RestCalls implements Client {

	private final RestClient client;

	private final Closeable below;

	private final String id = "42";

	RestCalls(RestClient client, Closeable below) {
		this.client = client;
		this.below = below;
	}

	@Override
	public @Nullable User get() {
		return this.client.get().uri("/users/{id}", this.id).retrieve().body(User.class);
	}

	@Override
	public @Nullable User post(User user) {
		return this.client.post()
			.uri("/users")
			.contentType(MediaType.APPLICATION_JSON)
			.body(user)
			.retrieve()
			.body(User.class);
	}

	@Override
	public @Nullable User gzip() {
		return this.client.get().uri("/gzip/{id}", this.id).retrieve().body(User.class);
	}

	@Override
	public void close() throws IOException {
		this.below.close();
	}

}
