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
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;

import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import okio.Okio;

/**
 * Transfers bodies with OkHttp and its defaults.
 */
final class OkHttpBodies implements BodyClient {

	private static final MediaType OCTETS = MediaType.get("application/octet-stream");

	private final OkHttpClient client = new OkHttpClient();

	private final String url;

	OkHttpBodies(URI url) {
		this.url = url.toString();
	}

	@Override
	public long download() throws IOException {
		try (Response response = send(request("/large").build())) {
			return response.body().byteStream().transferTo(OutputStream.nullOutputStream());
		}
	}

	@Override
	public void download(Path file) throws IOException {
		try (Response response = send(request("/large").build());
				BufferedSink sink = Okio.buffer(Okio.sink(file.toFile()))) {
			sink.writeAll(response.body().source());
		}
	}

	@Override
	public int upload(Path file) throws IOException {
		try (Response response = send(request("/upload").put(RequestBody.create(file.toFile(), OCTETS)).build())) {
			response.body().bytes();
			return response.code();
		}
	}

	private Request.Builder request(String path) {
		return new Request.Builder().url(this.url + path);
	}

	private Response send(Request request) throws IOException {
		return this.client.newCall(request).execute();
	}

	@Override
	public void close() {
		this.client.connectionPool().evictAll();
		this.client.dispatcher().executorService().shutdown();
	}

}
