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

import java.net.URI;
import java.util.List;

import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.cookie.CookieStore;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.cookie.BasicClientCookie;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;

/**
 * The cookie and the bearer token that all clients send.
 */
final class Caller {

	static final String COOKIE_NAME = "SESSION";

	static final String COOKIE_VALUE = "MTk4ZjY3NDYtNGJmYi00YjM1";

	static final String TOKEN = "gho_16C7e42F292c6912E7710c838347Ae178B4a";

	static final String AUTHORIZATION = "Bearer " + TOKEN;

	private Caller() {
	}

	/**
	 * Create a builder of the default HttpClient, with this cookie and this token.
	 */
	static HttpClientBuilder httpClient(URI url) {
		return HttpClients.custom()
			.setDefaultCookieStore(cookies(url))
			.setDefaultHeaders(List.of(new BasicHeader(HttpHeaders.AUTHORIZATION, AUTHORIZATION)));
	}

	static CookieStore cookies(URI url) {
		BasicClientCookie cookie = new BasicClientCookie(COOKIE_NAME, COOKIE_VALUE);
		cookie.setDomain(url.getHost());
		cookie.setPath("/");
		BasicCookieStore cookies = new BasicCookieStore();
		cookies.addCookie(cookie);
		return cookies;
	}

}
