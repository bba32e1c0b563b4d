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
 * A live view of a session's cookie jar. Thread-safe. The jar stores and sends cookies as
 * browsers do (RFC 6265bis). It holds at most {@code cookies.max-count} cookies, 180 per
 * host, each with at most 4,096 bytes of name and value. At a limit, the least recently
 * set or sent cookies are evicted first, starting with those of the host that sets new
 * ones. With {@code cookies.file}, the jar of a session survives restarts; the jar of a
 * fork does not.
 */
public interface Cookies {

	/**
	 * Return the unexpired cookies, in the order in which they were set.
	 * @return a snapshot, which {@link #load} accepts
	 */
	List<Cookie> list();

	/**
	 * Return the value of a cookie. If cookies of several hosts or paths share the name,
	 * the one for the base URL's host is preferred, and among those the one with the
	 * longest path.
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
	 * @param domain the host to which it is sent; with a leading dot, the hosts below it,
	 * too
	 * @param path the path to which it is sent, including all paths below
	 * @throws IllegalArgumentException if the name or value cannot be sent, the domain is
	 * empty or the path does not begin with a slash
	 */
	void set(String name, String value, String domain, String path);

	/**
	 * Add cookies, such as those of another session's {@link #list()}. Each replaces the
	 * cookie with the same name, domain, path and {@code hostOnly}. Expired cookies are
	 * ignored.
	 * @param cookies the cookies, in order
	 * @throws IllegalArgumentException if one of them cannot be sent, in which case none
	 * is added
	 */
	void load(Collection<Cookie> cookies);

	/**
	 * Remove all cookies with a name.
	 * @param name the name
	 */
	void remove(String name);

	/**
	 * Remove all cookies.
	 */
	void clear();

}
