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
import java.nio.charset.StandardCharsets;

import dev.sessions.benchmarks.User;
import feign.Feign;
import feign.Headers;
import feign.Param;
import feign.RequestLine;
import feign.hc5.ApacheHttp5Client;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import tools.jackson.databind.json.JsonMapper;

/**
 * OpenFeign on the default HttpClient.
 */
final class OpenFeign implements Client {

	private final CloseableHttpClient client;

	private final Users users;

	private final String id = "42";

	OpenFeign(URI url) {
		JsonMapper mapper = JsonMapper.builder().build();
		this.client = Caller.httpClient(url).build();
		this.users = Feign.builder()
			.client(new ApacheHttp5Client(this.client))
			.encoder((body, type, template) -> template.body(mapper.writeValueAsBytes(body), StandardCharsets.UTF_8))
			.decoder((response, type) -> mapper.readValue(response.body().asInputStream(), mapper.constructType(type)))
			.target(Users.class, url.toString());
	}

	@Override
	public User get() {
		return this.users.get(this.id);
	}

	@Override
	public User post(User user) {
		return this.users.post(user);
	}

	@Override
	public User gzip() {
		return this.users.gzip(this.id);
	}

	@Override
	public void close() throws IOException {
		this.client.close();
	}

	private interface Users {

		@RequestLine("GET /users/{id}")
		User get(@Param("id") String id);

		@RequestLine("POST /users")
		@Headers("Content-Type: application/json")
		User post(User user);

		@RequestLine("GET /gzip/{id}")
		User gzip(@Param("id") String id);

	}

}
