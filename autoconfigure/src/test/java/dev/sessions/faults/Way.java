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

package dev.sessions.faults;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

import dev.sessions.RequestSpec;
import dev.sessions.Response;
import dev.sessions.Session;

import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/**
 * The ways to make a call that may end differently. A body that is sent is repeatable.
 */
enum Way {

	/**
	 * The session's own methods.
	 */
	VERBS {

		@Override
		Result send(Session session, HttpMethod method, String url, int reads) {
			Response response = session.send(method, URI.create(url), request(method));
			return new Result(response.status().value(), response.text());
		}

	},

	/**
	 * Spring's {@code RestClient} on the session.
	 */
	REST_CLIENT {

		@Override
		Result send(Session session, HttpMethod method, String url, int reads) {
			RestClient.RequestBodySpec request = session.restClient().method(method).uri(URI.create(url));
			if (method.equals(HttpMethod.POST)) {
				request.contentType(MediaType.TEXT_PLAIN).body(BODY);
			}
			ResponseEntity<String> response = request.retrieve().onStatus(HttpStatusCode::isError, (sent, received) -> {
			}).toEntity(String.class);
			String body = response.getBody();
			return new Result(response.getStatusCode().value(), (body != null) ? body : "");
		}

	},

	/**
	 * A body that is read on arrival.
	 */
	STREAM {

		@Override
		Result send(Session session, HttpMethod method, String url, int reads) {
			return session.stream(method, url, request(method), (response) -> {
				// do not even access the body if nothing of it is read
				byte[] body = (reads > 0) ? response.body().readNBytes(reads) : new byte[0];
				return new Result(response.status().value(), new String(body, StandardCharsets.UTF_8));
			});
		}

	};

	private static final String BODY = "order";

	/**
	 * Send a request.
	 * @param session the session
	 * @param method {@code GET} or {@code POST}
	 * @param url the URL
	 * @param reads the number of bytes to read of a stream
	 * @return the response
	 */
	abstract Result send(Session session, HttpMethod method, String url, int reads);

	private static Consumer<RequestSpec> request(HttpMethod method) {
		return (request) -> {
			if (method.equals(HttpMethod.POST)) {
				request.body(BODY, MediaType.TEXT_PLAIN);
			}
		};
	}

	/**
	 * A call.
	 */
	@FunctionalInterface
	interface Call {

		Result make();

	}

	/**
	 * A response.
	 *
	 * @param status the status code
	 * @param body the body
	 */
	record Result(int status, String body) {

	}

}
