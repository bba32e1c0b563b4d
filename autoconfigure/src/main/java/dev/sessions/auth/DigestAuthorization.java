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

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * The digest scheme of RFC 7616. The first request to a host is sent without a
 * credential; what that asks for is answered, and later requests are sent with an answer
 * to the same challenge at once (section 3.3), until the host asks anew.
 */
final class DigestAuthorization implements Authorization {

	private final UsernamePasswordCredentials credentials;

	/**
	 * One for each host that may see the credentials, as only those are answered.
	 */
	private final Map<HttpHost, DigestNonce> nonces = new ConcurrentHashMap<>();

	DigestAuthorization(String username, String password) {
		this.credentials = new UsernamePasswordCredentials(username, password.toCharArray());
	}

	@Override
	public boolean authorize(HttpRequest request, HttpHost target) {
		if (request.containsHeader(HttpHeaders.AUTHORIZATION)) {
			return false;
		}
		DigestNonce nonce = this.nonces.get(target);
		if (nonce != null) {
			nonce.authorize(request, target);
		}
		return true;
	}

	/**
	 * A request that showed nothing, or what had been asked for earlier, is answered
	 * whatever the reason.
	 */
	@Override
	public @Nullable Authorization renew(Refusal refusal) {
		DigestChallenge challenge = DigestChallenge.strongest(refusal.response());
		if (challenge == null || (challenge.isAnsweredBy(refusal.request()) && !challenge.stale())) {
			return null;
		}
		return answer(challenge, refusal.target());
	}

	/**
	 * Each challenge is answered by a nonce of its own, and the last one is kept. So
	 * whoever is refused at the same time as others shows what he himself was asked for.
	 */
	private @Nullable Authorization answer(DigestChallenge challenge, HttpHost target) {
		DigestNonce nonce = this.nonces.compute(target,
				(host, present) -> (present != null && present.answers(challenge)) ? present
						: new DigestNonce(challenge, this.credentials));
		return new Answer(nonce);
	}

	/**
	 * The password stays; hosts are asked for a new challenge.
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
	 * The answer to a challenge that has just come. If it is refused, the user or the
	 * password is wrong, unless the server says that it is the nonce (section 3.3).
	 */
	private final class Answer implements Authorization {

		private final DigestNonce nonce;

		Answer(DigestNonce nonce) {
			this.nonce = nonce;
		}

		@Override
		public boolean authorize(HttpRequest request, HttpHost target) {
			return !request.containsHeader(HttpHeaders.AUTHORIZATION) && this.nonce.authorize(request, target);
		}

		@Override
		public @Nullable Authorization renew(Refusal refusal) {
			DigestChallenge challenge = DigestChallenge.strongest(refusal.response());
			if (challenge != null && challenge.stale()) {
				return answer(challenge, refusal.target());
			}
			DigestAuthorization.this.nonces.remove(refusal.target(), this.nonce);
			return null;
		}

		@Override
		public String toString() {
			return "digest";
		}

	}

}
