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

package dev.sessions.autoconfigure.internal.binding;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;

import dev.sessions.SessionSettings;
import dev.sessions.internal.net.HeaderSyntax;
import dev.sessions.internal.net.HostAndPort;
import dev.sessions.internal.net.Origin;
import dev.sessions.internal.spring.HttpHeadersMapping;
import dev.sessions.internal.uri.BaseUrl;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Maps the properties that sessions have but mounts do not, except the credentials, to
 * settings. A property that is not set leaves its setting unchanged.
 *
 * @param path the path of the session's keys
 */
record SessionPropertiesMapper(KeyPath path) {

	SessionSettings map(SessionProperties properties, SessionSettings base) {
		SessionSettings settings = withOwnKeys(properties,
				base.withForks(KeyTable.FORKS.map(this.path, properties.forks(), base.forks()))
					.withShared(KeyTable.SHARED.map(this.path, properties.shared(), base.shared())));
		requireReachableBase(settings);
		return settings;
	}

	private SessionSettings withOwnKeys(SessionProperties properties, SessionSettings withBlocks) {
		SessionSettings base = this.path.set(KeyTable.OWN.map(this.path, properties, withBlocks), "allowed-hosts",
				"Correct the value, or remove the key.", properties.allowedHosts(),
				(settings, hosts) -> settings.withEgress(settings.egress().withAllowedHosts(hosts)));
		String baseUrl = properties.baseUrl();
		Map<String, List<String>> headers = properties.headers();
		Map<String, List<String>> params = properties.params();
		Set<String> origins = (properties.auth() != null) ? properties.auth().allowedOrigins() : null;
		// created once, because each copy of the settings parses and copies its parts
		return new SessionSettings((baseUrl != null) ? baseUrl(baseUrl) : base.baseUrl(),
				(headers != null) ? headers(headers, base.headers()) : base.headers(),
				(params != null) ? params(params, base.params()) : base.params(), base.credentials(),
				this.path.set(base.allowedOrigins(), "auth.allowed-origins", origins, (unused, set) -> checked(set)),
				base.transport(), base.forks(), base.shared());
	}

	private URI baseUrl(String text) {
		try {
			return BaseUrl.parse(text);
		}
		catch (IllegalArgumentException ex) {
			boolean lacksScheme = text.matches("[\\w.-]+(:\\d+)?(/[\\w./-]*)?");
			throw this.path.invalid("base-url", ex, lacksScheme ? "Did you mean https://" + text.trim() + "?"
					: "Write a URL such as https://api.example.org/v1.");
		}
	}

	/**
	 * Reject a base URL that the session may not reach.
	 */
	private void requireReachableBase(SessionSettings settings) {
		try {
			if (settings.baseUrl() != null) {
				settings.egress().requireReachableBase(HostAndPort.hostOf(settings.baseUrl()));
			}
		}
		catch (IllegalArgumentException ex) {
			throw this.path.invalid("base-url", ex,
					"Set block-private-addresses to false for this session, or name another host.");
		}
	}

	private static Set<String> checked(Set<String> origins) {
		origins.forEach(Origin::parse);
		return origins;
	}

	private HttpHeaders headers(Map<String, List<String>> values, HttpHeaders base) {
		HttpHeaders headers = HttpHeaders.copyOf(base);
		NameSpellings.merge(values).forEach((name, entries) -> {
			String key = keyOf("headers", name);
			if (!HeaderSyntax.isToken(name)) {
				throw this.path.invalid(key, "cannot be sent: it is not a valid header name", "Correct the name.");
			}
			String header = NameSpellings.isVariable(name) ? name.replace('.', '-') : name;
			if (HttpHeadersMapping.isSetByTheBody(header)) {
				throw this.path.invalid(key, "is never sent: it is derived from the body of each request",
						"Remove it.");
			}
			if (hasCharacter(entries, (c) -> c == '\r' || c == '\n' || c == 0)) {
				throw this.path.invalid(key, "cannot be sent: it contains a line break", "Correct the value.");
			}
			if (hasCharacter(entries, (c) -> !HeaderSyntax.isFieldChar((char) c))) {
				throw this.path.invalid(key, "cannot be sent: it contains a character that a header cannot hold",
						"Encode control characters and those beyond ISO-8859-1.");
			}
			headers.remove(header);
			entries.forEach((value) -> headers.add(header, value));
		});
		return headers;
	}

	private static boolean hasCharacter(List<String> values, IntPredicate character) {
		return values.stream().anyMatch((value) -> value.chars().anyMatch(character));
	}

	private MultiValueMap<String, String> params(Map<String, List<String>> values, MultiValueMap<String, String> base) {
		MultiValueMap<String, String> params = new LinkedMultiValueMap<>(base);
		NameSpellings.merge(values).forEach((name, entries) -> {
			params.remove(name);
			entries.forEach((value) -> params.add(name, value));
		});
		return params;
	}

	private static String keyOf(String map, String name) {
		String key = map + "." + name.toLowerCase(Locale.ROOT);
		return ConfigurationPropertyName.isValid(key) ? key : map + "[" + name + "]";
	}

}
