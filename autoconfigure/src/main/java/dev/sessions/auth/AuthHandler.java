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

import java.io.IOException;

import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds the credentials to a request, if its target may see them. Being below the
 * redirects and the retries, it decides anew for each hop and each attempt. A request
 * that is refused with 401 is sent once more where that may help: when the credential has
 * changed, or is one that waits to be asked for. This is part of the same attempt.
 */
public final class AuthHandler implements ExecChainHandler {

	/**
	 * One for the challenge, or the new credential, and one for a nonce that was stale.
	 */
	private static final int MAX_REPETITIONS = 2;

	private static final Logger logger = LoggerFactory.getLogger(AuthHandler.class);

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		if (scope.clientContext instanceof AuthScope auth) {
			Authorization authorization = auth.authorization();
			HttpHost target = scope.route.getTargetHost();
			if (authorization != null && auth.mayAuthorize(target)) {
				Authorization shown = authorization.forCall(auth);
				if (shown.authorize(request, target)) {
					return proceed(request, scope, chain, shown);
				}
			}
		}
		return chain.proceed(request, scope);
	}

	private static ClassicHttpResponse proceed(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain,
			Authorization authorization) throws IOException, HttpException {
		HttpHost target = scope.route.getTargetHost();
		ClassicHttpRequest sent = request;
		Authorization shown = authorization;
		for (int repetitions = 0;; repetitions++) {
			ClassicHttpResponse response = chain.proceed(sent, scope);
			if (response.getCode() != HttpStatus.SC_UNAUTHORIZED || repetitions == MAX_REPETITIONS) {
				return response;
			}
			Authorization renewed = renew(shown, new Refusal(sent, target, response), response);
			if (renewed == null || !isRepeatable(sent)) {
				return response;
			}
			response.close();
			sent = ClassicRequestBuilder.copy(scope.originalRequest).build();
			renewed.authorize(sent, target);
			shown = renewed;
		}
	}

	private static @Nullable Authorization renew(Authorization shown, Refusal refusal, ClassicHttpResponse response)
			throws IOException, HttpException {
		try {
			return shown.renew(refusal);
		}
		catch (IOException | HttpException | RuntimeException ex) {
			response.close();
			throw ex;
		}
	}

	private static boolean isRepeatable(ClassicHttpRequest request) {
		boolean repeatable = request.getEntity() == null || request.getEntity().isRepeatable();
		if (!repeatable) {
			logger.debug("Status 401 is the result, though there is another credential: "
					+ "the request body can be read only once");
		}
		return repeatable;
	}

}
