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
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.servlet.http.Cookie;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The login of a partner that all instances call. The login is a session cookie, and its
 * state names the instance that logged in.
 */
final class PartnerLogin {

	private static final String SESSION_COOKIE = "PARTNERSESSION";

	private static final String PATH = "/partner/login";

	private final Map<String, Login> logins = new ConcurrentHashMap<>();

	RouterFunction<ServerResponse> routes() {
		return RouterFunctions.route()
			.GET(PATH, this::current)
			.POST(PATH, this::logIn)
			.DELETE(PATH, this::logOut)
			.build();
	}

	private ServerResponse current(ServerRequest request) {
		Login login = this.logins.get(cookie(request));
		return (login != null) ? ServerResponse.ok().body(login) : ServerResponse.noContent().build();
	}

	private ServerResponse logIn(ServerRequest request) throws Exception {
		Attempt attempt = request.body(Attempt.class);
		if (!"ada".equals(attempt.username()) || !"lovelace".equals(attempt.password())) {
			return ServerResponse.status(HttpStatus.UNAUTHORIZED).build();
		}
		this.logins.remove(cookie(request));
		String session = UUID.randomUUID().toString();
		Login login = new Login("Ada Lovelace", attempt.through());
		this.logins.put(session, login);
		return ServerResponse.ok().cookie(cookie(session, -1)).body(login);
	}

	private ServerResponse logOut(ServerRequest request) {
		this.logins.remove(cookie(request));
		return ServerResponse.noContent().cookie(cookie("", 0)).build();
	}

	private static String cookie(ServerRequest request) {
		Cookie cookie = request.cookies().getFirst(SESSION_COOKIE);
		return (cookie != null) ? cookie.getValue() : "";
	}

	private static Cookie cookie(String value, int maxAge) {
		Cookie cookie = new Cookie(SESSION_COOKIE, value);
		cookie.setPath("/partner");
		cookie.setHttpOnly(true);
		cookie.setMaxAge(maxAge);
		return cookie;
	}

	/**
	 * A login request.
	 *
	 * @param username the name of the user
	 * @param password the password
	 * @param through the instance that logs in
	 */
	record Attempt(@Nullable String username, @Nullable String password, @Nullable String through) {

	}

	/**
	 * A login.
	 *
	 * @param user the name of the user
	 * @param through the instance that logged in
	 */
	record Login(String user, @Nullable String through) {

	}

}
