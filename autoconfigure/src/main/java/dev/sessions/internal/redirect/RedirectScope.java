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

package dev.sessions.internal.redirect;

import java.net.URI;

import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * The part of a call's context that redirects use.
 */
public interface RedirectScope {

	/**
	 * Return whether this call follows redirects.
	 * @return whether redirects are followed, or {@code null} for the setting of the
	 * session
	 */
	@Nullable Boolean followRedirects();

	/**
	 * Return the credential that the session added to the query, below the redirects.
	 * @return the encoded parameter, or {@code null} if it added none
	 */
	@Nullable String addedToQuery();

	/**
	 * Return the fragment of the current URI of the call (RFC 9110, section 10.2.2).
	 * @return the fragment, encoded, or {@code null} if there is none
	 */
	@Nullable String fragment();

	/**
	 * Return the maximum number of redirects of this call.
	 * @return the number, or {@code null} for the setting of the session
	 */
	@Nullable Integer maxRedirects();

	/**
	 * Notify the call that a redirect is followed.
	 * @param from the target that sent it
	 * @param redirect the redirect response
	 * @param location the URI of the next request
	 */
	void redirected(HttpHost from, HttpResponse redirect, URI location);

}
