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

package dev.sessions.autoconfigure.internal.binding;

import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The {@code auth.login} block.
 *
 * @param uri Where the login is sent: a path below the base URL, or an absolute URL.
 * @param method Method of the login: POST, PUT or PATCH.
 * @param form Fields of the form that is sent.
 * @param json Properties of the JSON object that is sent, instead of a form.
 * @param csrfField Hidden field of the login page that is sent along. Requires jsoup.
 * @param token Token that the login brings, if it is not only a cookie.
 * @param expired How a response shows that the session is not logged in any more.
 */
record LoginProperties(@Nullable String uri, @Nullable String method, @Nullable Map<String, String> form,
		@Nullable Map<String, Object> json, @Nullable String csrfField, @Nullable Token token,
		@Nullable Expired expired) {

	@Override
	public String toString() {
		return "LoginProperties[******]";
	}

	/**
	 * The {@code auth.login.token} block.
	 *
	 * @param pointer JSON pointer to the token in the response of the login.
	 * @param header Header in which the token is sent, and without a pointer the header
	 * of the response that has it.
	 * @param scheme Scheme before the token; by default Bearer in Authorization and none
	 * in other headers.
	 * @param expiresIn Lifetime of the login: a JSON pointer to the seconds in the
	 * response, or a duration. Without it, the login lasts until it is refused.
	 */
	public record Token(@Nullable String pointer, @Nullable String header, @Nullable String scheme,
			@Nullable String expiresIn) {

	}

	/**
	 * The {@code auth.login.expired} block.
	 *
	 * @param statuses Statuses that show that the login has expired.
	 * @param redirectsTo Login page: a redirect to it shows that the login has expired.
	 * By default, the URI of the login.
	 */
	public record Expired(@Nullable Set<Integer> statuses, @Nullable String redirectsTo) {

	}

}
