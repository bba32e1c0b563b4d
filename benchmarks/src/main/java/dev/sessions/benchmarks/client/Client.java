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

import java.io.IOException;

import dev.sessions.benchmarks.User;
import org.jspecify.annotations.Nullable;

/**
 * One of the clients in the comparison. All send the same cookie and the same bearer
 * token, and convert the response to a record.
 */
public interface Client extends AutoCloseable {

	@Nullable User get() throws IOException;

	@Nullable User post(User user) throws IOException;

	/**
	 * Get a record from a compressed response.
	 * @return the record
	 * @throws IOException if the call fails
	 */
	@Nullable User gzip() throws IOException;

	/**
	 * Get a record from a response with a cookie whose value changes each time.
	 * @return the record
	 * @throws IOException if the call fails
	 */
	default @Nullable User newCookie() throws IOException {
		throw new IOException("Not measured with this client");
	}

	@Override
	void close() throws IOException;

}
