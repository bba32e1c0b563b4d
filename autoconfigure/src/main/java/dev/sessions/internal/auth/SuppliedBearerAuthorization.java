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

import java.io.InterruptedIOException;
import java.util.Objects;
import java.util.function.Supplier;

import dev.sessions.internal.concurrent.WaitInterrupter;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token from a supplier. The token may change between attempts and after a
 * rejection.
 */
public final class SuppliedBearerAuthorization implements Authorization {

	private final Supplier<String> token;

	private final @Nullable AuthScope call;

	/**
	 * Create an authorization.
	 * @param token supplies the token for each attempt; must support concurrent calls
	 */
	public SuppliedBearerAuthorization(Supplier<String> token) {
		this(Objects.requireNonNull(token, "token"), null);
	}

	private SuppliedBearerAuthorization(Supplier<String> token, @Nullable AuthScope call) {
		this.token = token;
		this.call = call;
	}

	/**
	 * Binds the supplier to the call, so that its waits end with the call.
	 */
	@Override
	public Authorization forCall(AuthScope call) {
		return new SuppliedBearerAuthorization(this.token, call);
	}

	@Override
	public boolean authorize(HttpRequest request, HttpHost target) throws InterruptedIOException {
		if (request.containsHeader(HttpHeaders.AUTHORIZATION)) {
			return false;
		}
		request.addHeader(bearer().header());
		return true;
	}

	private HeaderAuthorization bearer() throws InterruptedIOException {
		WaitInterrupter wait = new WaitInterrupter(this.call);
		String present = wait.run(this.token::get);
		wait.requireRunning();
		return HeaderAuthorization.bearer(present);
	}

	@Override
	public @Nullable Authorization renew(UnauthorizedResponse unauthorized) throws InterruptedIOException {
		HeaderAuthorization present = bearer();
		return unauthorized.isForOtherCredential(present.value()) ? present : null;
	}

	/**
	 * A supplier may return a different token for each user.
	 */
	@Override
	public Object user(AuthScope call) {
		try {
			return new SuppliedBearerAuthorization(this.token, call).bearer().user();
		}
		catch (InterruptedIOException | RuntimeException ex) {
			// sending the request reports the failure
			return this;
		}
	}

	/**
	 * Has nothing to discard, because the supplier is called for each attempt.
	 */
	@Override
	public boolean forget() {
		return true;
	}

	@Override
	public String toString() {
		return "bearer";
	}

}
