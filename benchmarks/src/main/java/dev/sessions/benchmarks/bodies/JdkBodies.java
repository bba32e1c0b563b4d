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

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;

/**
 * Transfers bodies with the JDK's client.
 */
final class JdkBodies implements BodyClient {

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final URI url;

	JdkBodies(URI url) {
		this.url = url;
	}

	@Override
	public long download() throws IOException {
		try (InputStream body = send(request("/large").build(), BodyHandlers.ofInputStream()).body()) {
			return body.transferTo(OutputStream.nullOutputStream());
		}
	}

	@Override
	public void download(Path file) throws IOException {
		send(request("/large").build(), BodyHandlers.ofFile(file));
	}

	@Override
	public int upload(Path file) throws IOException {
		return send(request("/upload").PUT(BodyPublishers.ofFile(file)).build(), BodyHandlers.discarding())
			.statusCode();
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(this.url.resolve(path));
	}

	private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) throws IOException {
		try {
			return this.client.send(request, handler);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException();
		}
	}

	@Override
	public void close() {
		// close() exists since Java 21 only
	}

}
