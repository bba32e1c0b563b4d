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

package dev.sessions;

import java.util.List;
import java.util.Set;

import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.auth.LoginSession;
import dev.sessions.internal.client.SessionHttpClient;
import dev.sessions.internal.login.LoginFlow;
import dev.sessions.internal.login.LoginProof;
import dev.sessions.internal.text.PlainText;
import dev.sessions.internal.text.SecretText;
import dev.sessions.internal.token.IssuedToken;
import dev.sessions.internal.token.TokenRequestException;
import dev.sessions.settings.LoginToken;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

import org.springframework.web.client.RestClientResponseException;

/**
 * The login of one session.
 *
 * @param shared the parts that the session shares with its forks
 * @param settings the settings of the session
 * @param procedure the procedure that logs in
 * @param place the place of the login, for messages
 * @param identity the identity that distinguishes it from other logins of the session
 * @param token the token that it obtains, or {@code null} if there is none or it is
 * unknown
 */
record BoundLogin(SharedWithForks shared, SessionSettings settings, LoginProcedure procedure, String place,
		List<String> identity, @Nullable LoginToken token) implements LoginFlow {

	/**
	 * The kinds of credentials that can be sent without a challenge or a request.
	 */
	private static final Set<String> KINDS = Set.of("basic", "bearer", "api-key");

	@Override
	public IssuedToken login(LoginSession conversation) {
		LoginProcedure.Result result = run(
				new DefaultSession(this.shared, this.settings, (SessionHttpClient) conversation.client()));
		Credentials credentials = result.credentials();
		if (credentials != null && !KINDS.contains(credentials.kind())) {
			throw failed("it returned credentials of the kind " + credentials.kind()
					+ "; return basic, bearer or API key credentials");
		}
		boolean cookies = conversation.keepCookies();
		if (credentials == null && !cookies) {
			String kept = this.settings.cookies().enabled() ? "it set no cookie"
					: "the session keeps no cookies (cookies.enabled is false)";
			throw failed(kept + ((this.token == null) ? "" : " and brought no token"));
		}
		Authorization proof = (credentials != null) ? credentials.authorization() : LoginProof.COOKIES;
		return new IssuedToken(proof, result.lifetime(), LoginProof.format(proof));
	}

	private LoginProcedure.Result run(Session session) {
		try {
			return this.procedure.login(session);
		}
		catch (LoginFailure | SessionException ex) {
			throw failed(String.valueOf(ex.getMessage()));
		}
		catch (RestClientResponseException ex) {
			// the message of this exception quotes the response
			throw failed("it answered " + ex.getStatusCode().value());
		}
		catch (Exception ex) {
			throw failed(describe(ex));
		}
	}

	private static String describe(Exception ex) {
		String name = ex.getClass().getSimpleName();
		String message = ex.getMessage();
		return (message == null || SecretText.contains(message)) ? name : name + ": " + PlainText.of(message);
	}

	private TokenRequestException failed(String reason) {
		return new TokenRequestException(this.place + ": " + reason);
	}

	@Override
	public boolean bringsCookies() {
		return this.token == null;
	}

	/**
	 * Return whether the credentials may be part of the path. Only a login by code may
	 * return an API key that is sent in the query.
	 */
	@Override
	public boolean isInPath() {
		return !(this.procedure instanceof ConfiguredLogin);
	}

	@Override
	public String header() {
		return (this.token != null) ? this.token.header() : HttpHeaders.AUTHORIZATION;
	}

}
