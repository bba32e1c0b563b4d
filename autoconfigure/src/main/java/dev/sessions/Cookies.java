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

import java.util.Collection;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The cookie jar of one session: a live view, thread-safe. It keeps and sends cookies as
 * browsers do (RFC 6265bis), up to {@code cookies.max-count} of them, 180 of each host
 * and 4,096 bytes of name and value in each. With {@code cookies.file}, the jar of a
 * session, but of no fork, outlives it.
 */
public interface Cookies {

	/**
	 * The cookies that have not expired, in the order in which they came.
	 * @return a snapshot, which {@link #load} takes
	 */
	List<Cookie> list();

	/**
	 * The value of a cookie. If cookies of several hosts or paths share the name, the one
	 * for the base URL's host wins, and among those the longest path.
	 * @param name the name
	 * @return the value, or {@code null} if there is none
	 */
	@Nullable String get(String name);

	/**
	 * Set a session cookie for the base URL's host and all its paths.
	 * @param name the name
	 * @param value the value
	 * @throws IllegalStateException if the session has no base URL
	 * @throws IllegalArgumentException if the name or value cannot be sent
	 */
	void set(String name, String value);

	/**
	 * Set a session cookie.
	 * @param name the name
	 * @param value the value
	 * @param domain the host that gets it, and with a leading dot also the hosts below
	 * @param path the path that gets it, with all below
	 * @throws IllegalArgumentException if the name or value cannot be sent, the domain is
	 * empty or the path does not begin with a slash
	 */
	void set(String name, String value, String domain, String path);

	/**
	 * Add cookies, as {@link #list()} gave them, perhaps from another session: each in
	 * place of the one that has its name, domain, path and {@code hostOnly}. Those that
	 * have expired are left out.
	 * @param cookies the cookies, in order
	 * @throws IllegalArgumentException if one of them could not be sent; none is added
	 */
	void load(Collection<Cookie> cookies);

	/**
	 * Remove all cookies of a name.
	 * @param name the name
	 */
	void remove(String name);

	/**
	 * Remove all cookies.
	 */
	void clear();

}
