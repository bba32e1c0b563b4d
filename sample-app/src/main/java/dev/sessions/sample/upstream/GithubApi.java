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

import java.util.Map;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * A small part of GitHub: JSON for requests with a token, and archives at another origin.
 */
final class GithubApi {

	RouterFunction<ServerResponse> routes() {
		return RouterFunctions.route()
			.GET("/github/user", GithubApi::user)
			.GET("/github/repos/{owner}/{repository}/tarball", Partner::redirect)
			.build();
	}

	private static ServerResponse user(ServerRequest request) {
		if (!"Bearer sample-token".equals(request.headers().firstHeader(HttpHeaders.AUTHORIZATION))) {
			return ServerResponse.status(HttpStatus.UNAUTHORIZED)
				.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
				.build();
		}
		return ServerResponse.ok().body(Map.of("login", "octocat", "name", "The Octocat"));
	}

}
