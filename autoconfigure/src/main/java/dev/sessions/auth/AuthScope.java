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

package dev.sessions.auth;

import java.io.InterruptedIOException;
import java.util.concurrent.CompletableFuture;

import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * What the context of a call says about credentials.
 */
public interface AuthScope {

	/**
	 * The credentials of this call.
	 * @return the authorization, or {@code null} for none
	 */
	@Nullable Authorization authorization();

	/**
	 * Whether a target may see the credentials.
	 * @param target the host that the request goes to
	 * @return whether it may
	 */
	boolean mayAuthorize(HttpHost target);

	/**
	 * What somebody else is asked for a credential with: over the session's proxies, with
	 * its TLS and its timeouts, but without its cookies, headers and credentials,
	 * redirects and retries. It outlives the call and ends with the session.
	 * @return the client
	 */
	HttpClient credentialsClient();

	/**
	 * Wait for a credential that another thread gets, but no longer than the call may
	 * take.
	 * @param credential the credential to come
	 * @param description what it is, for whoever has waited in vain
	 * @throws InterruptedIOException if the thread was interrupted, or the call is over
	 */
	void await(CompletableFuture<?> credential, String description) throws InterruptedIOException;

	/**
	 * Tell that somebody else was asked for a credential. This is told by the thread that
	 * asked, which may be none of a call.
	 * @param nanos how long that took, in nanoseconds
	 * @param success whether there is one
	 */
	void issued(long nanos, boolean success);

	/**
	 * Whether the session of this call was closed.
	 * @return whether it was
	 */
	boolean isSessionClosed();

}
