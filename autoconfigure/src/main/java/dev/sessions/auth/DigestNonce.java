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

import java.util.concurrent.locks.ReentrantLock;

import org.apache.hc.client5.http.auth.AuthenticationException;
import org.apache.hc.client5.http.auth.MalformedChallengeException;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.DigestScheme;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers to one challenge. Each has a nonce count of its own (RFC 7616, section 3.4).
 * Thread-safe, which HttpClient's own is not.
 */
final class DigestNonce {

	private static final Logger logger = LoggerFactory.getLogger(DigestNonce.class);

	private final DigestChallenge challenge;

	private final DigestScheme scheme = new DigestScheme();

	private final ReentrantLock lock = new ReentrantLock();

	DigestNonce(DigestChallenge challenge, UsernamePasswordCredentials credentials) {
		this.challenge = challenge;
		try {
			this.scheme.processChallenge(challenge.challenge(), null);
			this.scheme.isResponseReady(new HttpHost("origin"), (scope, context) -> credentials, null);
		}
		catch (MalformedChallengeException | AuthenticationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	boolean answers(DigestChallenge other) {
		return this.challenge.parameters().equals(other.parameters());
	}

	/**
	 * Authorize a request.
	 * @return whether that could be done
	 */
	boolean authorize(HttpRequest request, HttpHost target) {
		this.lock.lock();
		try {
			request.addHeader(HttpHeaders.AUTHORIZATION, this.scheme.generateAuthResponse(target, request, null));
			return true;
		}
		catch (AuthenticationException ex) {
			logger.debug("{} asks for a digest that cannot be given: {}", target, ex.getMessage());
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

}
