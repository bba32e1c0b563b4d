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

package dev.sessions.internal.cookie;

import dev.sessions.internal.shared.SharedSession;

/**
 * The identity of a cookie: cookies with equal keys replace each other (RFC 6265bis,
 * section 5.7).
 *
 * @param name the name
 * @param domain the host in lower case
 * @param path the path
 * @param hostOnly whether only the host itself receives it
 */
record CookieKey(String name, String domain, String path, boolean hostOnly) {

	static CookieKey of(StoredCookie cookie) {
		return new CookieKey(cookie.name(), cookie.domain(), cookie.path(), cookie.hostOnly());
	}

	/**
	 * Return a hash that identifies this key without revealing it.
	 */
	String hash() {
		return SharedSession.hash(this.name, this.domain, this.path, this.hostOnly ? "host" : "domain");
	}

}
