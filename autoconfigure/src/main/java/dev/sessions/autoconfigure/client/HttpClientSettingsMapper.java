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

package dev.sessions.autoconfigure.client;

import java.time.Duration;

import dev.sessions.SessionSettings;
import dev.sessions.autoconfigure.internal.binding.SslBundleMaterials;
import dev.sessions.settings.TimeoutSettings;

import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpCookieHandling;
import org.springframework.boot.http.client.HttpRedirects;

/**
 * Maps Spring Boot's settings for all HTTP clients to those of a session. A setting that
 * is not set leaves the session's unchanged, and so does an infinite timeout, because the
 * timeouts of a session are always finite.
 */
class HttpClientSettingsMapper {

	SessionSettings map(HttpClientSettings from, SessionSettings to) {
		SessionSettings settings = to.withTimeout(timeout(from, to.timeout()));
		if (from.redirects() != null) {
			settings = settings.withRedirects(to.redirects().withFollow(from.redirects() != HttpRedirects.DONT_FOLLOW));
		}
		if (from.cookieHandling() != null) {
			settings = settings
				.withCookies(to.cookies().withEnabled(from.cookieHandling() != HttpCookieHandling.DISABLE));
		}
		if (from.inetAddressFilter() != null) {
			settings = settings
				.withEgress(to.egress().withAddressFilter(new SpringAddressFilter(from.inetAddressFilter())));
		}
		if (from.sslBundle() != null) {
			settings = settings
				.withSsl(to.ssl().withMaterial(SslBundleMaterials.of("of spring.http.clients", from.sslBundle())));
		}
		return settings;
	}

	private static TimeoutSettings timeout(HttpClientSettings from, TimeoutSettings to) {
		TimeoutSettings timeout = to;
		Duration connect = from.connectTimeout();
		if (connect != null && isFinite(connect)) {
			timeout = timeout.withConnect(connect);
		}
		Duration read = from.readTimeout();
		return (read != null && isFinite(read)) ? timeout.withRead(read) : timeout;
	}

	private static boolean isFinite(Duration timeout) {
		return !timeout.isZero() && !timeout.isNegative();
	}

}
