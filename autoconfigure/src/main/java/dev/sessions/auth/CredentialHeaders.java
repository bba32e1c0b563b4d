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

package dev.sessions.auth;

import java.util.Locale;

/**
 * Which headers prove an identity, whoever set them. At another origin they are dropped.
 */
public final class CredentialHeaders {

	private CredentialHeaders() {
	}

	/**
	 * Whether a header's name says that its value is a secret: the ones that RFC 9110 and
	 * RFC 6265 name, and what APIs call their keys and tokens.
	 * @param name the name of the header
	 * @return whether it is
	 */
	public static boolean contains(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		return switch (lower) {
			case "authorization", "proxy-authorization", "cookie", "cookie2" -> true;
			default -> lower.contains("api-key") || lower.contains("apikey") || lower.contains("token")
					|| lower.contains("secret") || lower.contains("password") || lower.endsWith("-auth")
					|| lower.endsWith("-authorization");
		};
	}

}
