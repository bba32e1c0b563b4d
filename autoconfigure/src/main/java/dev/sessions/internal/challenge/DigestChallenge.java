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

package dev.sessions.internal.challenge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * A digest challenge of a server or a proxy (RFC 7616, section 3.3).
 *
 * @param parameters the parameters by name, except {@code stale}
 * @param stale whether the request was rejected because of an expired nonce; the password
 * may be correct
 */
public record DigestChallenge(Map<String, String> parameters, boolean stale) {

	private static final String SCHEME = "Digest";

	private static final String SESSION = "-SESS";

	/**
	 * The algorithms in order of increasing strength. A session variant is as strong as
	 * the plain algorithm.
	 */
	private static final List<String> ALGORITHMS = List.of("MD5", "SHA-256", "SHA-512-256");

	/**
	 * Return the strongest digest challenge of a response that can be answered, or the
	 * first of equally strong ones. Other schemes are ignored, so digest is never
	 * downgraded to basic.
	 * @param response the response
	 * @param header {@code WWW-Authenticate} or {@code Proxy-Authenticate}
	 * @return the challenge, or {@code null} if there is none
	 */
	public static @Nullable DigestChallenge strongest(HttpResponse response, String header) {
		DigestChallenge strongest = null;
		for (Challenge candidate : challenges(response, header)) {
			DigestChallenge challenge = of(candidate);
			if (challenge != null && (strongest == null || challenge.strength() > strongest.strength())) {
				strongest = challenge;
			}
		}
		return strongest;
	}

	/**
	 * Return whether all challenges of a response are digests.
	 * @param response the response
	 * @param header {@code WWW-Authenticate} or {@code Proxy-Authenticate}
	 * @return whether there is at least one challenge and all are digests
	 */
	public static boolean isAlone(HttpResponse response, String header) {
		List<Challenge> challenges = challenges(response, header);
		return !challenges.isEmpty()
				&& challenges.stream().allMatch((challenge) -> SCHEME.equalsIgnoreCase(challenge.scheme()));
	}

	private static List<Challenge> challenges(HttpResponse response, String header) {
		List<Challenge> challenges = new ArrayList<>();
		for (Iterator<Header> fields = response.headerIterator(header); fields.hasNext();) {
			String value = fields.next().getValue();
			challenges.addAll(Challenge.parse((value != null) ? value : ""));
		}
		return challenges;
	}

	private static @Nullable DigestChallenge of(Challenge candidate) {
		if (!SCHEME.equalsIgnoreCase(candidate.scheme())) {
			return null;
		}
		Map<String, String> parameters = new LinkedHashMap<>(candidate.parameters());
		boolean stale = "true".equalsIgnoreCase(parameters.remove("stale"));
		DigestChallenge challenge = new DigestChallenge(parameters, stale);
		return challenge.isAnswerable() ? challenge : null;
	}

	private boolean isAnswerable() {
		return this.parameters.containsKey("realm") && this.parameters.containsKey("nonce") && strength() >= 0
				&& (hasNoProtection() || offers("auth") || offers("auth-int"));
	}

	/**
	 * Return whether the answer follows RFC 2069, without a quality of protection. An
	 * empty list offers none.
	 */
	boolean hasNoProtection() {
		return offered().allMatch(String::isEmpty);
	}

	boolean offers(String protection) {
		return offered().anyMatch(protection::equalsIgnoreCase);
	}

	private Stream<String> offered() {
		return Arrays.stream(parameter("qop").split(",", -1)).map(String::trim);
	}

	private int strength() {
		return ALGORITHMS.indexOf(hash());
	}

	/**
	 * Return the name of the hash function in upper case.
	 */
	String hash() {
		String algorithm = algorithm();
		return isSession() ? algorithm.substring(0, algorithm.length() - SESSION.length()) : algorithm;
	}

	/**
	 * Return whether the password is hashed with the nonces (section 3.4.2).
	 */
	boolean isSession() {
		return algorithm().endsWith(SESSION);
	}

	private String algorithm() {
		return this.parameters.getOrDefault("algorithm", "MD5").trim().toUpperCase(Locale.ROOT);
	}

	/**
	 * Return whether a request has already answered this challenge.
	 * @param answer the value of the {@code Authorization} header, or an empty string
	 * @return whether the answer has the same nonce
	 */
	public boolean isAnsweredBy(String answer) {
		return Challenge.parse(answer)
			.stream()
			.anyMatch((credential) -> SCHEME.equalsIgnoreCase(credential.scheme())
					&& parameter("nonce").equals(credential.parameters().get("nonce")));
	}

	/**
	 * Return whether an answer reuses a nonce. Such an answer was sent preemptively, and
	 * its rejection does not mean that the password is wrong.
	 * @param answer the value of an {@code Authorization} header
	 * @return whether the nonce count is not the first
	 */
	public static boolean isRepeated(String answer) {
		return Challenge.parse(answer)
			.stream()
			.map((credential) -> credential.parameters().get("nc"))
			.anyMatch((count) -> count != null && !count.equals(DigestResponder.FIRST));
	}

	/**
	 * Return a parameter.
	 * @param name the name in lower case
	 * @return the value, or an empty string if there is none
	 */
	String parameter(String name) {
		return this.parameters.getOrDefault(name, "");
	}

}
