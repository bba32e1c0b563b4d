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
import org.jspecify.annotations.Nullable;
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

	private final TokenSharing sharing;

	private final Executor threads;

	private final String origin;

	/**
	 * Create a requester.
	 * @param settings the client that tokens are requested for
	 * @param threads starts the thread of a request
	 * @param adopt is given tokens that other instances requested, without being asked
	 */
	TokenRequester(OAuth2Settings settings, Executor threads, Consumer<AccessToken> adopt) {
		this.endpoint = new TokenEndpoint(settings);
		this.sharing = new TokenSharing(settings, adopt);
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
	 * @param unusable the token in whose place another one is needed, or {@code null}
	 * @param complete called exactly once, also if no thread can be started
	 */
	void start(HttpClient client, AuthScope call, @Nullable AccessToken unusable, Consumer<TokenOutcome> complete) {
		try {
			this.threads.execute(() -> run(client, call, unusable, complete));
		}
		catch (Throwable ex) {
			// no thread is available; waiting calls must fail instead of waiting for one
			complete.accept(failed(ex));
		}
	}

	private void run(HttpClient client, AuthScope call, @Nullable AccessToken unusable,
			Consumer<TokenOutcome> complete) {
		TokenOutcome outcome = TokenOutcome.ABANDONED;
		try {
			outcome = request(client, call, unusable);
		}
		catch (Throwable ex) {
			logger.debug("The request for {} failed unexpectedly", description(), ex);
			outcome = failed(ex);
		}
		finally {
			complete.accept(outcome);
		}
	}

	private TokenOutcome request(HttpClient client, AuthScope call, @Nullable AccessToken unusable) {
		try {
			SharedTokens shared = this.sharing.of(call);
			if (shared != null) {
				return new TokenOutcome(obtain(shared, client, call, unusable), null);
			}
			TokenEndpoint.Token issued = issue(client, call);
			return new TokenOutcome(new AccessToken(issued.value(), issued.lifetime(), call.time()), null);
		}
		catch (TokenEndpointException ex) {
			// closing a session aborts its request, which is not the endpoint's fault
			return call.isSessionClosed() ? TokenOutcome.ABANDONED : new TokenOutcome(null, ex.getMessage());
		}
	}

	private AccessToken obtain(SharedTokens shared, HttpClient client, AuthScope call, @Nullable AccessToken unusable) {
		SharedTokenRequest request = new SharedTokenRequest(shared, () -> issue(client, call), this.origin, call,
				unusable);
		try {
			return request.obtain();
		}
		finally {
			long waited = request.waitedNanos();
			if (waited > 0) {
				report(() -> call.tokenWait(waited));
			}
		}
	}

	private TokenEndpoint.Token issue(HttpClient client, AuthScope call) {
		long begun = call.time().nanoTime();
		try {
			TokenEndpoint.Token token = this.endpoint.request(client);
			report(() -> call.issued(call.time().nanoTime() - begun, true));
			return token;
		}
		catch (TokenEndpointException ex) {
			if (!call.isSessionClosed()) {
				report(() -> call.issued(call.time().nanoTime() - begun, false));
			}
			throw ex;
		}
	}

	private void report(Runnable notification) {
		try {
			notification.run();
		}
		catch (Throwable ex) {
			// a listener that fails loses no token
			logger.debug("A listener for {} failed", description(), ex);
		}
	}

	private TokenOutcome failed(Throwable failure) {
		return new TokenOutcome(null, this.origin + ": the request failed (" + failure.getClass().getName() + ")",
				(failure instanceof AssertionError assertion) ? assertion : null);
	}

}
