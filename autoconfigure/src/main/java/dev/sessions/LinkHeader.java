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
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.sessions.internal.net.UriReference;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Parses {@code Link} headers by the algorithm of RFC 8288, appendix B. Invalid links are
 * skipped, and a malformed field is read up to the malformed part. Links with an
 * {@code anchor} parameter are skipped, because their context is another resource.
 */
final class LinkHeader {

	/**
	 * The maximum number of relations of one response. Further relations are ignored.
	 */
	private static final int MAX_LINKS = 256;

	private final String field;

	private final UriReference base;

	private final Map<String, Link> links;

	private int at;

	private LinkHeader(String field, UriReference base, Map<String, Link> links) {
		this.field = field;
		this.base = base;
		this.links = links;
	}

	/**
	 * Parse the links of a response.
	 * @param fields the values of its {@code Link} headers
	 * @param base the base URI of relative links
	 * @return the links by their relations; of several with the same relation the first
	 */
	static Map<String, Link> parse(Collection<String> fields, URI base) {
		Map<String, Link> links = new LinkedHashMap<>();
		UriReference reference = UriReference.parse(base.toString());
		fields.forEach((field) -> new LinkHeader(field, reference, links).parse());
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

	/**
	 * Add a link. Its target is resolved only if the link has a new relation: a resolved
	 * target is at least as long as the base, which a redirect may have made long.
	 */
	private void add(String target, Map<String, String> parameters) {
		String relations = parameters.get("rel");
		if (relations == null || parameters.containsKey("anchor")) {
			return;
		}
		Set<String> added = newRelations(relations.toLowerCase(Locale.ROOT));
		URI uri = added.isEmpty() ? null : resolve(target);
		if (uri != null) {
			added.forEach((relation) -> this.links.put(relation, new Link(uri, relation, parameters)));
		}
	}

	private Set<String> newRelations(String relations) {
		if (this.links.containsKey(relations)) {
			return Set.of();
		}
		Set<String> added = new LinkedHashSet<>();
		for (String relation : StringUtils.tokenizeToStringArray(relations, " \t")) {
			if (this.links.size() + added.size() < MAX_LINKS && !this.links.containsKey(relation)) {
				added.add(relation);
			}
		}
		return added;
	}

	/**
	 * Resolve a target. Illegal characters are encoded, as in a {@code Location} header.
	 */
	private @Nullable URI resolve(String target) {
		try {
			return UriReference.parseHeader(target).resolve(this.base).toUri();
		}
		catch (IllegalArgumentException ex) {
			return null;
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
		if (next('"')) {
			return quoted();
		}
		int end = endOfSingleQuotes();
		if (end > 0) {
			String value = this.field.substring(this.at + 1, end);
			this.at = end + 1;
			return value;
		}
		return until(";,").trim();
	}

	/**
	 * RFC 8288 defines no single quotes, but some servers send them, and no real value
	 * begins and ends with one.
	 * @return the index of the closing quote, or 0 if the value is not in single quotes
	 */
	private int endOfSingleQuotes() {
		if (this.at >= this.field.length() || this.field.charAt(this.at) != '\'') {
			return 0;
		}
		int end = this.field.indexOf('\'', this.at + 1);
		int next = end + 1;
		while (end > 0 && next < this.field.length() && " \t".indexOf(this.field.charAt(next)) >= 0) {
			next++;
		}
		boolean ends = end > 0 && (next == this.field.length() || ";,".indexOf(this.field.charAt(next)) >= 0);
		return ends ? end : 0;
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
	 * Skip characters.
	 * @return whether any input is left
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
