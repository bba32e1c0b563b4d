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

package dev.sessions.internal.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Recognizes names of headers, parameters and fields whose value is a secret. All
 * features use this list: a header with such a name is not sent to another origin after a
 * redirect, a default header with such a name is sent only to targets of the credentials,
 * and its value occurs in no log and no endpoint.
 */
public final class SecretNames {

	/**
	 * The accents of decomposed letters.
	 */
	private static final Pattern MARKS = Pattern.compile("\\p{M}+");

	private static final Pattern INNER_CODE = Pattern.compile("[.:\\[]code]?$", Pattern.CASE_INSENSITIVE);

	/**
	 * Secret anywhere in a name, regardless of how its words are joined. Without accents
	 * and decomposed, like the results of {@code fold}. The list is not folded at run
	 * time, because loading the normalizer takes time that most applications never need.
	 */
	private static final List<String> PARTS = List.of("password", "passwd", "passphrase", "passcode", "pwd", "secret",
			"token", "credential", "authorization", "authorisation", "authenticat", "signature", "assertion", "cookie",
			"session", "sessid", "2fa", "jwt", "nonce", "verifier", "csrf", "xsrf", "saml", "apikey", "accesskey",
			"authkey", "privatekey", "secretkey", "masterkey", "sharedkey", "signingkey", "encryptionkey",
			"subscriptionkey", "connectionstring", "vcapservices", "identityheader", "mnemonic", "seedphrase",
			"recoveryphrase", "securityanswer", "secretanswer", "challengeanswer", "passwort", "kennwort", "geheim",
			"senha", "palavrapasse", "contrasena", "contrasenya", "motdepasse", "parola", "parolachiave", "wachtwoord",
			"losenord", "passord", "adgangskode", "kodeord", "salasana", "has\u0142o", "haslo", "heslo", "jelszo",
			"sifre", "lozinka", "parool", "\u043f\u0430\u0440\u043e\u043b\u044c", "\u5bc6\u7801", "\u5bc6\u78bc",
			"\u30cf\u30b9\u30ef\u30fc\u30c8", "\u1107\u1175\u1106\u1175\u11af\u1107\u1165\u11ab\u1112\u1169");

	/**
	 * Secret as a word of a name.
	 */
	private static final Set<String> WORDS = Set.of("pin", "mpin", "sig", "pw", "sas", "hmac", "cvv", "cvc", "cred",
			"bearer", "dpop", "sess", "pat", "tan", "itan", "mtan", "mfa", "tfa", "seed", "clave", "mdp");

	/**
	 * Secret at the end of a name: codes that users enter, and those of OAuth 2.0 and its
	 * device grant. The URI of a pushed authorization request is as secret as the
	 * request.
	 */
	private static final List<String> ENDINGS = List.of("authcode", "devicecode", "usercode", "verificationcode",
			"securitycode", "recoverycode", "backupcode", "accesscode", "smscode", "resetcode", "activationcode",
			"logincode", "mfacode", "pincode", "requesturi", "ticket");

	/**
	 * Words before or with {@code key} that do not name a secret.
	 */
	private static final Set<String> HARMLESS_KEYS = Set.of("idempotency", "surrogate", "cache", "socket", "websocket",
			"sort", "partition", "routing", "foreign", "mon", "don", "tur", "hoc", "joc", "whis", "hot");

	/**
	 * The end of a name that describes a secret: its type, its lifetime, or how and where
	 * a server issues it (RFC 8414).
	 */
	private static final Pattern DESCRIPTION = Pattern.compile(
			"(?:type|type_?hint|endpoint|iframe|supported|method|alg|ttl|lifetime|expir(?:es([_-]?(in|at))?|y|ation))$",
			Pattern.CASE_INSENSITIVE);

	private static final Set<String> HARMLESS_PASSES = Set.of("compass", "bypass", "encompass", "surpass", "trespass",
			"overpass", "underpass");

	private SecretNames() {
	}

	/**
	 * Return whether a name is that of a secret, regardless of how its words are joined.
	 * A name with an escape counts as secret.
	 * @param name the name of a header, parameter or field
	 * @return whether its value is a secret
	 */
	public static boolean contains(String name) {
		if (name.indexOf('\\') >= 0 || name.indexOf('%') >= 0) {
			return true;
		}
		String folded = fold(name);
		List<String> words = words(folded);
		String letters = String.join("", words);
		if (letters.equals("keys")) {
			// usually the keys of an object
			return false;
		}
		if (hasPart(letters) || WORDS.contains(letters)) {
			return true;
		}
		for (int i = 0; i < words.size(); i++) {
			if (isSecret(words, i)) {
				return true;
			}
		}
		return endsWithCode(folded, singular(letters));
	}

	/**
	 * Return whether a name describes a secret, such as {@code token_endpoint}, if it
	 * names one at all.
	 * @param name the name of a field
	 * @return whether its value is not a secret by itself
	 */
	public static boolean isDescription(String name) {
		return DESCRIPTION.matcher(name).find();
	}

	private static boolean hasPart(String letters) {
		for (String part : PARTS) {
			if (letters.contains(part)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isSecret(List<String> words, int at) {
		String word = singular(withoutNumber(words.get(at)));
		boolean last = at == words.size() - 1;
		return WORDS.contains(word) || word.endsWith("auth") || word.startsWith("otp") || word.endsWith("otp")
				|| (word.endsWith("sid") && !word.endsWith("ssid"))
				|| (last && word.endsWith("pass") && !HARMLESS_PASSES.contains(word))
				|| (word.endsWith("key") && !isHarmless(word, (at > 0) ? words.get(at - 1) : ""));
	}

	private static boolean isHarmless(String key, String before) {
		String stem = key.substring(0, key.length() - "key".length());
		return HARMLESS_KEYS.contains(stem.isEmpty() ? before : stem);
	}

	/**
	 * Return whether a name is that of a secret code: {@code code} alone or as an inner
	 * field, but not, for example, a country code.
	 */
	private static boolean endsWithCode(String name, String letters) {
		if (letters.equals("code") || ENDINGS.stream().anyMatch(letters::endsWith)) {
			return true;
		}
		return INNER_CODE.matcher(name).find();
	}

	/**
	 * Return the words of a name in lower case. A character other than a letter or digit
	 * separates words, and a capital starts one.
	 */
	private static List<String> words(String name) {
		List<String> words = new ArrayList<>();
		int begin = 0;
		for (int i = 0; i <= name.length(); i++) {
			boolean joint = i == name.length() || !isLetterOrDigit(name.charAt(i));
			if (joint || beginsWord(name, i)) {
				if (begin < i) {
					words.add(name.substring(begin, i).toLowerCase(Locale.ROOT));
				}
				begin = joint ? i + 1 : i;
			}
		}
		return words;
	}

	private static boolean isLetterOrDigit(char c) {
		return Character.isLetterOrDigit(c) || Character.isSurrogate(c);
	}

	private static boolean beginsWord(String name, int at) {
		if (at == 0 || !Character.isUpperCase(name.charAt(at))) {
			return false;
		}
		boolean withinCapitals = Character.isUpperCase(name.charAt(at - 1));
		return !withinCapitals || (at + 1 < name.length() && Character.isLowerCase(name.charAt(at + 1)));
	}

	private static String withoutNumber(String word) {
		int end = word.length();
		while (end > 1 && Character.isDigit(word.charAt(end - 1))) {
			end--;
		}
		return word.substring(0, end);
	}

	private static String singular(String word) {
		return (word.length() > 3 && word.endsWith("s") && !word.endsWith("ss")) ? word.substring(0, word.length() - 1)
				: word;
	}

	/**
	 * Return a name without accents and with compatibility characters replaced.
	 */
	private static String fold(String name) {
		for (int i = 0; i < name.length(); i++) {
			if (name.charAt(i) > 0x7F) {
				return MARKS.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD)).replaceAll("");
			}
		}
		return name;
	}

}
