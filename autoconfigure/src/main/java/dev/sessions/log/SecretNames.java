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

	private static final List<String> PARTS = List.of("password", "passwd", "passphrase", "passcode", "pwd", "secret",
			"token", "credential", "authorization", "authenticat", "signature", "assertion", "cookie", "session",
			"sessid", "jwt", "otp", "nonce", "verifier", "csrf", "xsrf", "apikey", "accesskey", "connectionstring",
			"samlresponse", "vcapservices");

	/**
	 * Those of codes are from OAuth 2.0 and its device grant, and what people are asked
	 * for; the URI of a pushed authorization request is as good as what it stands for.
	 */
	private static final Set<String> WHOLE = Set.of("auth", "code", "authcode", "devicecode", "usercode",
			"verificationcode", "securitycode", "recoverycode", "recoverycodes", "backupcode", "backupcodes",
			"accesscode", "smscode", "resetcode", "activationcode", "requesturi", "ticket");

	/**
	 * As all of a name, or as its last word.
	 */
	private static final Set<String> WORDS = Set.of("pass", "pin", "sig", "sid", "pw", "sas", "hmac", "cvv", "cvc",
			"cred", "creds", "bearer");

	private static final String JOINTS = "-_ .:[]";

	private SecretNames() {
	}

	/**
	 * Whether a name says so, in whatever way its words are joined. One with an escape in
	 * it is not read, but taken for one that does.
	 */
	static boolean contains(String name) {
		if (name.isEmpty()) {
			return false;
		}
		if (name.indexOf('\\') >= 0 || name.indexOf('%') >= 0) {
			return true;
		}
		String letters = letters(name);
		if (WHOLE.contains(letters) || letters.endsWith("auth") || isKey(letters)
				|| PARTS.stream().anyMatch(letters::contains)) {
			return true;
		}
		int end = name.length();
		while (end > 0 && JOINTS.indexOf(name.charAt(end - 1)) >= 0) {
			end--;
		}
		String last = name.substring(beginOfLast(name, end), end);
		return WORDS.contains(last.toLowerCase(Locale.ROOT)) || isCode(name, end, last);
	}

	/**
	 * Whether it is one within something else, as opposed to a word such as a code of a
	 * country.
	 */
	private static boolean isCode(String name, int end, String last) {
		int joint = end - last.length() - 1;
		return joint > 0 && ".:[".indexOf(name.charAt(joint)) >= 0 && WHOLE.contains(last);
	}

	private static String letters(String name) {
		StringBuilder letters = new StringBuilder(name.length());
		name.chars()
			.filter((c) -> JOINTS.indexOf(c) < 0 && !Character.isWhitespace(c))
			.forEach((c) -> letters.append((char) c));
		return letters.toString().toLowerCase(Locale.ROOT);
	}

	/**
	 * Where the last word begins: behind a joint, or at a capital behind a small letter.
	 */
	private static int beginOfLast(String name, int end) {
		int at = end;
		while (at > 0 && JOINTS.indexOf(name.charAt(at - 1)) < 0) {
			at--;
			if (at > 0 && Character.isUpperCase(name.charAt(at)) && !Character.isUpperCase(name.charAt(at - 1))) {
				return at;
			}
		}
		return at;
	}

	private static boolean isKey(String letters) {
		return letters.endsWith("key") && !letters.equals("idempotencykey");
	}

}
