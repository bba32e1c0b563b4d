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

package dev.sessions.uri;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

import dev.sessions.transport.ExchangeOptions;
import dev.sessions.transport.ExchangeTarget;
import dev.sessions.transport.HeadText;
import org.jspecify.annotations.Nullable;

/**
 * A path or an absolute URL with variables in braces, parsed once. Its own text stays as
 * written where it is legal; a value is encoded so that it cannot add a path segment, a
 * query or a host. Immutable.
 */
public final class UriTemplate {

	private static final Pattern ABSOLUTE = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*://");

	private final @Nullable ExchangeTarget target;

	private final List<String> literals = new ArrayList<>();

	private final List<String> names = new ArrayList<>();

	private final ExchangeOptions options;

	private UriTemplate(String text) {
		HeadText.requireOneLine("The URI", text);
		int pathStart = ABSOLUTE.matcher(text).find() ? endOfAuthority(text) : 0;
		this.target = (pathStart > 0) ? absoluteTarget(text.substring(0, pathStart)) : null;
		int fragment = text.indexOf('#');
		split((fragment >= 0) ? text.substring(pathStart, fragment) : text.substring(pathStart));
		this.options = ExchangeOptions.of(text);
	}

	/**
	 * Read a template.
	 * @param text a path or an absolute URL, with variables in braces; a fragment counts
	 * for nothing
	 * @return the template
	 * @throws IllegalArgumentException if it holds CR, LF or NUL or a brace that does not
	 * close, or is absolute and not an http(s) URL with a fixed host and without user
	 * info
	 */
	public static UriTemplate parse(String text) {
		return new UriTemplate(text);
	}

	private static int endOfAuthority(String text) {
		int i = text.indexOf("://") + 3;
		while (i < text.length() && "/?#\\".indexOf(text.charAt(i)) < 0) {
			i++;
		}
		return i;
	}

	private static ExchangeTarget absoluteTarget(String origin) {
		if (origin.indexOf('{') >= 0) {
			throw new IllegalArgumentException(
					"A variable cannot stand for the host of a URL; pass a java.net.URI to choose the host");
		}
		try {
			return Targets.of(URI.create(origin));
		}
		catch (IllegalArgumentException ex) {
			String message = ex.getMessage();
			boolean own = message != null && !message.contains(origin);
			throw new IllegalArgumentException(own ? message : "The URL names no valid host");
		}
	}

	private void split(String text) {
		int position = 0;
		while (true) {
			int open = text.indexOf('{', position);
			literal(text.substring(position, (open >= 0) ? open : text.length()));
			if (open < 0) {
				return;
			}
			int close = text.indexOf('}', open);
			if (close < 0) {
				throw new IllegalArgumentException("The URI has a '{' without '}'");
			}
			this.names.add(text.substring(open + 1, close));
			position = close + 1;
		}
	}

	private void literal(String text) {
		StringBuilder encoded = new StringBuilder(text.length());
		PercentEncoding.encodeIllegal(text, encoded);
		this.literals.add(encoded.toString());
	}

	/**
	 * The host of an absolute URL.
	 * @return the target, or {@code null} for a path
	 */
	public @Nullable ExchangeTarget target() {
		return this.target;
	}

	/**
	 * The options of a call that has nothing but this template.
	 * @return the options
	 */
	public ExchangeOptions options() {
		return this.options;
	}

	/**
	 * The variables in the order in which they stand there; a name may come twice.
	 * @return their names, not to be changed
	 */
	public List<String> names() {
		return this.names;
	}

	/**
	 * Fill in the variables.
	 * @param values a value for each, in their order
	 * @return the path and query, without that of the base URL
	 * @throws IllegalArgumentException if there are more or fewer values than variables,
	 * or one is {@code null} or would make a path segment of one or two dots
	 */
	public String expand(Object... values) {
		if (values.length != this.names.size()) {
			throw new IllegalArgumentException("The URI has " + this.names.size() + " variables " + this.names
					+ ", but " + values.length + " values were given");
		}
		return expand((i) -> values[i]);
	}

	/**
	 * Fill in the variables.
	 * @param values gives the value of the i-th variable
	 * @return the path and query, without that of the base URL
	 * @throws IllegalArgumentException if a value is {@code null}, or would make a path
	 * segment of one or two dots
	 */
	public String expand(IntFunction<@Nullable Object> values) {
		if (this.names.isEmpty()) {
			return this.literals.get(0);
		}
		StringBuilder expanded = new StringBuilder(64).append(this.literals.get(0));
		boolean mayBeDots = false;
		for (int i = 0; i < this.names.size(); i++) {
			Object value = values.apply(i);
			if (value == null) {
				throw new IllegalArgumentException("The URI variable '" + this.names.get(i) + "' has no value");
			}
			String text = value.toString();
			mayBeDots |= text.isEmpty() || text.equals(".") || text.equals("..");
			PercentEncoding.encodeValue(text, expanded);
			expanded.append(this.literals.get(i + 1));
		}
		String result = expanded.toString();
		if (mayBeDots) {
			refuseNewDotSegments(result);
		}
		return result;
	}

	/**
	 * A server takes a segment of one or two dots as a step up the path (RFC 3986,
	 * section 5.2.4), in whatever way the dots are encoded.
	 */
	private void refuseNewDotSegments(String expanded) {
		if (dotSegments(expanded) > dotSegments(String.join("x", this.literals))) {
			throw new IllegalArgumentException("The values of the URI variables " + this.names
					+ " would make a path segment of '.' or '..', which changes the path");
		}
	}

	private static long dotSegments(String pathAndQuery) {
		int query = pathAndQuery.indexOf('?');
		String path = (query >= 0) ? pathAndQuery.substring(0, query) : pathAndQuery;
		return List.of(path.split("/", -1))
			.stream()
			.map((segment) -> segment.replace("%2e", ".").replace("%2E", "."))
			.filter((segment) -> segment.equals(".") || segment.equals(".."))
			.count();
	}

}
