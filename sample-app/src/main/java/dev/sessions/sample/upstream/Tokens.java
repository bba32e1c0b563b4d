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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * A token endpoint for the client credentials grant of OAuth 2.0. Its tokens are valid
 * for a minute, so that their renewal can be observed.
 */
final class Tokens {

	private static final Duration LIFETIME = Duration.ofSeconds(60);

	private static final String CLIENT = "Basic "
			+ Base64.getEncoder().encodeToString("sample-client:sample-secret".getBytes(StandardCharsets.UTF_8));

	private final Map<String, Instant> expiries = new LinkedHashMap<>();

	RouterFunction<ServerResponse> routes() {
		return RouterFunctions.route().POST("/billing/token", this::token).build();
	}

	private ServerResponse token(ServerRequest request) {
		if (!CLIENT.equals(request.headers().firstHeader(HttpHeaders.AUTHORIZATION))) {
			return ServerResponse.status(HttpStatus.UNAUTHORIZED).body(Map.of("error", "invalid_client"));
		}
		if (request.param("grant_type").filter("client_credentials"::equals).isEmpty()) {
			return ServerResponse.badRequest().body(Map.of("error", "unsupported_grant_type"));
		}
		return ServerResponse.ok()
			.header(HttpHeaders.CACHE_CONTROL, "no-store")
			.body(Map.of("access_token", issue(), "token_type", "Bearer", "expires_in", LIFETIME.toSeconds()));
	}

	private synchronized String issue() {
		Instant now = Instant.now();
		this.expiries.values().removeIf((expiry) -> expiry.isBefore(now));
		String token = UUID.randomUUID().toString();
		this.expiries.put(token, now.plus(LIFETIME));
		return token;
	}

	synchronized boolean isValid(@Nullable String authorization) {
		if (authorization == null || !authorization.startsWith("Bearer ")) {
			return false;
		}
		Instant expiry = this.expiries.get(authorization.substring("Bearer ".length()));
		return expiry != null && Instant.now().isBefore(expiry);
	}

}
