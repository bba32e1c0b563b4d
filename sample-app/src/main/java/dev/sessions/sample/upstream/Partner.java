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

package dev.sessions.sample.upstream;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Another origin, to which the APIs redirect. It records the headers that it receives and
 * responds with them.
 */
public final class Partner {

	/**
	 * The names of the headers that are credentials.
	 */
	public static final List<String> CREDENTIALS = List.of(HttpHeaders.AUTHORIZATION, HttpHeaders.COOKIE, "X-API-Key");

	private static final int REMEMBERED = 100;

	/**
	 * The header of a redirect that names the credentials received by the redirecting
	 * origin.
	 */
	public static final String CREDENTIALS_SEEN = "X-Credentials-Seen";

	private final List<HttpHeaders> received = new CopyOnWriteArrayList<>();

	RouterFunction<ServerResponse> routes() {
		return RouterFunctions.route().GET("/partner", this::receive).build();
	}

	private ServerResponse receive(ServerRequest request) {
		HttpHeaders headers = HttpHeaders.copyOf(request.headers().asHttpHeaders());
		this.received.add(headers);
		if (this.received.size() > REMEMBERED) {
			this.received.remove(0);
		}
		return ServerResponse.ok().body(Map.of("from", "partner", "received", headers.toSingleValueMap()));
	}

	static ServerResponse redirect(ServerRequest request) {
		URI partner = URI.create("http://127.0.0.1:" + request.servletRequest().getLocalPort() + "/partner");
		HttpHeaders headers = request.headers().asHttpHeaders();
		return ServerResponse.status(HttpStatus.FOUND)
			.location(partner)
			.header(CREDENTIALS_SEEN, String.join(", ", CREDENTIALS.stream().filter(headers::containsHeader).toList()))
			.build();
	}

	/**
	 * The headers of the latest requests.
	 * @return the headers, in the order of the requests
	 */
	public List<HttpHeaders> received() {
		return List.copyOf(this.received);
	}

	/**
	 * The names of the received headers that are credentials.
	 * @return the names; empty if nothing has leaked
	 */
	public List<String> receivedCredentials() {
		return CREDENTIALS.stream()
			.filter((name) -> this.received.stream().anyMatch((headers) -> headers.containsHeader(name)))
			.toList();
	}

}
