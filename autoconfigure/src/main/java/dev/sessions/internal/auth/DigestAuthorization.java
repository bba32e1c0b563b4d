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

package dev.sessions.internal.auth;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.sessions.internal.challenge.DigestChallenge;
import dev.sessions.internal.challenge.DigestResponder;
import dev.sessions.internal.text.UnicodeText;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The digest scheme of RFC 7616. The first request to a host is sent without a
 * credential. After its challenge is answered, later requests answer the same challenge
 * preemptively (section 3.3), until the host sends a new one.
 */
public final class DigestAuthorization implements Authorization {

	private static final Logger logger = LoggerFactory.getLogger(DigestAuthorization.class);

	private final String username;

	private final String password;

	/**
	 * The responders by host. Bounded by the number of hosts that may receive the
	 * credentials, because only their challenges are answered.
	 */
	private final Map<HttpHost, DigestResponder> nonces = new ConcurrentHashMap<>();

	/**
	 * Create an authorization.
	 * @param username the user name
	 * @param password the password
	 */
	public DigestAuthorization(String username, String password) {
		this.username = UnicodeText.require("The user name", username);
		this.password = UnicodeText.require("The password", password);
	}

	String username() {
		return this.username;
	}

	String password() {
		return this.password;
	}

	@Override
	public boolean authorize(HttpRequest request, HttpHost target) {
		if (request.containsHeader(HttpHeaders.AUTHORIZATION)) {
			return false;
		}
		DigestResponder nonce = this.nonces.get(target);
		if (nonce != null) {
			show(nonce, request, target);
		}
		return true;
	}

	private static boolean show(DigestResponder nonce, HttpRequest request, HttpHost target) {
		String answer = nonce.answer(request);
		if (answer == null) {
			logger.debug("{} requires a digest of the body, which can be read only once", target);
			return false;
		}
		request.addHeader(HttpHeaders.AUTHORIZATION, answer);
		return true;
	}

	private static @Nullable DigestChallenge challenge(HttpResponse response) {
		return DigestChallenge.strongest(response, HttpHeaders.WWW_AUTHENTICATE);
	}

	/**
	 * Repeats a request without a credential or with an answer to an earlier challenge,
	 * regardless of the reason of the 401.
	 */
	@Override
	public @Nullable Authorization renew(UnauthorizedResponse unauthorized) {
		DigestChallenge challenge = challenge(unauthorized.response());
		Header shown = unauthorized.request().getFirstHeader(HttpHeaders.AUTHORIZATION);
		String rejected = (shown != null) ? shown.getValue() : "";
		if (challenge == null || (challenge.isAnsweredBy(rejected) && !challenge.stale())) {
			return null;
		}
		return answer(challenge, unauthorized.target());
	}

	/**
	 * Answer a challenge with its own nonce, and keep the responder for later requests.
	 * If several requests are rejected concurrently, each one answers its own challenge.
	 */
	private Authorization answer(DigestChallenge challenge, HttpHost target) {
		DigestResponder nonce = this.nonces.compute(target,
				(host, present) -> (present != null && present.answers(challenge)) ? present
						: new DigestResponder(challenge, this.username, this.password));
		return new Answer(this, nonce);
	}

	@Override
	public Object user() {
		return List.of("digest", this.username);
	}

	@Override
	public String account() {
		return "digest:" + this.username;
	}

	/**
	 * Discards the challenges and keeps the password, so each host has to send a new
	 * challenge.
	 */
	@Override
	public boolean forget() {
		this.nonces.clear();
		return true;
	}

	@Override
	public String toString() {
		return "digest";
	}

	/**
	 * The answer to a new challenge. If it is rejected, the user name or the password is
	 * wrong, unless the server declares the nonce stale (section 3.3).
	 */
	private record Answer(DigestAuthorization digest, DigestResponder nonce) implements Authorization {

		@Override
		public boolean authorize(HttpRequest request, HttpHost target) {
			return !request.containsHeader(HttpHeaders.AUTHORIZATION) && show(this.nonce, request, target);
		}

		@Override
		public @Nullable Authorization renew(UnauthorizedResponse unauthorized) {
			DigestChallenge challenge = challenge(unauthorized.response());
			if (challenge != null && challenge.stale()) {
				return this.digest.answer(challenge, unauthorized.target());
			}
			this.digest.nonces.remove(unauthorized.target(), this.nonce);
			return null;
		}

		@Override
		public String toString() {
			return "digest";
		}

	}

}
