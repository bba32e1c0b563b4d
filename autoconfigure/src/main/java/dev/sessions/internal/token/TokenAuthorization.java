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

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;

import dev.sessions.internal.auth.AuthScope;
import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.auth.DerivedAuthorization;
import org.jspecify.annotations.Nullable;

/**
 * A credential that a source issues on first use, and again when it expires or is
 * rejected. All users of one object share the credential.
 */
public abstract class TokenAuthorization implements DerivedAuthorization {

	private final AccessTokens tokens;

	/**
	 * Create an authorization.
	 * @param source the source of the credential
	 * @param threads runs the requests for it
	 */
	protected TokenAuthorization(TokenSource source, Executor threads) {
		this.tokens = new AccessTokens(source, threads);
	}

	@Override
	public final Authorization forCall(AuthScope call) {
		return new CallToken(this, this.tokens, call);
	}

	@Override
	public final @Nullable Duration timeLeft() {
		return this.tokens.timeLeft();
	}

	@Override
	public final @Nullable Instant obtainedAt() {
		return this.tokens.obtainedAt();
	}

	@Override
	public final boolean forget() {
		this.tokens.forget();
		return true;
	}

}
