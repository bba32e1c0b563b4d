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
 * A cookie as the jar holds it.
 *
 * @param name the name, empty for a cookie that has none
 * @param value the value, a secret as a rule; {@code toString} leaves it out. Octets are
 * read and sent as UTF-8; one that is none appears as U+DC80 to U+DCFF, so that no value
 * is changed on its way
 * @param domain the host it is for, without a leading dot
 * @param path the path that gets it, with all below
 * @param expires when it expires, or {@code null} for a session cookie
 * @param hostOnly whether the hosts below the domain do not get it
 * @param secure whether it goes over https only
 * @param httpOnly whether a browser would hide it from scripts
 * @param sameSite {@code Strict}, {@code Lax} or {@code None} if the server said so; it
 * has no effect here, as every request is the session's own
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
