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

import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.hc.client5.http.auth.AuthChallenge;
import org.apache.hc.client5.http.auth.ChallengeType;
import org.apache.hc.client5.http.auth.StandardAuthScheme;
import org.apache.hc.client5.http.impl.auth.AuthChallengeParser;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.message.BasicNameValuePair;
import org.apache.hc.core5.http.message.ParserCursor;
import org.jspecify.annotations.Nullable;

/**
 * What a server asks for by the digest scheme (RFC 7616, section 3.3).
 *
 * @param parameters the parameters by name, but for the next
 * @param stale whether the server says that it has forgotten the nonce it was shown, and
 * nothing against the password
 */
record DigestChallenge(Map<String, String> parameters, boolean stale) {

	/**
	 * From weak to strong. A session variant is as strong as the plain one.
	 */
	private static final List<String> ALGORITHMS = List.of("MD5", "SHA-256", "SHA-512-256");

	/**
	 * The strongest challenge of a response that can be answered, and of equal ones the
	 * first. Other schemes do not count: there is no way from digest to basic.
	 * @param response the response with status 401
	 * @return the challenge, or {@code null} if there is none
	 */
	static @Nullable DigestChallenge strongest(HttpResponse response) {
		DigestChallenge strongest = null;
		for (Iterator<Header> headers = response.headerIterator(HttpHeaders.WWW_AUTHENTICATE); headers.hasNext();) {
			for (AuthChallenge candidate : parse(headers.next().getValue())) {
				DigestChallenge challenge = of(candidate);
				if (challenge != null && (strongest == null || challenge.strength() > strongest.strength())) {
					strongest = challenge;
				}
			}
		}
		return strongest;
	}

	private static List<AuthChallenge> parse(@Nullable String header) {
		String value = (header != null) ? header : "";
		try {
			return AuthChallengeParser.INSTANCE.parse(ChallengeType.TARGET, value, new ParserCursor(0, value.length()));
		}
		catch (ParseException ex) {
			return List.of();
		}
	}

	private static @Nullable DigestChallenge of(AuthChallenge candidate) {
		if (!StandardAuthScheme.DIGEST.equalsIgnoreCase(candidate.getSchemeName()) || candidate.getParams() == null) {
			return null;
		}
		Map<String, String> parameters = new LinkedHashMap<>();
		for (NameValuePair parameter : candidate.getParams()) {
			if (parameter.getValue() != null) {
				parameters.putIfAbsent(parameter.getName().toLowerCase(Locale.ROOT), parameter.getValue());
			}
		}
		boolean stale = "true".equalsIgnoreCase(parameters.remove("stale"));
		DigestChallenge challenge = new DigestChallenge(parameters, stale);
		return challenge.isAnswerable() ? challenge : null;
	}

	private boolean isAnswerable() {
		return this.parameters.containsKey("realm") && this.parameters.containsKey("nonce") && strength() >= 0
				&& (!this.parameters.containsKey("qop") || offers("auth") || offers("auth-int"));
	}

	private boolean offers(String protection) {
		return Arrays.stream(this.parameters.getOrDefault("qop", "").split(",", -1))
			.anyMatch((offered) -> offered.trim().equalsIgnoreCase(protection));
	}

	private int strength() {
		String algorithm = this.parameters.getOrDefault("algorithm", "MD5").toUpperCase(Locale.ROOT);
		return ALGORITHMS
			.indexOf(algorithm.endsWith("-SESS") ? algorithm.substring(0, algorithm.length() - 5) : algorithm);
	}

	/**
	 * Whether a request has an answer to this already.
	 */
	boolean isAnsweredBy(HttpRequest request) {
		Header header = request.getFirstHeader(HttpHeaders.AUTHORIZATION);
		String answer = (header != null) ? header.getValue() : "";
		return parse(answer).stream()
			.map(DigestChallenge::of)
			.anyMatch((one) -> one != null && one.nonce().equals(nonce()));
	}

	private String nonce() {
		return this.parameters.getOrDefault("nonce", "");
	}

	/**
	 * The challenge as it is given to HttpClient. Of the qualities of protection it is
	 * left {@code auth} where that is offered, as {@code auth-int} would read each body
	 * twice. User names are not hashed, which is for the client to choose (section
	 * 3.4.4): HttpClient hashes the name also where the password is (section 3.4.2).
	 */
	AuthChallenge challenge() {
		Map<String, String> left = new LinkedHashMap<>(this.parameters);
		left.remove("userhash");
		left.computeIfPresent("qop", (name, offered) -> offers("auth") ? "auth" : "auth-int");
		return new AuthChallenge(ChallengeType.TARGET, StandardAuthScheme.DIGEST,
				left.entrySet()
					.stream()
					.map((parameter) -> new BasicNameValuePair(parameter.getKey(), parameter.getValue()))
					.toArray(NameValuePair[]::new));
	}

}
