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

package dev.sessions.proxy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

import org.apache.hc.client5.http.auth.AuthChallenge;
import org.apache.hc.client5.http.auth.AuthenticationException;
import org.apache.hc.client5.http.auth.ChallengeType;
import org.apache.hc.client5.http.auth.MalformedChallengeException;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.AuthChallengeParser;
import org.apache.hc.client5.http.impl.auth.DigestScheme;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.NameValuePair;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.message.ParserCursor;
import org.jspecify.annotations.Nullable;

/**
 * Proves to one proxy who asks it: at once by the basic scheme (RFC 7617), and for good
 * by the digest scheme (RFC 7616) as soon as the proxy asks for that. Thread-safe.
 */
final class ProxyAuthentication {

	private static final String DIGEST = "Digest";

	private final HttpHost host;

	private final UsernamePasswordCredentials credentials;

	private final String basic;

	private final ReentrantLock lock = new ReentrantLock();

	private @Nullable DigestScheme digest;

	private ProxyAuthentication(HttpHost host, String username, String password) {
		this.host = host;
		this.credentials = new UsernamePasswordCredentials(username, password.toCharArray());
		byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
		this.basic = "Basic " + Base64.getEncoder().encodeToString(pair);
	}

	static @Nullable ProxyAuthentication of(ProxyServer server) {
		String username = server.username();
		String password = server.password();
		return (username != null && password != null) ? new ProxyAuthentication(server.httpHost(), username, password)
				: null;
	}

	/**
	 * What a request has to show.
	 * @param request the request as it will be sent
	 * @return the value of its {@code Proxy-Authorization}
	 * @throws AuthenticationException if the proxy asked for what cannot be made
	 */
	String authorize(HttpRequest request) throws AuthenticationException {
		this.lock.lock();
		try {
			return (this.digest != null) ? this.digest.generateAuthResponse(this.host, request, null) : this.basic;
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Learn from a refusal. There is no way back from digest to basic.
	 * @param response the response with status 407
	 * @param refused what was refused
	 * @return whether it may help to ask again
	 */
	boolean learn(HttpResponse response, String refused) {
		AuthChallenge challenge = digestChallenge(response);
		if (challenge == null || (refused.startsWith(DIGEST) && !isStale(challenge))) {
			return false;
		}
		this.lock.lock();
		try {
			DigestScheme scheme = (this.digest != null) ? this.digest : new DigestScheme();
			scheme.processChallenge(challenge, null);
			scheme.isResponseReady(this.host, (scope, context) -> this.credentials, null);
			this.digest = scheme;
			return true;
		}
		catch (MalformedChallengeException | AuthenticationException ex) {
			return false;
		}
		finally {
			this.lock.unlock();
		}
	}

	private static @Nullable AuthChallenge digestChallenge(HttpResponse response) {
		for (Iterator<Header> headers = response.headerIterator(HttpHeaders.PROXY_AUTHENTICATE); headers.hasNext();) {
			String value = headers.next().getValue();
			try {
				for (AuthChallenge challenge : AuthChallengeParser.INSTANCE.parse(ChallengeType.PROXY, value,
						new ParserCursor(0, value.length()))) {
					if (DIGEST.equalsIgnoreCase(challenge.getSchemeName())) {
						return challenge;
					}
				}
			}
			catch (ParseException ex) {
				// no challenge that could be answered
			}
		}
		return null;
	}

	private static boolean isStale(AuthChallenge challenge) {
		List<NameValuePair> parameters = challenge.getParams();
		for (NameValuePair parameter : (parameters != null) ? parameters : List.<NameValuePair>of()) {
			if ("stale".equalsIgnoreCase(parameter.getName())) {
				return Boolean.parseBoolean(parameter.getValue());
			}
		}
		return false;
	}

}
