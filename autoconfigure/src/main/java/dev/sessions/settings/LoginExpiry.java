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

package dev.sessions.settings;

import java.net.URI;
import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The responses that indicate that a session is no longer logged in: certain statuses, or
 * a redirect to the login page. Immutable.
 *
 * @param statuses the statuses, 401 by default
 * @param redirectsTo the login page, as a path below the base URL or as an absolute URL,
 * or {@code null} for the URI of the login itself. Its query is ignored.
 */
public record LoginExpiry(Set<Integer> statuses, @Nullable String redirectsTo) {

	private static final LoginExpiry DEFAULTS = new LoginExpiry(Set.of(401), null);

	public LoginExpiry {
		statuses = Collections.unmodifiableSet(new TreeSet<>(statuses));
		Bounds.requireStatuses("expired.statuses", statuses);
		if (redirectsTo != null) {
			redirectsTo = requireUri("expired.redirects-to", redirectsTo);
		}
	}

	/**
	 * Return the default: status 401, and redirects to the URI of the login.
	 * @return the default
	 */
	public static LoginExpiry defaults() {
		return DEFAULTS;
	}

	/**
	 * Return a copy with other statuses.
	 * @param statuses the statuses, from 200 to 599, instead of 401
	 * @return the copy
	 */
	public LoginExpiry withStatuses(Collection<Integer> statuses) {
		return new LoginExpiry(new TreeSet<>(statuses), this.redirectsTo);
	}

	/**
	 * Return a copy with another login page.
	 * @param uri the page, as a path below the base URL or as an absolute URL, or
	 * {@code null} for the URI of the login itself
	 * @return the copy
	 * @throws IllegalArgumentException if the URI is invalid
	 */
	public LoginExpiry withRedirectsTo(@Nullable String uri) {
		return new LoginExpiry(this.statuses, uri);
	}

	static String requireUri(String name, String text) {
		String trimmed = text.trim();
		if (trimmed.isEmpty()) {
			throw new IllegalArgumentException(name + " must not be empty");
		}
		try {
			URI uri = URI.create(trimmed);
			String scheme = uri.getScheme();
			if ((scheme == null || (uri.getHost() != null && scheme.matches("(?i)https?")))
					&& uri.getRawUserInfo() == null) {
				return trimmed;
			}
		}
		catch (IllegalArgumentException ex) {
			// the text may contain a secret, which the message would quote
		}
		throw new IllegalArgumentException(
				name + " must be a path below the base URL or an absolute http(s) URL, without a user name");
	}

}
