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
 * The work of a client in each call.
 */
public enum Job {

	/**
	 * A GET whose response is 1 KB of JSON, read as a record.
	 */
	GET {
		@Override
		public @Nullable User call(Client client) throws IOException {
			return client.get();
		}
	},

	/**
	 * A POST of a record as 1 KB of JSON, with the same JSON as the response.
	 */
	POST {
		@Override
		public @Nullable User call(Client client) throws IOException {
			return client.post(User.OCTOCAT);
		}
	},

	/**
	 * A GET with the same JSON, compressed.
	 */
	GZIP {
		@Override
		public @Nullable User call(Client client) throws IOException {
			return client.gzip();
		}
	};

	public abstract @Nullable User call(Client client) throws IOException;

}
