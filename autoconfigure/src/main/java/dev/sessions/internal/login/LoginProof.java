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
import dev.sessions.internal.auth.HeaderAuthorization;
import dev.sessions.internal.net.HeaderSyntax;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/**
 * The credential of a logged-in session: a header, or nothing in addition to its cookies.
 * The text form, for other instances, is the header line.
 */
public final class LoginProof {

	/**
	 * The credential that adds nothing, because the cookies suffice.
	 */
	public static final Authorization COOKIES = (request, target) -> true;

	private static final String COOKIES_TEXT = "cookies";

	private LoginProof() {
	}

	/**
	 * Convert a credential to text.
	 * @param proof the credential
	 * @return the text, or {@code null} if the credential is neither an ASCII header nor
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

	static @Nullable Authorization parse(String text) {
		int colon = Math.max(0, text.indexOf(": "));
		String name = text.substring(0, colon);
		if (HeaderSyntax.isToken(name)) {
			return HeaderAuthorization.apiKey(name, text.substring(colon + 2));
		}
		return text.equals(COOKIES_TEXT) ? COOKIES : null;
	}

}
