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

package dev.sessions.internal.net;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A URI reference (RFC 3986, section 4.1). Illegal characters of its path, query or
 * fragment are percent-encoded, as in browsers and curl. Immutable.
 *
 * @param scheme the scheme in lower case, or {@code null} for a relative reference
 * @param authority the authority, or {@code null} if there is none
 * @param path the path, encoded; may be empty
 * @param query the query, encoded, or {@code null} if there is none
 * @param fragment the fragment, encoded, or {@code null} if there is none
 */
public record UriReference(@Nullable String scheme, @Nullable HostAndPort authority, String path,
		@Nullable String query, @Nullable String fragment) {

	private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):");

	/**
	 * Read a reference.
	 * @param text the reference; surrounding blanks are ignored
	 * @return the reference
	 * @throws IllegalArgumentException if it contains a control character or a lone
	 * surrogate, its authority is invalid, or a backslash is next to the authority, which
	 * parsers interpret differently; the message does not contain it
	 */
	public static UriReference parse(String text) {
		String trimmed = text.trim();
		if (trimmed.chars().anyMatch(Character::isISOControl)) {
			throw new IllegalArgumentException("A URL must not contain control characters");
		}
		return parse(trimmed, false);
	}

	private static UriReference parse(String text, boolean lenient) {
		String rest = text;
		Matcher matcher = SCHEME.matcher(rest);
		String scheme = matcher.lookingAt() ? matcher.group(1).toLowerCase(Locale.ROOT) : null;
		rest = rest.substring((scheme != null) ? matcher.end() : 0);
		String fragment = null;
		int hash = rest.indexOf('#');
		if (hash >= 0) {
			fragment = PercentEncoding.encodeIllegalInQuery(rest.substring(hash + 1));
			rest = rest.substring(0, hash);
		}
		if (scheme != null && !isWeb(scheme)) {
			return new UriReference(scheme, null, PercentEncoding.encodeIllegal(rest), null, fragment);
		}
		int authorityEnd = authorityEnd(rest, scheme != null, lenient);
		HostAndPort authority = (authorityEnd > 0) ? HostAndPort.parse(withoutSlashes(rest, authorityEnd)) : null;
		String encoded = PercentEncoding.encodeIllegal(rest.substring(authorityEnd));
		return new UriReference(scheme, authority, PathAndQuery.path(encoded), PathAndQuery.query(encoded), fragment);
	}

	/**
	 * Read a reference in a response header. Headers are received as ISO-8859-1; this
	 * method decodes UTF-8 and percent-encodes any other byte beyond ASCII, and control
	 * characters. As in browsers and curl, more than two slashes also start an authority.
	 * @param value the reference, each of its characters one received byte
	 * @return the reference
	 * @throws IllegalArgumentException as {@link #parse} does in all other cases
	 */
	public static UriReference parseHeader(String value) {
		return parse(textOf(value.trim()), true);
	}

	private static String textOf(String value) {
		if (value.chars().allMatch((c) -> c < 0x80) || value.chars().anyMatch((c) -> c > 0xFF)) {
			return value;
		}
		byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			StringBuilder encoded = new StringBuilder();
			for (byte b : bytes) {
				if (b < 0) {
					PercentEncoding.appendByte(b & 0xFF, encoded);
				}
				else {
					encoded.append((char) b);
				}
			}
			return encoded.toString();
		}
	}

	private static boolean isWeb(String scheme) {
		return scheme.equals("http") || scheme.equals("https");
	}

	/**
	 * Return the end of the authority, 0 if there is none.
	 */
	private static int authorityEnd(String rest, boolean absolute, boolean lenient) {
		int slashes = 0;
		while (slashes < rest.length() && "/\\".indexOf(rest.charAt(slashes)) >= 0) {
			slashes++;
		}
		if (slashes < 2) {
			if (absolute) {
				throw HostName.invalid("follows fewer than two slashes");
			}
			return 0;
		}
		if (slashes > 2 && !lenient) {
			throw HostName.invalid("follows more than two slashes");
		}
		int end = slashes;
		while (end < rest.length() && "/?\\".indexOf(rest.charAt(end)) < 0) {
			end++;
		}
		if (rest.lastIndexOf('\\', end) >= 0) {
			throw HostName.invalid("starts or ends with a backslash");
		}
		return end;
	}

	private static String withoutSlashes(String rest, int end) {
		return rest.substring(rest.lastIndexOf('/', end - 1) + 1, end);
	}

	/**
	 * Resolve this reference (RFC 3986, section 5.2.2). Dot segments of the path are
	 * removed, encoded ones included. A path without any is unchanged.
	 * @param base the absolute URI that it is relative to
	 * @return the absolute URI, with the fragment of this reference
	 */
	public UriReference resolve(UriReference base) {
		if (this.scheme != null && !isWeb(this.scheme)) {
			return this;
		}
		if (this.scheme != null || this.authority != null) {
			String own = (this.scheme != null) ? this.scheme : base.scheme;
			return new UriReference(own, this.authority, absolute(this.path), this.query, this.fragment);
		}
		if (this.path.isEmpty()) {
			return new UriReference(base.scheme, base.authority, absolute(base.path),
					(this.query != null) ? this.query : base.query, this.fragment);
		}
		String merged = this.path.startsWith("/") ? this.path
				: base.path.substring(0, base.path.lastIndexOf('/') + 1) + this.path;
		return new UriReference(base.scheme, base.authority, absolute(merged), this.query, this.fragment);
	}

	private static String absolute(String path) {
		return DotSegments.remove(path.startsWith("/") ? path : "/" + path);
	}

	/**
	 * Return this reference with another fragment.
	 * @param fragment the fragment, encoded, or {@code null} for none
	 * @return a reference with that fragment
	 */
	public UriReference withFragment(@Nullable String fragment) {
		return new UriReference(this.scheme, this.authority, this.path, this.query, fragment);
	}

	/**
	 * Return this reference with another query.
	 * @param query the query, encoded, or {@code null} for none
	 * @return a reference with that query
	 */
	public UriReference withQuery(@Nullable String query) {
		return new UriReference(this.scheme, this.authority, this.path, query, this.fragment);
	}

	/**
	 * Return the path and query in the form that is sent.
	 * @return the path and query; an empty path is a slash
	 */
	public String pathAndQuery() {
		return (this.path.isEmpty() ? "/" : this.path) + ((this.query != null) ? "?" + this.query : "");
	}

	/**
	 * Convert this to a {@link URI} without user info.
	 * @return the URI, which is ASCII
	 */
	public URI toUri() {
		return URI.create(toString());
	}

	@Override
	public String toString() {
		return ((this.scheme != null) ? this.scheme + ":" : "")
				+ ((this.authority != null) ? "//" + this.authority : "") + this.path
				+ ((this.query != null) ? "?" + this.query : "") + ((this.fragment != null) ? "#" + this.fragment : "");
	}

}
