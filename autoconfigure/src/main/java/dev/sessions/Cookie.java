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

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A cookie of a session's jar. Immutable.
 *
 * @param name the name, empty for a nameless cookie
 * @param value the value, usually a secret, which {@code toString} omits. Octets are read
 * and sent as UTF-8; an octet that is not valid UTF-8 appears as U+DC80 to U+DCFF, so
 * that every value is sent unchanged
 * @param domain the host to which it is sent, without a leading dot
 * @param path the path to which it is sent, including all paths below
 * @param expires the time at which it expires, or {@code null} for a session cookie
 * @param hostOnly whether it is sent to the domain only, and not to hosts below it
 * @param secure whether it is sent over https only
 * @param httpOnly whether a browser would hide it from scripts
 * @param sameSite {@code Strict}, {@code Lax} or {@code None}, or {@code null} if the
 * server set none. It has no effect in a session, whose requests all belong to the same
 * site
 */
public record Cookie(String name, String value, String domain, String path, @Nullable Instant expires, boolean hostOnly,
		boolean secure, boolean httpOnly, @Nullable String sameSite) {

	@Override
	public String toString() {
		return "Cookie[name=" + this.name + ", domain=" + this.domain + ", path=" + this.path + ", expires="
				+ this.expires + ", hostOnly=" + this.hostOnly + ", secure=" + this.secure + ", httpOnly="
				+ this.httpOnly + ", sameSite=" + this.sameSite + "]";
	}

}
