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

import java.util.List;

import dev.sessions.internal.concurrent.WaitScope;
import dev.sessions.internal.shared.SharedSession;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * The context of a call, for credentials.
 */
public interface AuthScope extends WaitScope {

	/**
	 * The credentials of this call.
	 * @return the authorization, or {@code null} for none
	 */
	@Nullable Authorization authorization();

	/**
	 * Return whether the requests of this call are signed when they are complete.
	 * @return whether they are
	 */
	boolean isSigned();

	/**
	 * Return whether a target may receive the credentials.
	 * @param target the host that the request is sent to
	 * @return whether it may
	 */
	boolean mayAuthorize(HttpHost target);

	/**
	 * Notify the call that a credential became part of the query, so that it is not taken
	 * for the caller's own if the server returns it.
	 * @param parameter the encoded parameter, which is secret
	 */
	void addedToQuery(String parameter);

	/**
	 * Add the default headers that are credentials to a hop whose target may receive
	 * them, after a redirect to another origin removed them.
	 * @param hop the request
	 * @param target the host that it is sent to
	 */
	void restoreDefaults(HttpRequest hop, HttpHost target);

	/**
	 * Return the client for requests to an authorization server. It uses the session's
	 * proxies (except for targets on this machine), TLS and timeouts, but not its
	 * cookies, headers, credentials, redirects and retries. It outlives the call and is
	 * closed with the session.
	 * @return the client
	 */
	HttpClient credentialsClient();

	/**
	 * Begin a conversation of its own with the session's servers, to log in. It has the
	 * session's settings and headers, but no credentials, no cookies and connections of
	 * its own, so that it never waits for the calls that wait for it.
	 * @return the conversation, which must be closed
	 */
	LoginSession beginLogin();

	/**
	 * Return whether the session has cookies that it kept from an earlier run.
	 * @return whether there are any
	 */
	boolean hasKeptCookies();

	/**
	 * Return the keys of the fork that the call belongs to, by which other instances know
	 * it, too.
	 * @return the keys, none for the session itself, or {@code null} if other instances
	 * do not know it
	 */
	@Nullable List<String> sharedKeys();

	/**
	 * Claim the one new credential that a call may request after its credential was
	 * rejected, however many hops and attempts it has.
	 * @return whether this is the first claim of the call
	 */
	boolean claimRenewal();

	/**
	 * Notify the call that a credential was requested from another server. Called by the
	 * requesting thread, which may not belong to a call.
	 * @param nanos the duration of the request, in nanoseconds
	 * @param success whether it returned a credential
	 */
	void issued(long nanos, boolean success);

	/**
	 * Notify the call of the time that was spent waiting for a credential that another
	 * instance requests. Called by the requesting thread, as above.
	 * @param nanos the time in nanoseconds
	 */
	void tokenWait(long nanos);

	/**
	 * Return what the session shares with other instances.
	 * @return the shared part, or {@code null} if it shares nothing
	 */
	@Nullable SharedSession shared();

	/**
	 * Return whether the session of this call is closed.
	 * @return whether it is closed
	 */
	boolean isSessionClosed();

}
