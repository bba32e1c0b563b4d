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

package dev.sessions.testsupport;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A response to a digest challenge, parsed and verified as by a server, independently of
 * the sessions' code.
 */
public final class DigestAnswer {

	private static final Pattern PARAMETER = Pattern.compile("([\\w*]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,\\s\"]+))");

	private final String header;

	private final Map<String, String> parameters = new LinkedHashMap<>();

	/**
	 * Parse a response.
	 * @param header the value of {@code Authorization} or {@code Proxy-Authorization}
	 */
	public DigestAnswer(String header) {
		this.header = header;
		Matcher matcher = PARAMETER.matcher(header);
		while (matcher.find()) {
			String quoted = matcher.group(2);
			this.parameters.put(matcher.group(1),
					(quoted != null) ? quoted.replaceAll("\\\\(.)", "$1") : matcher.group(3));
		}
	}

	/**
	 * The parameters.
	 * @return their values without quotes
	 */
	public Map<String, String> parameters() {
		return Map.copyOf(this.parameters);
	}

	/**
	 * The user name, in either notation.
	 * @return the name
	 */
	public String username() {
		String extended = this.parameters.get("username*");
		if (extended != null) {
			return URLDecoder.decode(extended.substring("UTF-8''".length()).replace("+", "%2B"),
					StandardCharsets.UTF_8);
		}
		return String.valueOf(this.parameters.get("username"));
	}

	/**
	 * Whether the response is that of RFC 7616, section 3.4.1, or of RFC 2069 without
	 * qop.
	 * @param username the user name
	 * @param password the password
	 * @param method the method of the request
	 * @return whether the response is correct
	 */
	public boolean isRight(String username, String password, String method) {
		String algorithm = this.parameters.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
		String hash = algorithm.replace("-SESS", "").replace("SHA-512-256", "SHA-512/256");
		String nonce = this.parameters.get("nonce");
		String cnonce = this.parameters.get("cnonce");
		String a1 = username + ":" + this.parameters.get("realm") + ":" + password;
		if (algorithm.endsWith("-SESS")) {
			a1 = hash(hash, a1) + ":" + nonce + ":" + cnonce;
		}
		String a2 = hash(hash, method + ":" + this.parameters.get("uri"));
		String qop = this.parameters.get("qop");
		String middle = (qop != null) ? nonce + ":" + this.parameters.get("nc") + ":" + cnonce + ":" + qop : nonce;
		return this.header.startsWith("Digest ") && username().equals(username)
				&& hash(hash, hash(hash, a1) + ":" + middle + ":" + a2).equals(this.parameters.get("response"));
	}

	private static String hash(String name, String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance(name).digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String toString() {
		return this.header;
	}

}
