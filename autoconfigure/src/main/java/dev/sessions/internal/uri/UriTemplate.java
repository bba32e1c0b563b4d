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

package dev.sessions.internal.uri;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

import dev.sessions.internal.net.DotSegments;
import dev.sessions.internal.net.HeaderSyntax;
import dev.sessions.internal.net.PathAndQuery;
import dev.sessions.internal.net.PercentEncoding;
import dev.sessions.internal.net.RequestTarget;
import dev.sessions.internal.text.TextValue;
import org.jspecify.annotations.Nullable;

/**
 * A path or an absolute URL with variables in braces, parsed once. Legal literal text is
 * unchanged. Values are encoded, so that they cannot add a path segment, a query or a
 * host. Immutable.
 */
public final class UriTemplate {

	private static final Pattern ABSOLUTE = Pattern.compile("^[a-zA-Z][a-zA-Z0-9+.-]*://");

	private final @Nullable RequestTarget target;

	private final @Nullable String fragment;

	private final List<String> literals = new ArrayList<>();

	private final List<String> names = new ArrayList<>();

	private UriTemplate(String text) {
		HeaderSyntax.requireOneLine("The URI", text);
		int pathStart = ABSOLUTE.matcher(text).find() ? endOfAuthority(text) : 0;
		this.target = (pathStart > 0) ? absoluteTarget(text.substring(0, pathStart)) : null;
		int hash = text.indexOf('#');
		this.fragment = (hash >= 0) ? PercentEncoding.encodeIllegalInQuery(text.substring(hash + 1)) : null;
		split((hash >= 0) ? text.substring(pathStart, hash) : text.substring(pathStart));
	}

	/**
	 * Parse a template.
	 * @param text a path or an absolute URL, with variables in braces outside the
	 * fragment
	 * @return the template
	 * @throws IllegalArgumentException if the text contains CR, LF, NUL or an unclosed
	 * brace, or is absolute and not an http(s) URL with a fixed host and without user
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

	private static RequestTarget absoluteTarget(String origin) {
		if (origin.indexOf('{') >= 0) {
			throw new IllegalArgumentException(
					"A variable cannot replace the host of a URL; pass a java.net.URI to choose the host");
		}
		int schemeEnd = origin.indexOf("://");
		return RequestTarget.of(origin.substring(0, schemeEnd), origin.substring(schemeEnd + 3));
	}

	private void split(String text) {
		int position = 0;
		boolean inQuery = false;
		while (true) {
			int open = text.indexOf('{', position);
			String literal = text.substring(position, (open >= 0) ? open : text.length());
			this.literals
				.add(inQuery ? PercentEncoding.encodeIllegalInQuery(literal) : PercentEncoding.encodeIllegal(literal));
			inQuery |= literal.indexOf('?') >= 0;
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

	/**
	 * Return the host of an absolute URL.
	 * @return the target, or {@code null} for a path
	 */
	public @Nullable RequestTarget target() {
		return this.target;
	}

	/**
	 * Return the fragment, which is not sent.
	 * @return the fragment, encoded, or {@code null} if there is none
	 */
	public @Nullable String fragment() {
		return this.fragment;
	}

	/**
	 * Return the names of the variables, in order; a name may occur twice.
	 * @return the names, not to be modified
	 */
	public List<String> names() {
		return this.names;
	}

	/**
	 * Fill in the variables.
	 * @param values a value for each variable, in order
	 * @return the path and query, without that of the base URL
	 * @throws IllegalArgumentException if there are more or fewer values than variables,
	 * or a value is {@code null}, has no elements or no text form, or would create a dot
	 * segment
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
	 * @param values returns the value of the i-th variable
	 * @return the path and query, without that of the base URL
	 * @throws IllegalArgumentException if a value is {@code null}, has no elements or no
	 * text form, or would create a dot segment
	 */
	public String expand(IntFunction<@Nullable Object> values) {
		if (this.names.isEmpty()) {
			return this.literals.get(0);
		}
		StringBuilder expanded = new StringBuilder(64).append(this.literals.get(0));
		boolean mayBeDots = false;
		for (int i = 0; i < this.names.size(); i++) {
			mayBeDots |= append(this.names.get(i), values.apply(i), expanded);
			expanded.append(this.literals.get(i + 1));
		}
		String result = expanded.toString();
		if (mayBeDots) {
			requireNoNewDotSegments(result);
		}
		return result;
	}

	/**
	 * Append a value; the elements of an array or collection are separated by commas (RFC
	 * 6570, section 3.2.2).
	 * @return whether the value can be part of a dot segment
	 */
	private static boolean append(String name, @Nullable Object value, StringBuilder expanded) {
		if (value != null && !TextValue.hasElements(value)) {
			return append(TextValue.of("The URI variable " + name, value), expanded);
		}
		List<String> texts = new ArrayList<>();
		TextValue.each("The URI variable " + name, value, texts::add);
		if (texts.isEmpty()) {
			throw new IllegalArgumentException("The URI variable '" + name + "' has no value");
		}
		boolean mayBeDots = false;
		for (int i = 0; i < texts.size(); i++) {
			expanded.append((i > 0) ? "," : "");
			mayBeDots |= append(texts.get(i), expanded);
		}
		return mayBeDots;
	}

	private static boolean append(String text, StringBuilder expanded) {
		PercentEncoding.encodeValue(text, expanded);
		return text.isEmpty() || text.equals(".") || text.equals("..");
	}

	/**
	 * Check that no value creates a dot segment, which would let a request leave the path
	 * on the server (RFC 3986, section 5.2.4). Encoded dots count, too.
	 */
	private void requireNoNewDotSegments(String expanded) {
		if (dotSegments(expanded) > dotSegments(String.join("x", this.literals))) {
			throw new IllegalArgumentException("The values of the URI variables " + this.names
					+ " would create a path segment '.' or '..', which changes the path");
		}
	}

	private static long dotSegments(String pathAndQuery) {
		return DotSegments.count(PathAndQuery.path(pathAndQuery));
	}

}
