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
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.sessions.internal.log.MaskedText;
import dev.sessions.internal.text.SecretNames;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
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

	/**
	 * The keys that hold secrets, in all forms that can be bound.
	 */
	private static final Pattern SECRET_PROPERTY = Pattern.compile("""
			sessions[._].+[._](
			  auth[._]((basic|digest)[._]password|bearer[._]token|api[-_]?key[._]value|oauth2[._]client[-_]?secret)
			  |proxy[._](password|url)|shared[._]encryption[-_]?key([._\\[].*)?)
			|spring[._]security[._]oauth2[._]client[._]registration[._].+[._]client[-_]?secret""",
			Pattern.CASE_INSENSITIVE | Pattern.COMMENTS);

	/**
	 * The keys below which each name tells whether its value is a secret.
	 */
	private static final Pattern NAMED_PROPERTY = Pattern.compile(
			"sessions[._].+?[._](?:headers|params|auth[._]login[._](?:form|json))[._\\[](.+?)]?(?:[._\\[]\\d+]?)?",
			Pattern.CASE_INSENSITIVE);

	private static final Pattern URL = Pattern.compile("[a-z0-9]+://(?:[^/:@]*:(.*)@)?[^@]*", Pattern.CASE_INSENSITIVE);

	/**
	 * Values of fields with secret names that are no secrets.
	 */
	private static final Set<String> COMMON_WORDS = Set.of("false", "basic", "bearer", "digest", "negotiate");

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
				.forEach((name) -> add(secretOf(property(environment, name)), "the property " + name));
		}
	}

	/**
	 * Other keys hold no secrets, whatever their names are: {@code auth.oauth2.token-uri}
	 * or {@code auth.login.csrf-field}.
	 */
	private static boolean isSecretProperty(String name) {
		Matcher named = NAMED_PROPERTY.matcher(name);
		return SECRET_PROPERTY.matcher(name).matches()
				|| (named.matches() && isSecret(named.group(1).substring(named.group(1).lastIndexOf('.') + 1)));
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

	/**
	 * Return the secret in a value. That of a URL is the password of its user info.
	 */
	private static @Nullable String secretOf(@Nullable String value) {
		Matcher url = URL.matcher((value != null) ? value : "");
		if (url.matches()) {
			return (url.group(1) != null) ? decode(url.group(1)) : null;
		}
		return value;
	}

	private synchronized void add(@Nullable String secret, String source) {
		if (secret != null && secret.strip().length() >= MIN_LENGTH
				&& !COMMON_WORDS.contains(secret.strip().toLowerCase(Locale.ROOT))) {
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
				if (isSecret(name)) {
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
				if (isSecret(decode(name))) {
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

	private void learnBody(byte[] body, @Nullable String type) {
		String known = MaskedBody.typeOf(body, type);
		Multipart parts = Multipart.of(body, known);
		if (parts != null) {
			parts.parts().forEach(this::learnPart);
		}
		else if (MaskedText.text(body, known) != null) {
			learnText(new String(body, HarEntry.charset(known)));
		}
		else if (MaskedBody.isForm(known)) {
			learnParameters(new String(body, HarEntry.charset(known)));
		}
		else if (Markup.isMarkup(known)) {
			Markup.mask(body, known, (name, value) -> add(value, "the element " + name));
		}
	}

	private void learnPart(Multipart.Part part) {
		if (isSecret(part.name())) {
			add(part.text(), "the part " + part.name());
		}
		else {
			learnBody(part.content(), part.type());
		}
	}

	private void learnText(String text) {
		try (MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(text)) {
			values.readAll().forEach((json) -> learnFields(json, false));
		}
		catch (JacksonException ex) {
			learnParameters(text);
		}
	}

	/**
	 * Of a secret object only the identifier and the fields with secret names are secrets
	 * by themselves; others, such as the name of its user, may be anywhere.
	 */
	private void learnFields(JsonNode json, boolean secret) {
		json.properties().forEach((field) -> {
			String name = field.getKey();
			boolean own = isSecret(name);
			if (field.getValue().isString() && (own || (secret && name.equalsIgnoreCase("id")))) {
				add(field.getValue().asString(""), "the field " + name);
			}
			learnFields(field.getValue(), own);
		});
		if (json.isArray()) {
			json.forEach((value) -> learnFields(value, secret));
		}
	}

	/**
	 * Return whether a name is that of a secret, and not of its description, such as its
	 * type or endpoint, whose value may be anywhere.
	 */
	static boolean isSecret(String name) {
		return SecretNames.contains(name) && !SecretNames.isDescription(name);
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
