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

package dev.sessions;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.sessions.uri.PercentEncoding;
import org.apache.hc.client5.http.utils.URIUtils;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Reads {@code Link} headers as RFC 8288, appendix B, does. What is no link is left out,
 * and a field that is garbage is read up to there. So are links that say that they begin
 * somewhere else ({@code anchor}).
 */
final class LinkHeader {

	private final String field;

	private final URI base;

	private final Map<String, Link> links;

	private int at;

	private LinkHeader(String field, URI base, Map<String, Link> links) {
		this.field = field;
		this.base = base;
		this.links = links;
	}

	/**
	 * Read the links of a response.
	 * @param fields the values of its {@code Link} headers
	 * @param base what relative links are resolved against
	 * @return the links by their relations, of several with one relation the first
	 */
	static Map<String, Link> parse(Collection<String> fields, URI base) {
		Map<String, Link> links = new LinkedHashMap<>();
		fields.forEach((field) -> new LinkHeader(field, base, links).parse());
		return Collections.unmodifiableMap(links);
	}

	private void parse() {
		while (skip(" \t,") && next('<')) {
			int end = this.field.indexOf('>', this.at);
			if (end < 0) {
				return;
			}
			String target = this.field.substring(this.at, end).trim();
			this.at = end + 1;
			add(target, parameters());
		}
	}

	private void add(String target, Map<String, String> parameters) {
		URI uri = resolve(target);
		if (uri == null || parameters.containsKey("anchor")) {
			return;
		}
		String relations = parameters.getOrDefault("rel", "").toLowerCase(Locale.ROOT);
		for (String relation : StringUtils.tokenizeToStringArray(relations, " \t")) {
			this.links.putIfAbsent(relation, new Link(uri, relation, parameters));
		}
	}

	private @Nullable URI resolve(String target) {
		try {
			return URIUtils.resolve(this.base, uri(target));
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			return null;
		}
	}

	private static URI uri(String target) throws URISyntaxException {
		try {
			return new URI(target);
		}
		catch (URISyntaxException ex) {
			// servers send spaces and letters beyond ASCII as they are
			StringBuilder encoded = new StringBuilder();
			PercentEncoding.encodeIllegal(target, encoded);
			return new URI(encoded.toString());
		}
	}

	private Map<String, String> parameters() {
		Map<String, String> parameters = new LinkedHashMap<>();
		while (skip(" \t") && next(';')) {
			skip(" \t");
			String name = until("=;, \t").toLowerCase(Locale.ROOT);
			skip(" \t");
			String value = next('=') ? value() : "";
			if (!name.isEmpty()) {
				parameters.putIfAbsent(name, value);
			}
		}
		return parameters;
	}

	private String value() {
		skip(" \t");
		return next('"') ? quoted() : until(";,").trim();
	}

	private String quoted() {
		StringBuilder value = new StringBuilder();
		while (this.at < this.field.length()) {
			char c = this.field.charAt(this.at++);
			if (c == '"') {
				break;
			}
			if (c == '\\' && this.at < this.field.length()) {
				c = this.field.charAt(this.at++);
			}
			value.append(c);
		}
		return value.toString();
	}

	/**
	 * Skip some characters.
	 * @return whether anything is left
	 */
	private boolean skip(String characters) {
		while (this.at < this.field.length() && characters.indexOf(this.field.charAt(this.at)) >= 0) {
			this.at++;
		}
		return this.at < this.field.length();
	}

	private boolean next(char c) {
		if (this.at < this.field.length() && this.field.charAt(this.at) == c) {
			this.at++;
			return true;
		}
		return false;
	}

	private String until(String ends) {
		int start = this.at;
		while (this.at < this.field.length() && ends.indexOf(this.field.charAt(this.at)) < 0) {
			this.at++;
		}
		return this.field.substring(start, this.at);
	}

}
