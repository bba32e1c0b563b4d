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

import java.io.IOException;

import dev.sessions.internal.auth.AuthScope;
import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.auth.UnauthorizedResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * The authorization of one call with the current token. Waits for a token if there is
 * none.
 */
final class CallToken implements Authorization {

	private final Authorization definition;

	private final AccessTokens tokens;

	private final AuthScope call;

	private @Nullable AccessToken renewed;

	private @Nullable AccessToken shown;

	CallToken(Authorization definition, AccessTokens tokens, AuthScope call) {
		this.definition = definition;
		this.tokens = tokens;
		this.call = call;
	}

	@Override
	public boolean authorize(HttpRequest request, HttpHost target) throws IOException, HttpException {
		AccessToken token = this.renewed;
		if (token == null) {
			if (this.tokens.source().isSetByHand(request)) {
				return false;
			}
			token = this.tokens.get(this.call);
		}
		token.addTo(request, target);
		this.shown = token;
		return true;
	}

	@Override
	public boolean isInPath() {
		return this.definition.isInPath();
	}

	@Override
	public boolean isRejection(HttpRequest request, HttpHost target, HttpResponse response) {
		return this.definition.isRejection(request, target, response);
	}

	/**
	 * Renews at most once: if the new token is rejected as well, another one would be,
	 * too.
	 */
	@Override
	public @Nullable Authorization renew(UnauthorizedResponse response) throws IOException, HttpException {
		AccessToken rejected = this.shown;
		if (rejected == null) {
			return null;
		}
		if (this.renewed != null) {
			this.tokens.rejectedAgain(this.renewed, this.call);
			return null;
		}
		this.renewed = this.tokens.otherThan(rejected, this.call);
		return (this.renewed != null) ? this : null;
	}

}
