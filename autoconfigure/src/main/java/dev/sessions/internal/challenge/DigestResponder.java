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

import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Answers one digest challenge and keeps its nonce count (RFC 7616, section 3.4). It
 * prefers the quality of protection {@code auth}, because {@code auth-int} reads each
 * body twice. User names are not hashed, which is optional for clients (section 3.4.4).
 * Thread-safe.
 */
public final class DigestResponder {

	/**
	 * The first nonce count (section 3.4).
	 */
	static final String FIRST = "00000001";

	private static final SecureRandom random = new SecureRandom();

	private static final int CNONCE_BYTES = 16;

	private final DigestChallenge challenge;

	private final DigestHash hash;

	private final String username;

	/**
	 * The quality of protection, empty for RFC 2069.
	 */
	private final String protection;

	private final String cnonce;

	/**
	 * H(A1) of section 3.4.2.
	 */
	private final String secret;

	private final AtomicInteger count = new AtomicInteger();

	/**
	 * Create a responder.
	 * @param challenge the challenge
	 * @param username the user name
	 * @param password the password
	 */
	public DigestResponder(DigestChallenge challenge, String username, String password) {
		this.challenge = challenge;
		this.hash = new DigestHash(challenge.hash());
		this.username = username;
		this.protection = challenge.hasNoProtection() ? "" : challenge.offers("auth") ? "auth" : "auth-int";
		this.cnonce = cnonce();
		String user = this.hash.of(DigestHash.own(username), received("realm"), DigestHash.own(password));
		this.secret = challenge.isSession()
				? this.hash.of(DigestHash.own(user), received("nonce"), DigestHash.own(this.cnonce)) : user;
	}

	private static String cnonce() {
		byte[] bytes = new byte[CNONCE_BYTES];
		random.nextBytes(bytes);
		return HexFormat.of().formatHex(bytes);
	}

	private byte[] received(String parameter) {
		return DigestHash.received(this.challenge.parameter(parameter));
	}

	/**
	 * Return whether this responder also answers another challenge.
	 * @param other the other challenge
	 * @return whether all parameters are equal
	 */
	public boolean answers(DigestChallenge other) {
		return this.challenge.parameters().equals(other.parameters());
	}

	/**
	 * Answer the challenge for a request.
	 * @param request the request as it will be sent
	 * @return the value of the {@code Authorization} or {@code Proxy-Authorization}
	 * header, or {@code null} if the body must be hashed but cannot be read, or only once
	 */
	public @Nullable String answer(HttpRequest request) {
		String secured = secured(request);
		if (secured == null) {
			return null;
		}
		String counted = HexFormat.of().toHexDigits(this.count.incrementAndGet());
		DigestHeader header = new DigestHeader().user(this.username)
			.quoted("realm", this.challenge.parameter("realm"))
			.quoted("nonce", this.challenge.parameter("nonce"))
			.quoted("uri", request.getRequestUri())
			.quoted("response", response(secured, counted));
		if (this.challenge.parameters().containsKey("algorithm")) {
			header.bare("algorithm", this.challenge.parameter("algorithm").trim());
		}
		if (this.challenge.parameters().containsKey("opaque")) {
			header.quoted("opaque", this.challenge.parameter("opaque"));
		}
		if (!this.protection.isEmpty()) {
			header.bare("qop", this.protection).bare("nc", counted);
		}
		if (!this.protection.isEmpty() || this.challenge.isSession()) {
			header.quoted("cnonce", this.cnonce);
		}
		return header.toString();
	}

	/**
	 * Return the response parameter (section 3.4.1, and RFC 2069, section 2.1.2).
	 */
	private String response(String secured, String counted) {
		byte[] first = DigestHash.own(this.secret);
		byte[] last = DigestHash.own(secured);
		return this.protection.isEmpty() ? this.hash.of(first, received("nonce"), last)
				: this.hash.of(first, received("nonce"), DigestHash.own(counted), DigestHash.own(this.cnonce),
						DigestHash.own(this.protection), last);
	}

	/**
	 * Return H(A2) of section 3.4.3, or {@code null} if the body cannot be hashed.
	 */
	private @Nullable String secured(HttpRequest request) {
		byte[] method = DigestHash.own(request.getMethod());
		byte[] uri = DigestHash.received(request.getRequestUri());
		if (!this.protection.equals("auth-int")) {
			return this.hash.of(method, uri);
		}
		HttpEntity body = (request instanceof ClassicHttpRequest withBody) ? withBody.getEntity() : null;
		if (body != null && !body.isRepeatable()) {
			return null;
		}
		try {
			return this.hash.of(method, uri, DigestHash.own(this.hash.of(body)));
		}
		catch (IOException ex) {
			return null;
		}
	}

}
