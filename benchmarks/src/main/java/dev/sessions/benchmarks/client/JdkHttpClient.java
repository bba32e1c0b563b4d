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
import java.io.InterruptedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPInputStream;

import dev.sessions.benchmarks.User;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JDK's client, which neither requests compressed responses nor decodes them itself.
 */
final class JdkHttpClient implements Client {

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final HttpClient client;

	private final String url;

	private final String id = "42";

	JdkHttpClient(URI url) {
		CookieManager cookies = new CookieManager();
		HttpCookie cookie = new HttpCookie(Caller.COOKIE_NAME, Caller.COOKIE_VALUE);
		cookie.setPath("/");
		cookie.setVersion(0);
		cookies.getCookieStore().add(url, cookie);
		this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).cookieHandler(cookies).build();
		this.url = url.toString();
	}

	@Override
	public User get() throws IOException {
		return this.mapper.readValue(send(request("/users/" + this.id).build()), User.class);
	}

	@Override
	public User post(User user) throws IOException {
		HttpRequest request = request("/users").header("Content-Type", "application/json")
			.POST(BodyPublishers.ofByteArray(this.mapper.writeValueAsBytes(user)))
			.build();
		return this.mapper.readValue(send(request), User.class);
	}

	@Override
	public User gzip() throws IOException {
		byte[] body = send(request("/gzip/" + this.id).header("Accept-Encoding", "gzip").build());
		try (GZIPInputStream decoded = new GZIPInputStream(new ByteArrayInputStream(body))) {
			return this.mapper.readValue(decoded, User.class);
		}
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create(this.url + path)).header("Authorization", Caller.AUTHORIZATION);
	}

	private byte[] send(HttpRequest request) throws IOException {
		try {
			return this.client.send(request, BodyHandlers.ofByteArray()).body();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedIOException();
		}
	}

	@Override
	public void close() {
		// its threads end when it becomes unreachable; close() exists since Java 21 only
	}

}
