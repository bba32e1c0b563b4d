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
 * @param name the name
 * @param value the value, a secret as a rule; {@code toString} leaves it out
 * @param domain the domain, without a leading dot
 * @param path the path
 * @param expires when it expires, or {@code null} for a session cookie
 * @param secure whether it goes over https only
 */
public record Cookie(String name, String value, @Nullable String domain, @Nullable String path,
		@Nullable Instant expires, boolean secure) {

	@Override
	public String toString() {
		return "Cookie[name=" + this.name + ", domain=" + this.domain + ", path=" + this.path + ", expires="
				+ this.expires + ", secure=" + this.secure + "]";
	}

}
