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

package dev.sessions.benchmarks.bodies;

import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;

import dev.sessions.Session;

import org.springframework.http.HttpMethod;

/**
 * Transfers bodies with a session and all its default policies.
 */
final class SessionBodies implements BodyClient {

	private final Session session;

	SessionBodies(URI url) {
		this.session = Session.builder("bodies").baseUrl(url.toString()).build();
	}

	@Override
	public long download() {
		return this.session.stream(HttpMethod.GET, "/large", (request) -> {
		}, (response) -> response.body().transferTo(OutputStream.nullOutputStream()));
	}

	@Override
	public void download(Path file) {
		this.session.download("/large", file);
	}

	@Override
	public int upload(Path file) {
		return this.session.put("/upload", (request) -> request.body(file)).status().value();
	}

	@Override
	public void close() {
		this.session.close();
	}

}
