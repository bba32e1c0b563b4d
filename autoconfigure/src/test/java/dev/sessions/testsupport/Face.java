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

package dev.sessions.testsupport;

import java.io.IOException;
import java.net.URI;

import dev.sessions.Response;
import dev.sessions.Session;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.service.annotation.HttpExchange;

/**
 * The ways to send a request with a session.
 */
public enum Face {

	/**
	 * The session's own methods.
	 */
	VERBS {

		@Override
		public Result send(Session session, Call call) {
			Response response = session.send(call.method(), URI.create(call.url()), (request) -> {
				call.headers()
					.forEach((header) -> request.headers((headers) -> headers.add(header.name(), header.value())));
				if (call.body() != null) {
					request.body(call.body(), MediaType.TEXT_PLAIN);
				}
			});
			return new Result(response.status().value(), response.headers(), response.text());
		}

	},

	/**
	 * Spring's {@code RestClient} on the session.
	 */
	REST_CLIENT {

		@Override
		public Result send(Session session, Call call) {
			RestClient.RequestBodySpec request = session.restClient().method(call.method()).uri(URI.create(call.url()));
			call.headers().forEach((header) -> request.header(header.name(), header.value()));
			if (call.body() != null) {
				request.contentType(MediaType.TEXT_PLAIN).body(call.body());
			}
			return result(request.retrieve().onStatus(HttpStatusCode::isError, (sent, received) -> {
			}).toEntity(String.class));
		}

	},

	/**
	 * A declarative client on the session.
	 */
	SERVICE {

		@Override
		public Result send(Session session, Call call) {
			MultiValueMap<String, String> headers = new LinkedMultiValueMap<>();
			headers(call).forEach(headers::put);
			try {
				ResponseEntity<String> response = session.service(Service.class)
					.exchange(URI.create(call.url()), call.method(), headers, call.body());
				return result(response);
			}
			catch (RestClientResponseException ex) {
				HttpHeaders received = (ex.getResponseHeaders() != null) ? ex.getResponseHeaders() : new HttpHeaders();
				return new Result(ex.getStatusCode().value(), received, ex.getResponseBodyAsString());
			}
		}

	},

	/**
	 * Spring's {@code RestTemplate} on the session.
	 */
	REST_TEMPLATE {

		@Override
		public Result send(Session session, Call call) {
			RestTemplate template = new RestTemplate(session.unwrap(ClientHttpRequestFactory.class));
			template.setErrorHandler((response) -> false);
			return result(template.exchange(URI.create(call.url()), call.method(),
					new HttpEntity<>(call.body(), headers(call)), String.class));
		}

	},

	/**
	 * The HttpClient behind the session.
	 */
	HTTP_CLIENT {

		@Override
		public Result send(Session session, Call call) throws IOException {
			ClassicRequestBuilder request = ClassicRequestBuilder.create(call.method().name()).setUri(call.url());
			call.headers().forEach((header) -> request.addHeader(header.name(), header.value()));
			if (call.body() != null) {
				request.setEntity(call.body(), ContentType.TEXT_PLAIN);
			}
			ClassicHttpRequest built = request.build();
			return session.unwrap(HttpClient.class).execute(built, (response) -> {
				HttpHeaders headers = new HttpHeaders();
				for (Header header : response.getHeaders()) {
					headers.add(header.getName(), header.getValue());
				}
				String body = (response.getEntity() != null) ? EntityUtils.toString(response.getEntity()) : "";
				return new Result(response.getCode(), headers, body);
			});
		}

	};

	/**
	 * Send a request and read its response, with any status.
	 * @param session the session
	 * @param call the request
	 * @return the response
	 * @throws IOException if there was none and this face throws it
	 */
	public abstract Result send(Session session, Call call) throws IOException;

	/**
	 * Get a URL.
	 * @param session the session
	 * @param url the absolute URL
	 * @return the response
	 * @throws IOException if there was none and this face throws it
	 */
	public Result get(Session session, String url) throws IOException {
		return send(session, Call.get(url));
	}

	private static HttpHeaders headers(Call call) {
		HttpHeaders headers = new HttpHeaders();
		if (call.body() != null) {
			headers.setContentType(MediaType.TEXT_PLAIN);
		}
		call.headers().forEach((header) -> headers.add(header.name(), header.value()));
		return headers;
	}

	private static Result result(ResponseEntity<String> response) {
		String body = (response.getBody() != null) ? response.getBody() : "";
		return new Result(response.getStatusCode().value(), response.getHeaders(), body);
	}

	/**
	 * Sends any request.
	 */
	private interface Service {

		@HttpExchange
		ResponseEntity<String> exchange(URI url, HttpMethod method,
				@RequestHeader MultiValueMap<String, String> headers,
				@RequestBody(required = false) byte @Nullable [] body);

	}

	/**
	 * A response.
	 *
	 * @param status the status code
	 * @param headers the headers
	 * @param body the body
	 */
	public record Result(int status, HttpHeaders headers, String body) {

	}

}
