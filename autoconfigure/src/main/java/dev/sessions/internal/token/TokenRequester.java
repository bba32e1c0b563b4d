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

package dev.sessions.internal.token;

import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.sessions.internal.auth.AuthScope;
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

	private final TokenSharing sharing;

	private final Executor threads;

	private final TokenSource source;

	private final EndpointReport report;

	/**
	 * Create a requester.
	 * @param source where tokens come from
	 * @param threads starts the thread of a request
	 * @param adopt is given tokens that other instances requested, without being asked
	 */
	TokenRequester(TokenSource source, Executor threads, Consumer<AccessToken> adopt) {
		this.sharing = new TokenSharing(source, adopt);
		this.threads = threads;
		this.source = source;
		String noun = source.noun();
		String article = ("aeiou".indexOf(noun.charAt(0)) < 0) ? "a " : "an ";
		this.report = new EndpointReport(article + noun + " " + source.origin());
	}

	/**
	 * Return what is requested, for messages.
	 */
	String description() {
		return this.report.description();
	}

	/**
	 * Request a token.
	 * @param prepared sends the request
	 * @param call the call that needs the token; notified of how long the request took
	 * @param unusable the token in whose place another one is needed, or {@code null}
	 * @param complete called exactly once, also if no thread can be started
	 */
	void start(Supplier<IssuedToken> prepared, AuthScope call, @Nullable AccessToken unusable,
			Consumer<TokenOutcome> complete) {
		try {
			this.threads.execute(() -> run(prepared, call, unusable, complete));
		}
		catch (Throwable ex) {
			// no thread is available; waiting calls must fail instead of waiting for one
			complete.accept(failed(ex));
		}
	}

	private void run(Supplier<IssuedToken> prepared, AuthScope call, @Nullable AccessToken unusable,
			Consumer<TokenOutcome> complete) {
		TokenOutcome outcome = TokenOutcome.ABANDONED;
		try {
			outcome = request(prepared, call, unusable);
		}
		catch (Throwable ex) {
			logger.debug("The request for {} failed unexpectedly", description(), ex);
			outcome = failed(ex);
		}
		finally {
			complete.accept(outcome);
		}
	}

	private TokenOutcome request(Supplier<IssuedToken> prepared, AuthScope call, @Nullable AccessToken unusable) {
		try {
			SharedTokens shared = this.sharing.of(call);
			if (shared != null) {
				return new TokenOutcome(obtain(shared, prepared, call, unusable), null);
			}
			return new TokenOutcome(new AccessToken(this.report.timed(call, prepared), call.time()), null);
		}
		catch (TokenRequestException ex) {
			// closing a session aborts its request, which is not the endpoint's fault
			return call.isSessionClosed() ? TokenOutcome.ABANDONED : new TokenOutcome(null, ex.getMessage());
		}
	}

	private AccessToken obtain(SharedTokens shared, Supplier<IssuedToken> prepared, AuthScope call,
			@Nullable AccessToken unusable) {
		SharedTokenRequest request = new SharedTokenRequest(shared, () -> this.report.timed(call, prepared),
				this.source.origin(), call, unusable);
		try {
			return request.obtain();
		}
		finally {
			long waited = request.waitedNanos();
			if (waited > 0) {
				this.report.waited(call, waited);
			}
		}
	}

	private TokenOutcome failed(Throwable failure) {
		return new TokenOutcome(null,
				this.source.origin() + ": the request failed (" + failure.getClass().getName() + ")",
				(failure instanceof AssertionError assertion) ? assertion : null);
	}

}
