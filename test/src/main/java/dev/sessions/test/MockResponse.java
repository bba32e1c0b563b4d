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

package dev.sessions.test;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import dev.sessions.Response;
import dev.sessions.Session;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.mock.http.client.MockClientHttpResponse;
import org.springframework.test.web.client.match.MockRestRequestMatchers;

/**
 * Builds a {@link Response} for tests that mock a {@link Session} itself.
 *
 * <pre class="code">
 * given(github.get("/users/{login}", "octocat"))
 *     .willReturn(MockResponse.ok().json("{\"login\": \"octocat\"}").build());
 * </pre>
 *
 * The response behaves as a session's: {@code as(...)} reads it with Spring's default
 * converters and throws for an error status, and {@code links()} and {@code cookies()}
 * read its headers. A builder is not thread-safe; a response is.
 */
public final class MockResponse {

	private static final JsonMapper JSON = JsonMapper.builder().findAndAddModules().build();

	private final HttpStatusCode status;

	private final HttpHeaders headers = new HttpHeaders();

	private byte[] body = {};

	private URI uri = URI.create("http://mock.invalid/");

	private MockResponse(HttpStatusCode status) {
		this.status = status;
	}

	/**
	 * Build a response with status 200.
	 * @return the builder
	 */
	public static MockResponse ok() {
		return status(HttpStatus.OK);
	}

	/**
	 * Build a response with a status.
	 * @param status the status code, from 200
	 * @return the builder
	 */
	public static MockResponse status(int status) {
		return status(HttpStatusCode.valueOf(status));
	}

	/**
	 * Build a response with a status.
	 * @param status the status, from 200
	 * @return the builder
	 * @throws IllegalArgumentException if the status is below 200, which does not end a
	 * call
	 */
	public static MockResponse status(HttpStatusCode status) {
		if (status.is1xxInformational()) {
			throw new IllegalArgumentException("Status " + status.value() + " is not that of a response to a call");
		}
		return new MockResponse(status);
	}

	/**
	 * Add a header.
	 * @param name the name
	 * @param values the values
	 * @return this
	 */
	public MockResponse header(String name, String... values) {
		for (String value : values) {
			this.headers.add(name, value);
		}
		return this;
	}

	/**
	 * Change the headers.
	 * @param change changes the headers so far
	 * @return this
	 */
	public MockResponse headers(Consumer<HttpHeaders> change) {
		change.accept(this.headers);
		return this;
	}

	/**
	 * Set the body to JSON.
	 * @param json the JSON text, or an object that Jackson writes with its defaults
	 * @return this
	 */
	public MockResponse json(Object json) {
		byte[] bytes = (json instanceof CharSequence text) ? text.toString().getBytes(StandardCharsets.UTF_8)
				: JSON.writeValueAsBytes(json);
		return body(bytes, MediaType.APPLICATION_JSON);
	}

	/**
	 * Set the body to plain text in UTF-8.
	 * @param text the text
	 * @return this
	 */
	public MockResponse text(String text) {
		return body(text.getBytes(StandardCharsets.UTF_8), new MediaType(MediaType.TEXT_PLAIN, StandardCharsets.UTF_8));
	}

	/**
	 * Set the body.
	 * @param body the bytes
	 * @param type the value of {@code Content-Type}
	 * @return this
	 */
	public MockResponse body(byte[] body, MediaType type) {
		this.body = body.clone();
		this.headers.setContentType(type);
		return this;
	}

	/**
	 * Set the URI that {@link Response#uri()} returns.
	 * @param uri an absolute http(s) URI
	 * @return this
	 */
	public MockResponse uri(String uri) {
		this.uri = URI.create(uri);
		return this;
	}

	/**
	 * Build the response.
	 * @return the response
	 */
	public Response build() {
		try (Session session = Session.builder("mock")
			.retry((retry) -> retry.withMaxAttempts(1))
			.redirects((redirects) -> redirects.withFollow(false))
			.build()) {
			MockSessionServer server = MockSessionServer.bindTo(session);
			server.expect(MockRestRequestMatchers.anything()).andRespond((request) -> {
				MockClientHttpResponse response = new MockClientHttpResponse(new ByteArrayInputStream(this.body),
						this.status);
				response.getHeaders().addAll(this.headers);
				return response;
			});
			return session.send(HttpMethod.GET, this.uri, (request) -> {
			});
		}
	}

}
