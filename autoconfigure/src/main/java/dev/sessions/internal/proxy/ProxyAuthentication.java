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

package dev.sessions.internal.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import dev.sessions.internal.challenge.DigestChallenge;
import dev.sessions.internal.challenge.DigestResponder;
import dev.sessions.settings.ProxyServer;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Authenticates a session to one proxy: preemptively with the basic scheme (RFC 7617),
 * and only with the digest scheme (RFC 7616) once the proxy has sent a digest challenge.
 * Thread-safe.
 */
final class ProxyAuthentication {

	private static final String DIGEST = "Digest";

	private final ProxyServer server;

	private final String username;

	private final String password;

	private final String basic;

	private volatile @Nullable DigestResponder digest;

	private ProxyAuthentication(ProxyServer server, String username, String password) {
		this.server = server;
		this.username = username;
		this.password = password;
		byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
		this.basic = "Basic " + Base64.getEncoder().encodeToString(pair);
	}

	static @Nullable ProxyAuthentication of(ProxyServer server) {
		String username = server.username();
		String password = server.password();
		return (username != null && password != null) ? new ProxyAuthentication(server, username, password) : null;
	}

	/**
	 * Return the credentials for a request.
	 * @param request the request as it will be sent
	 * @return the value of its {@code Proxy-Authorization}
	 * @throws PermanentProxyException if the proxy requires a response to its challenge
	 * that cannot be computed
	 */
	String authorize(HttpRequest request) throws PermanentProxyException {
		DigestResponder nonce = this.digest;
		if (nonce == null) {
			return this.basic;
		}
		String answer = nonce.answer(request);
		if (answer == null) {
			throw unsupported("a digest of the body, which can be read only once");
		}
		return answer;
	}

	/**
	 * Process a challenge. Digest is never downgraded to basic.
	 * @param response the response with status 407
	 * @param rejected the rejected credentials
	 * @return whether repeating the request may help
	 * @throws PermanentProxyException if the proxy requires a response to its challenge
	 * that cannot be computed
	 */
	boolean learn(HttpResponse response, String rejected) throws PermanentProxyException {
		DigestChallenge challenge = DigestChallenge.strongest(response, HttpHeaders.PROXY_AUTHENTICATE);
		if (challenge == null && DigestChallenge.isAlone(response, HttpHeaders.PROXY_AUTHENTICATE)) {
			throw unsupported("a digest with an unknown algorithm");
		}
		if (challenge == null
				|| (rejected.startsWith(DIGEST) && !challenge.stale() && !isForgotten(challenge, rejected))) {
			return false;
		}
		this.digest = new DigestResponder(challenge, this.username, this.password);
		return true;
	}

	/**
	 * Return whether the proxy has replaced a nonce that it accepted before. Not all
	 * proxies mark the old one as stale.
	 */
	private static boolean isForgotten(DigestChallenge challenge, String rejected) {
		return DigestChallenge.isRepeated(rejected) && !challenge.isAnsweredBy(rejected);
	}

	private PermanentProxyException unsupported(String what) {
		return new PermanentProxyException(this.server, "requires credentials that cannot be computed: " + what, null);
	}

}
