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

package dev.sessions.test;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.sessions.internal.log.MaskedText;
import dev.sessions.internal.text.SecretNames;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;

/**
 * The secrets that must not be written to a recording: those of the configuration and
 * those that were sent or received.
 */
final class KnownSecrets {

	/**
	 * Shorter values may occur by chance.
	 */
	private static final int MIN_LENGTH = 5;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	/**
	 * The secrets, each with its origin.
	 */
	private final Map<String, String> secrets = new LinkedHashMap<>();

	/**
	 * Record the secrets of the configuration.
	 */
	void learn(Environment environment) {
		if (environment instanceof ConfigurableEnvironment configurable) {
			configurable.getPropertySources()
				.stream()
				.filter(EnumerablePropertySource.class::isInstance)
				.flatMap((source) -> Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames()))
				.filter(KnownSecrets::isSecretProperty)
				.forEach((name) -> add(property(environment, name), "the property " + name));
		}
	}

	private static boolean isSecretProperty(String name) {
		String uniform = name.toLowerCase(Locale.ROOT).replace('_', '.');
		return uniform.startsWith("sessions.") && SecretNames.contains(uniform.substring(uniform.lastIndexOf('.') + 1));
	}

	private static @Nullable String property(Environment environment, String name) {
		try {
			return environment.getProperty(name);
		}
		catch (IllegalArgumentException ex) {
			// a placeholder without a value
			return null;
		}
	}

	private synchronized void add(@Nullable String secret, String source) {
		if (secret != null && secret.strip().length() >= MIN_LENGTH) {
			this.secrets.putIfAbsent(secret.strip(), source);
		}
	}

	/**
	 * Record the secrets of an exchange.
	 */
	void learn(ReceivedRequest request, HttpResponse response, RecordedBody body) {
		request.headers().forEach((name, values) -> values.forEach((value) -> learnHeader(name, value)));
		for (Header header : response.getHeaders()) {
			learnHeader(header.getName(), (header.getValue() != null) ? header.getValue() : "");
		}
		learnParameters(request.uri().getRawQuery());
		learnBody(request.body(), request.headers().getFirst(HttpHeaders.CONTENT_TYPE));
		Header type = response.getFirstHeader(HttpHeaders.CONTENT_TYPE);
		learnBody(body.decoded(), (type != null) ? type.getValue() : null);
	}

	private void learnHeader(String name, String value) {
		String source = "the header " + name;
		switch (name.toLowerCase(Locale.ROOT)) {
			case "cookie" -> Arrays.stream(value.split(";")).forEach((cookie) -> add(valueOf(cookie), source));
			case "set-cookie" -> add(valueOf(value.split(";", 2)[0]), source);
			case "authorization", "proxy-authorization" -> learnCredential(value, source);
			default -> {
				if (SecretNames.contains(name)) {
					add(value, source);
				}
			}
		}
	}

	private void learnCredential(String value, String source) {
		String credential = value.substring(value.indexOf(' ') + 1);
		add(credential, source);
		if (value.regionMatches(true, 0, "basic ", 0, 6)) {
			try {
				String pair = new String(Base64.getDecoder().decode(credential.strip()), StandardCharsets.UTF_8);
				add(pair.substring(pair.indexOf(':') + 1), source);
			}
			catch (IllegalArgumentException ex) {
				// the value is not valid Base64 and is a secret as a whole
			}
		}
	}

	private static String valueOf(String pair) {
		return pair.substring(pair.indexOf('=') + 1);
	}

	private void learnParameters(@Nullable String query) {
		if (query != null) {
			for (String parameter : query.split("&", -1)) {
				String name = parameter.split("=", 2)[0];
				if (SecretNames.contains(name)) {
					add(decode(valueOf(parameter)), "the parameter " + name);
				}
			}
		}
	}

	private static String decode(String text) {
		try {
			return URLDecoder.decode(text, StandardCharsets.UTF_8);
		}
		catch (IllegalArgumentException ex) {
			return text;
		}
	}

	/**
	 * Only bodies that are masked by field have fields.
	 */
	private void learnBody(byte[] body, @Nullable String type) {
		if (MaskedText.text(body, type) == null) {
			return;
		}
		String text = new String(body, HarEntry.charset((type != null) ? type : ""));
		try {
			learnFields(JSON.readTree(text));
		}
		catch (JacksonException ex) {
			learnParameters(text);
		}
	}

	private void learnFields(JsonNode json) {
		json.properties().forEach((field) -> {
			if (field.getValue().isString() && SecretNames.contains(field.getKey())) {
				add(field.getValue().asString(""), "the field " + field.getKey());
			}
		});
		json.forEach(this::learnFields);
	}

	/**
	 * Look for a secret in an entry before it is written.
	 * @return the origin of the secret, or {@code null} if there is none
	 */
	synchronized @Nullable String findIn(HarEntry entry) {
		String text = entry.json().toString() + "\n" + decoded(entry);
		for (Map.Entry<String, String> secret : this.secrets.entrySet()) {
			String value = secret.getKey();
			String escaped = JSON.writeValueAsString(value);
			if (text.contains(value) || text.contains(escaped.substring(1, escaped.length() - 1))
					|| text.contains(URLEncoder.encode(value, StandardCharsets.UTF_8))) {
				return secret.getValue();
			}
		}
		return null;
	}

	/**
	 * Return the bodies that are written in Base64.
	 */
	private static String decoded(HarEntry entry) {
		JsonNode content = entry.json().path("response").path("content");
		String body = "base64".equals(content.path("encoding").asString(""))
				? new String(Base64.getDecoder().decode(content.path("text").asString("")), StandardCharsets.ISO_8859_1)
				: "";
		return body + "\n" + new String(entry.requestBody(), StandardCharsets.ISO_8859_1);
	}

}
