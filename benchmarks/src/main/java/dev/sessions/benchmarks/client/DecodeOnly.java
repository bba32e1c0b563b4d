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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

import dev.sessions.benchmarks.User;
import dev.sessions.benchmarks.server.Reply;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes no call, but reads and writes the JSON as the other clients do.
 */
final class DecodeOnly implements Client {

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final byte[] json = Reply.json();

	private final byte[] gzip = Reply.gzip();

	@Override
	public User get() {
		return this.mapper.readValue(this.json, User.class);
	}

	@Override
	public User post(User user) {
		return this.mapper.readValue(this.mapper.writeValueAsBytes(user), User.class);
	}

	@Override
	public User gzip() throws IOException {
		try (GZIPInputStream body = new GZIPInputStream(new ByteArrayInputStream(this.gzip))) {
			return this.mapper.readValue(body, User.class);
		}
	}

	@Override
	public void close() {
	}

}
