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

import org.jspecify.annotations.Nullable;

import org.springframework.security.oauth2.client.ClientAuthorizationRequiredException;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;

/**
 * The result of one token request for a user.
 *
 * @param client the tokens, or {@code null} if there are none
 * @param failure the endpoint and the reason of the failure, or {@code null} if there is
 * none
 * @param called whether the endpoint was called, so that it is not called again at once
 * @param required the exception if the user has to authorize the client first, or
 * {@code null}
 * @param removed whether the stored tokens of the user are void
 * @param assertion the assertion error of a test, or {@code null} if there is none
 */
record UserOutcome(@Nullable OAuth2AuthorizedClient client, @Nullable String failure, boolean called,
		@Nullable ClientAuthorizationRequiredException required, boolean removed, @Nullable AssertionError assertion) {

	/**
	 * The result of a request whose session was closed. Other sessions that share the
	 * credentials repeat it.
	 */
	static final UserOutcome ABANDONED = new UserOutcome(null, null, false, null, false, null);

	static UserOutcome of(OAuth2AuthorizedClient client) {
		return new UserOutcome(client, null, true, null, false, null);
	}

	static UserOutcome failed(String failure) {
		return new UserOutcome(null, failure, true, null, false, null);
	}

	/**
	 * Return the failure of a request that could not be sent, because no grant is
	 * applicable.
	 */
	static UserOutcome lacking(String failure) {
		return new UserOutcome(null, failure, false, null, false, null);
	}

	static UserOutcome required(ClientAuthorizationRequiredException required, boolean removed) {
		return new UserOutcome(null, null, false, required, removed, null);
	}

	boolean isAbandoned() {
		return this.client == null && this.failure == null && this.required == null;
	}

	@Override
	public String toString() {
		return "UserOutcome";
	}

}
