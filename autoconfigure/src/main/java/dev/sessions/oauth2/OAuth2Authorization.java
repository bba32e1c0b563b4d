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

package dev.sessions.oauth2;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;

import dev.sessions.auth.AuthScope;
import dev.sessions.auth.Authorization;
import dev.sessions.auth.Refusal;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

/**
 * A bearer token that is asked for at a token endpoint. All that share this object share
 * its token.
 */
public final class OAuth2Authorization implements Authorization {

	/**
	 * The type by which Spring Security is found.
	 */
	public static final String SPRING_SECURITY = "org.springframework.security.oauth2.client.endpoint"
			+ ".RestClientClientCredentialsTokenResponseClient";

	private final AccessTokens tokens;

	OAuth2Authorization(OAuth2Settings settings, LongSupplier nanoTime) {
		this.tokens = new AccessTokens(settings, nanoTime);
	}

	/**
	 * An authorization that asks for its first token when it is needed.
	 * @param settings the settings
	 * @return the authorization
	 * @throws IllegalStateException if Spring Security is not there
	 */
	public static OAuth2Authorization of(OAuth2Settings settings) {
		if (!isAvailable(OAuth2Authorization.class.getClassLoader())) {
			throw new IllegalStateException("OAuth 2.0 needs Spring Security's client: "
					+ "add org.springframework.security:spring-security-oauth2-client to the class path");
		}
		return new OAuth2Authorization(settings, System::nanoTime);
	}

	/**
	 * Whether Spring Security's client is there.
	 * @param classLoader where to look for it
	 * @return whether it is
	 */
	public static boolean isAvailable(@Nullable ClassLoader classLoader) {
		return ClassUtils.isPresent(SPRING_SECURITY, classLoader);
	}

	@Override
	public Authorization forCall(AuthScope call) {
		return new OfCall(this.tokens, call);
	}

	@Override
	public boolean authorize(HttpRequest request, HttpHost target) {
		throw new IllegalStateException("Only a call can wait for a token");
	}

	@Override
	public @Nullable Duration timeLeft() {
		return this.tokens.timeLeft();
	}

	@Override
	public boolean forget() {
		this.tokens.forget();
		return true;
	}

	@Override
	public String toString() {
		return "oauth2";
	}

	/**
	 * The authorization of one call.
	 */
	private static final class OfCall implements Authorization {

		private final AccessTokens tokens;

		private final AuthScope call;

		private @Nullable AccessToken shown;

		OfCall(AccessTokens tokens, AuthScope call) {
			this.tokens = tokens;
			this.call = call;
		}

		@Override
		public boolean authorize(HttpRequest request, HttpHost target) throws IOException, HttpException {
			if (request.containsHeader(HttpHeaders.AUTHORIZATION)) {
				return false;
			}
			AccessToken token = this.tokens.get(this.call);
			token.addTo(request);
			this.shown = token;
			return true;
		}

		@Override
		public @Nullable Authorization renew(Refusal refusal) throws IOException, HttpException {
			AccessToken refused = this.shown;
			AccessToken other = (refused != null) ? this.tokens.otherThan(refused, this.call) : null;
			return (other != null) ? new Renewed(this.tokens, other) : null;
		}

	}

	/**
	 * A token that is new. If it is refused, too, the next one would be as well.
	 */
	private record Renewed(AccessTokens tokens, AccessToken token) implements Authorization {

		@Override
		public boolean authorize(HttpRequest request, HttpHost target) {
			this.token.addTo(request);
			return true;
		}

		@Override
		public @Nullable Authorization renew(Refusal refusal) {
			this.tokens.refusedAnew(this.token);
			return null;
		}

	}

}
