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

package dev.sessions.internal.auth;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.apache.hc.core5.http.HttpHeaders;

/**
 * The basic scheme of RFC 7617.
 */
final class BasicAuthorization {

	private BasicAuthorization() {
	}

	static HeaderAuthorization of(String username, String password) {
		if (username.indexOf(':') >= 0) {
			throw new IllegalArgumentException("The user name of basic authentication must not contain ':', "
					+ "which separates it from the password (RFC 7617, section 2)");
		}
		byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
		return new HeaderAuthorization("basic", HttpHeaders.AUTHORIZATION,
				"Basic " + Base64.getEncoder().encodeToString(pair), "basic:" + username);
	}

}
