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

package dev.sessions.log;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which names of headers, parameters, fields and elements say that their value is a
 * secret. To hide too much does no harm here.
 */
final class SecretNames {

	private static final List<String> PARTS = List.of("password", "passwd", "passphrase", "pwd", "secret", "token",
			"credential", "authorization", "authenticat", "signature", "assertion", "cookie", "session", "jwt", "otp",
			"nonce", "verifier");

	private static final Set<String> WHOLE = Set.of("pass", "pin", "auth", "sig", "sid", "code", "pw", "sas", "hmac",
			"cvv", "cvc");

	private SecretNames() {
	}

	/**
	 * Whether a name says so, in whatever way its words are joined. One with an escape in
	 * it is not read, but taken for one that does.
	 */
	static boolean contains(String name) {
		String letters = name.toLowerCase(Locale.ROOT).replaceAll("[-_.:\\s\\[\\]]", "");
		return letters.indexOf('\\') >= 0 || letters.indexOf('%') >= 0 || WHOLE.contains(letters) || isKey(letters)
				|| letters.endsWith("auth") || PARTS.stream().anyMatch(letters::contains);
	}

	private static boolean isKey(String letters) {
		return (letters.endsWith("key") || letters.contains("apikey")) && !letters.equals("idempotencykey");
	}

}
