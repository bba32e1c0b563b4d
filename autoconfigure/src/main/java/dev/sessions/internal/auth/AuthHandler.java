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

import java.io.IOException;

import dev.sessions.internal.body.RequestBody;
import dev.sessions.internal.text.RedactedRequest;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds the credentials to a request if its target may receive them. It runs inside
 * redirects and retries, so it decides for each hop and each attempt. A rejected request
 * is repeated within the same attempt if the credential has changed or is sent only after
 * a challenge.
 */
public final class AuthHandler implements ExecChainHandler {

	/**
	 * One for the challenge or the new credential, and one for a stale nonce.
	 */
	private static final int MAX_REPETITIONS = 2;

	private static final Logger logger = LoggerFactory.getLogger(AuthHandler.class);

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		if (scope.clientContext instanceof AuthScope auth) {
			Authorization authorization = auth.authorization();
			HttpHost target = scope.route.getTargetHost();
			auth.restoreDefaults(request, target);
			if (authorization != null && auth.mayAuthorize(target)) {
				Authorization shown = authorization.forCall(auth);
				ClassicHttpRequest sent = shown.isInPath() ? RedactedRequest.copyOf(request) : request;
				if (authorize(sent, target, auth, shown)) {
					return proceed(sent, scope, chain, auth, shown);
				}
			}
		}
		return chain.proceed(request, scope);
	}

	private static ClassicHttpResponse proceed(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain,
			AuthScope auth, Authorization authorization) throws IOException, HttpException {
		HttpHost target = scope.route.getTargetHost();
		ClassicHttpRequest sent = request;
		Authorization shown = authorization;
		for (int repetitions = 0;; repetitions++) {
			ClassicHttpResponse response = chain.proceed(sent, scope);
			if (!shown.isRejection(sent, target, response)) {
				return response;
			}
			Authorization renewed = (repetitions < MAX_REPETITIONS)
					? renew(shown, new UnauthorizedResponse(sent, target, response), response) : null;
			if (renewed == null || !isRepeatable(sent)) {
				return rejected(response, renewed != null);
			}
			response.close();
			sent = RedactedRequest.copyOf(scope.originalRequest);
			auth.restoreDefaults(sent, target);
			authorize(sent, target, auth, renewed);
			shown = renewed;
		}
	}

	/**
	 * Authorize a request, and report the parameter that the credential appends to the
	 * query.
	 */
	private static boolean authorize(ClassicHttpRequest request, HttpHost target, AuthScope auth,
			Authorization authorization) throws IOException, HttpException {
		if (!authorization.isInPath()) {
			return authorization.authorize(request, target);
		}
		String path = request.getPath();
		boolean responsible = authorization.authorize(request, target);
		String sent = request.getPath();
		if (sent.length() > path.length()) {
			auth.addedToQuery(sent.substring(Math.max(sent.lastIndexOf('?'), sent.lastIndexOf('&')) + 1));
		}
		return responsible;
	}

	private static @Nullable Authorization renew(Authorization shown, UnauthorizedResponse unauthorized,
			ClassicHttpResponse response) throws IOException, HttpException {
		try {
			return shown.renew(unauthorized);
		}
		catch (IOException | HttpException | RuntimeException ex) {
			response.close();
			throw ex;
		}
	}

	/**
	 * Return the response if its status shows the rejection to the caller. Otherwise, for
	 * a success or a redirect that would lead to a login page, fail.
	 */
	private static ClassicHttpResponse rejected(ClassicHttpResponse response, boolean renewed)
			throws IOException, NoCredentialException {
		if (response.getCode() >= HttpStatus.SC_CLIENT_ERROR) {
			return response;
		}
		response.close();
		throw new NoCredentialException(
				renewed ? "the credential was rejected and is renewed now, but the request body can be read only once"
						: "the server rejects the credential, although it is new, with status " + response.getCode());
	}

	private static boolean isRepeatable(ClassicHttpRequest request) {
		boolean repeatable = RequestBody.isRepeatable(request);
		if (!repeatable) {
			logger.debug("The request is not repeated although another credential is available: "
					+ "the request body can be read only once");
		}
		return repeatable;
	}

}
