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

import org.springframework.boot.context.properties.PropertyMapper;
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
		PropertyMapper map = PropertyMapper.get();
		TimeoutSettings timeout = map.from(from.connectTimeout())
			.when(HttpClientSettingsMapper::isFinite)
			.to(to.timeout(), TimeoutSettings::withConnect);
		timeout = map.from(from.readTimeout())
			.when(HttpClientSettingsMapper::isFinite)
			.to(timeout, TimeoutSettings::withRead);
		SessionSettings settings = to.withTimeout(timeout);
		settings = map.from(from.redirects())
			.as((redirects) -> to.redirects().withFollow(redirects != HttpRedirects.DONT_FOLLOW))
			.to(settings, SessionSettings::withRedirects);
		settings = map.from(from.cookieHandling())
			.as((cookies) -> to.cookies().withEnabled(cookies != HttpCookieHandling.DISABLE))
			.to(settings, SessionSettings::withCookies);
		settings = map.from(from.inetAddressFilter())
			.as((filter) -> to.egress().withAddressFilter(new SpringAddressFilter(filter)))
			.to(settings, SessionSettings::withEgress);
		return map.from(from.sslBundle())
			.as((bundle) -> to.ssl().withMaterial(SslBundleMaterials.of("of spring.http.clients", bundle)))
			.to(settings, SessionSettings::withSsl);
	}

	private static boolean isFinite(Duration timeout) {
		return !timeout.isZero() && !timeout.isNegative();
	}

}
