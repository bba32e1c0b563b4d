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

package dev.sessions.autoconfigure;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;

import dev.sessions.SessionSettings;
import dev.sessions.auth.Origin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Maps to settings what a session has and its mounts have not, but for the credentials.
 * What is not set stays as it is.
 */
final class SessionPropertiesMapper {

	/**
	 * A token by RFC 9110, section 5.6.2.
	 */
	private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

	private static final Pattern LINE_BREAK = Pattern.compile("[\\r\\n\\x00]");

	private final Place place;

	/**
	 * A mapper for one session.
	 * @param place where its keys stand
	 */
	SessionPropertiesMapper(Place place) {
		this.place = place;
	}

	SessionSettings map(SessionProperties properties, SessionSettings base) {
		AuthProperties auth = properties.getAuth();
		SessionSettings settings = base;
		settings = set(settings, "base-url", properties.getBaseUrl(), this::withBaseUrl);
		if (properties.getHeaders() != null) {
			settings = settings.withHeaders(headers(properties.getHeaders(), base.headers()));
		}
		if (properties.getParams() != null) {
			settings = settings.withParams(params(properties.getParams(), base.params()));
		}
		settings = set(settings, "auth.allowed-origins", auth.getAllowedOrigins(), this::withAllowedOrigins);
		return settings;
	}

	private SessionSettings withBaseUrl(SessionSettings settings, String text) {
		requireResolved("base-url", text);
		try {
			return settings.withBaseUrl(new URI(text.trim()));
		}
		catch (URISyntaxException ex) {
			throw invalid("base-url", "is not a valid URL", "Write a URL such as https://api.example.org/v1.");
		}
		catch (IllegalArgumentException ex) {
			boolean lacksScheme = text.matches("[\\w.-]+(:\\d+)?(/[\\w./-]*)?");
			throw invalid("base-url", ex, lacksScheme ? "Did you mean https://" + text.trim() + "?"
					: "Write a URL such as https://api.example.org/v1.");
		}
	}

	private SessionSettings withAllowedOrigins(SessionSettings settings, Set<String> origins) {
		origins.forEach((origin) -> {
			requireResolved("auth.allowed-origins", origin);
			Origin.parse(origin);
		});
		return settings.withAllowedOrigins(origins);
	}

	private HttpHeaders headers(Map<String, List<String>> values, HttpHeaders base) {
		HttpHeaders headers = HttpHeaders.copyOf(base);
		NamedValues.merge(values).forEach((name, value) -> {
			String key = keyOf("headers", name);
			requireResolved(key, value);
			if (!HEADER_NAME.matcher(name).matches()) {
				throw invalid(key, "cannot be sent: no header has such a name", "Correct the name.");
			}
			if (value.stream().anyMatch((one) -> LINE_BREAK.matcher(one).find())) {
				throw invalid(key, "cannot be sent: a line break is in it", "Correct the value.");
			}
			headers.remove(name);
			String header = NamedValues.isVariable(name) ? name.replace('.', '-') : name;
			value.forEach((one) -> headers.add(header, one));
		});
		return headers;
	}

	private MultiValueMap<String, String> params(Map<String, List<String>> values, MultiValueMap<String, String> base) {
		MultiValueMap<String, String> params = new LinkedMultiValueMap<>(base);
		NamedValues.merge(values).forEach((name, value) -> {
			requireResolved(keyOf("params", name), value);
			params.remove(name);
			value.forEach((one) -> params.add(name, one));
		});
		return params;
	}

	private static String keyOf(String map, String name) {
		String key = map + "." + name.toLowerCase(Locale.ROOT);
		return ConfigurationPropertyName.isValid(key) ? key : map + "[" + name + "]";
	}

	private <S, V> S set(S settings, String key, @Nullable V value, BiFunction<S, V, S> with) {
		return this.place.set(settings, key, value, with);
	}

	private void requireResolved(String key, Iterable<String> values) {
		values.forEach((value) -> requireResolved(key, value));
	}

	private void requireResolved(String key, String value) {
		this.place.requireResolved(key, value);
	}

	private InvalidSessionPropertyException invalid(String key, IllegalArgumentException ex, String cure) {
		return this.place.invalid(key, ex, cure);
	}

	private InvalidSessionPropertyException invalid(String key, String fault, String cure) {
		return this.place.invalid(key, fault, cure);
	}

}
