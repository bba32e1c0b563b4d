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

package dev.sessions.internal.cookie;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Executor;

import dev.sessions.settings.CookieSettings;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Uses a jar as the cookie handler does, with any host and at any time.
 */
final class JarUser {

	static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

	private final CookieJar jar;

	private Instant now = START;

	JarUser() {
		this(CookieSettings.defaults());
	}

	JarUser(CookieSettings settings) {
		this(settings, (task) -> {
		});
	}

	JarUser(CookieSettings settings, Executor later) {
		this.jar = CookieJar.open(settings, "test", later, new Clock() {

			@Override
			public Instant instant() {
				return JarUser.this.now;
			}

			@Override
			public ZoneId getZone() {
				return ZoneOffset.UTC;
			}

			@Override
			public Clock withZone(ZoneId zone) {
				return this;
			}

		});
	}

	CookieJar jar() {
		return this.jar;
	}

	void passSeconds(long seconds) {
		this.now = this.now.plusSeconds(seconds);
	}

	/**
	 * Receive a response from a URL.
	 */
	JarUser receive(String url, String... setCookies) {
		BasicHttpResponse response = new BasicHttpResponse(200);
		for (String setCookie : setCookies) {
			response.addHeader(HttpHeaders.SET_COOKIE, setCookie);
		}
		URI uri = URI.create(url);
		this.jar.receive(response, uri.getHost(), uri.getRawPath(), uri.getScheme().equals("https"));
		return this;
	}

	/**
	 * Return the {@code Cookie} header of a request to a URL.
	 */
	@Nullable String send(String url) {
		URI uri = URI.create(url);
		HostCookies cookies = this.jar.select(uri.getHost(), uri.getScheme().equals("https"));
		Header header = (cookies != null) ? cookies.header(target(uri)) : null;
		return (header != null) ? header.getValue() : null;
	}

	private static String target(URI uri) {
		return (uri.getRawQuery() != null) ? uri.getRawPath() + "?" + uri.getRawQuery() : uri.getRawPath();
	}

}
