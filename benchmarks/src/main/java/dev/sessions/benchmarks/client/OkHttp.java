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
import java.net.URI;
import java.util.List;

import dev.sessions.benchmarks.User;
import okhttp3.Cookie;
import okhttp3.CookieJar;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import tools.jackson.databind.json.JsonMapper;

/**
 * OkHttp with its defaults. Because it has no cookie jar by default, it is given the
 * cheapest possible one: a single cookie for every URL.
 */
final class OkHttp implements Client {

	private static final MediaType JSON = MediaType.get("application/json");

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final OkHttpClient client;

	private final String url;

	private final String id = "42";

	OkHttp(URI url) {
		this.client = new OkHttpClient.Builder().cookieJar(new OneCookie(url.getHost())).build();
		this.url = url.toString();
	}

	@Override
	public User get() throws IOException {
		return send(request("/users/" + this.id).build());
	}

	@Override
	public User post(User user) throws IOException {
		RequestBody body = RequestBody.create(this.mapper.writeValueAsBytes(user), JSON);
		return send(request("/users").post(body).build());
	}

	@Override
	public User gzip() throws IOException {
		return send(request("/gzip/" + this.id).build());
	}

	private Request.Builder request(String path) {
		return new Request.Builder().url(this.url + path).header("Authorization", Caller.AUTHORIZATION);
	}

	private User send(Request request) throws IOException {
		try (Response response = this.client.newCall(request).execute()) {
			return this.mapper.readValue(response.body().byteStream(), User.class);
		}
	}

	@Override
	public void close() {
		this.client.connectionPool().evictAll();
		this.client.dispatcher().executorService().shutdown();
	}

	private static final class OneCookie implements CookieJar {

		private final List<Cookie> cookies;

		OneCookie(String host) {
			this.cookies = List.of(new Cookie.Builder().name(Caller.COOKIE_NAME)
				.value(Caller.COOKIE_VALUE)
				.hostOnlyDomain(host)
				.build());
		}

		@Override
		public List<Cookie> loadForRequest(HttpUrl url) {
			return this.cookies;
		}

		@Override
		public void saveFromResponse(HttpUrl url, List<Cookie> cookies) {
		}

	}

}
