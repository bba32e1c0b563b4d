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

package dev.sessions.internal.oauth2;

import java.util.concurrent.Executor;
import java.util.function.Consumer;

import dev.sessions.internal.auth.AuthScope;
import dev.sessions.settings.OAuth2Settings;
import org.apache.hc.client5.http.classic.HttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests tokens on a thread of its own. The request belongs to no call: a call that
 * gives up does not take it away from the others, and a server that answers more slowly
 * than any call can wait still delivers its token. Thread-safe.
 */
final class TokenRequester {

	private static final Logger logger = LoggerFactory.getLogger(TokenRequester.class);

	private final TokenEndpoint endpoint;

	private final Executor threads;

	private final String origin;

	TokenRequester(OAuth2Settings settings, Executor threads) {
		this.endpoint = new TokenEndpoint(settings);
		this.threads = threads;
		this.origin = settings.origin();
	}

	/**
	 * Return what is requested, for messages.
	 */
	String description() {
		return "an access token from " + this.origin;
	}

	/**
	 * Request a token.
	 * @param client the client to send the request with
	 * @param call the call that needs the token; notified of how long the request took
	 * @param complete called exactly once, also if no thread can be started
	 */
	void start(HttpClient client, AuthScope call, Consumer<TokenOutcome> complete) {
		try {
			this.threads.execute(() -> run(client, call, complete));
		}
		catch (Throwable ex) {
			// no thread is available; waiting calls must fail instead of waiting for one
			complete.accept(failed(ex));
		}
	}

	private void run(HttpClient client, AuthScope call, Consumer<TokenOutcome> complete) {
		long begun = call.time().nanoTime();
		TokenOutcome outcome = TokenOutcome.ABANDONED;
		try {
			outcome = request(client, call);
			if (!outcome.isAbandoned()) {
				call.issued(call.time().nanoTime() - begun, outcome.token() != null);
			}
		}
		catch (Throwable ex) {
			logger.debug("The request for {} failed unexpectedly", description(), ex);
			outcome = outcome.isAbandoned() ? failed(ex) : outcome;
		}
		finally {
			complete.accept(outcome);
		}
	}

	private TokenOutcome request(HttpClient client, AuthScope call) {
		try {
			TokenEndpoint.Token issued = this.endpoint.request(client);
			AccessToken token = new AccessToken(issued.value(), issued.lifetime(), call.time());
			return new TokenOutcome(token, null);
		}
		catch (TokenEndpointException ex) {
			// closing a session aborts its request, which is not the endpoint's fault
			return call.isSessionClosed() ? TokenOutcome.ABANDONED : new TokenOutcome(null, ex.getMessage());
		}
	}

	private TokenOutcome failed(Throwable failure) {
		return new TokenOutcome(null, this.origin + ": the request failed (" + failure.getClass().getName() + ")",
				(failure instanceof AssertionError assertion) ? assertion : null);
	}

}
