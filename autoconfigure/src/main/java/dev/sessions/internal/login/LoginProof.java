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

package dev.sessions.internal.login;

import dev.sessions.internal.auth.Authorization;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/**
 * What a session that is logged in sends: a header, or nothing besides its cookies. As
 * text, for other instances, it is the line of the header.
 */
public final class LoginProof {

	/**
	 * Nothing besides the cookies.
	 */
	public static final Authorization COOKIES = (request, target) -> true;

	private static final String COOKIES_TEXT = "cookies";

	private LoginProof() {
	}

	/**
	 * Write a credential as text.
	 * @param proof the credential
	 * @return the text, or {@code null} if it is neither a header in ASCII nor
	 * {@link #COOKIES}
	 */
	public static @Nullable String format(Authorization proof) {
		Header header = proof.header();
		if (header == null) {
			return (proof == COOKIES) ? COOKIES_TEXT : null;
		}
		String text = header.getName() + ": " + header.getValue();
		return text.chars().allMatch((c) -> c >= ' ' && c < 0x7F) ? text : null;
	}

	static Authorization parse(String text) {
		int colon = text.indexOf(": ");
		return (colon > 0) ? Authorization.apiKeyHeader(text.substring(0, colon), text.substring(colon + 2)) : COOKIES;
	}

}
