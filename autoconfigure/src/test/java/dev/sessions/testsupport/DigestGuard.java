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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Admits requests of one user, authenticated by the digest scheme of RFC 7616. A nonce is
 * valid for a number of requests, and a nonce count for one.
 */
public final class DigestGuard implements Answer {

	private static final Pattern PARAMETER = Pattern.compile("([\\w*]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^,\\s]+))");

	private final String username;

	private final String password;

	private final String algorithm;

	private final int usesOfNonce;

	private final Answer welcome;

	private final AtomicInteger issued = new AtomicInteger();

	private final Map<String, Set<String>> counts = new ConcurrentHashMap<>();

	/**
	 * Create a guard.
	 * @param username the user name
	 * @param password the password
	 * @param algorithm the algorithm
	 * @param usesOfNonce the number of requests for which a nonce is valid
	 * @param welcome the answer to admitted requests
	 */
	public DigestGuard(String username, String password, String algorithm, int usesOfNonce, Answer welcome) {
		this.username = username;
		this.password = password;
		this.algorithm = algorithm;
		this.usesOfNonce = usesOfNonce;
		this.welcome = welcome;
	}

	@Override
	public void send(ReceivedRequest request, Connection connection) throws IOException, InterruptedException {
		String authorization = request.header("Authorization");
		if (authorization == null || !authorization.startsWith("Digest ")) {
			challenge("").send(request, connection);
			return;
		}
		Map<String, String> answer = parse(authorization);
		Set<String> used = this.counts.get(String.valueOf(answer.get("nonce")));
		if (used == null || !isRight(answer, request)) {
			challenge("").send(request, connection);
		}
		else if (!used.add(answer.get("nc")) || used.size() > this.usesOfNonce) {
			challenge(", stale=true").send(request, connection);
		}
		else {
			this.welcome.send(request, connection);
		}
	}

	/**
	 * The number of issued nonces.
	 * @return the number
	 */
	public int issued() {
		return this.issued.get();
	}

	private Reply challenge(String more) {
		String nonce = "nonce-" + this.issued.incrementAndGet();
		this.counts.put(nonce, ConcurrentHashMap.newKeySet());
		return Reply.status(401)
			.body("who are you?")
			.header("WWW-Authenticate", "Digest realm=\"the \\\"realm\\\"\", qop=\"auth\", nonce=\"" + nonce
					+ "\", opaque=\"o\", algorithm=" + this.algorithm + more);
	}

	private boolean isRight(Map<String, String> answer, ReceivedRequest request) {
		if (answer.containsKey("username*") == answer.containsKey("username")) {
			return false;
		}
		String a1 = this.username + ":the \"realm\":" + this.password;
		if (this.algorithm.endsWith("-sess")) {
			a1 = hash(a1) + ":" + answer.get("nonce") + ":" + answer.get("cnonce");
		}
		String a2 = request.method() + ":" + request.target();
		String response = hash(hash(a1) + ":" + answer.get("nonce") + ":" + answer.get("nc") + ":"
				+ answer.get("cnonce") + ":auth:" + hash(a2));
		return response.equals(answer.get("response")) && request.target().equals(answer.get("uri"))
				&& "auth".equals(answer.get("qop")) && "o".equals(answer.get("opaque"));
	}

	private String hash(String text) {
		String name = this.algorithm.toUpperCase(Locale.ROOT)
			.replace("-SESS", "")
			.replace("SHA-512-256", "SHA-512/256");
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance(name).digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Map<String, String> parse(String authorization) {
		Map<String, String> parameters = new HashMap<>();
		Matcher matcher = PARAMETER.matcher(authorization);
		while (matcher.find()) {
			String quoted = matcher.group(2);
			parameters.put(matcher.group(1), (quoted != null) ? quoted.replaceAll("\\\\(.)", "$1") : matcher.group(3));
		}
		return parameters;
	}

}
