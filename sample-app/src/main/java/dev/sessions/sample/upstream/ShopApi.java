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
import java.time.Duration;
import java.util.Map;

import jakarta.servlet.http.Cookie;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * A shop that redirects requests without a login to its login form. A session cookie
 * identifies the login, and one cookie for each item the content of the basket.
 */
final class ShopApi {

	private static final Duration THOUGHT = Duration.ofMillis(120);

	private static final String SESSION_COOKIE = "SHOPSESSION";

	private static final String LOGIN = "/shop/login";

	private static final String LOGIN_PAGE = "<form method=post><input name=username><input name=password type=password><button>Log in</button></form>";

	private final ShopLogins logins;

	ShopApi(ShopLogins logins) {
		this.logins = logins;
	}

	RouterFunction<ServerResponse> routes() {
		return RouterFunctions.route().GET(LOGIN, ShopApi::page).POST(LOGIN, this::login).build().and(ofCustomers());
	}

	private RouterFunction<ServerResponse> ofCustomers() {
		return RouterFunctions.route()
			.filter(this::requireLogin)
			.GET("/shop/profile", ShopApi::profile)
			.PUT("/shop/basket/{item}", ShopApi::order)
			.GET("/shop/basket/{item}", ShopApi::ordered)
			.GET("/shop/recommendations", ShopApi::recommend)
			.GET("/shop/partner", Partner::redirect)
			.build();
	}

	private ServerResponse requireLogin(ServerRequest request, HandlerFunction<ServerResponse> next) throws Exception {
		return this.logins.isValid(cookie(request, SESSION_COOKIE)) ? next.handle(request)
				: ServerResponse.status(HttpStatus.FOUND).location(URI.create(LOGIN)).build();
	}

	private static ServerResponse page(ServerRequest request) {
		return ServerResponse.ok().contentType(MediaType.TEXT_HTML).body(LOGIN_PAGE);
	}

	private ServerResponse login(ServerRequest request) {
		if (!is(request, "username", "ada") || !is(request, "password", "lovelace")) {
			return ServerResponse.status(HttpStatus.UNAUTHORIZED).build();
		}
		return ServerResponse.seeOther(URI.create("/shop/profile"))
			.cookie(cookie(SESSION_COOKIE, this.logins.begin()))
			.build();
	}

	private static ServerResponse profile(ServerRequest request) {
		return ServerResponse.ok().body(Map.of("name", "Ada Lovelace", "email", "ada@example.org"));
	}

	private static ServerResponse order(ServerRequest request) {
		String amount = request.param("amount").orElse("1");
		return ServerResponse.noContent().cookie(cookie("item-" + request.pathVariable("item"), amount)).build();
	}

	private static ServerResponse ordered(ServerRequest request) {
		String amount = cookie(request, "item-" + request.pathVariable("item"));
		return (amount != null) ? ServerResponse.ok().body(amount) : ServerResponse.notFound().build();
	}

	/**
	 * Takes long enough for many callers to wait for a connection.
	 */
	private static ServerResponse recommend(ServerRequest request) throws InterruptedException {
		Thread.sleep(THOUGHT.toMillis());
		return ServerResponse.ok().body(Map.of("recommended", "tea"));
	}

	private static boolean is(ServerRequest request, String field, String value) {
		return request.param(field).filter(value::equals).isPresent();
	}

	private static @Nullable String cookie(ServerRequest request, String name) {
		Cookie cookie = request.cookies().getFirst(name);
		return (cookie != null) ? cookie.getValue() : null;
	}

	private static Cookie cookie(String name, String value) {
		Cookie cookie = new Cookie(name, value);
		cookie.setPath("/shop");
		cookie.setHttpOnly(true);
		return cookie;
	}

}
