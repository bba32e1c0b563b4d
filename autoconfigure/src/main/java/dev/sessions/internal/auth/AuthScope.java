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
 * The context of a call that credentials need.
 */
public interface AuthScope extends WaitScope {

	/**
	 * Return the credentials of this call.
	 * @return the authorization, or {@code null} if there is none
	 */
	@Nullable Authorization authorization();

	/**
	 * Return whether the requests of this call are signed when they are complete.
	 * @return whether the requests are signed
	 */
	boolean isSigned();

	/**
	 * Return whether a target may receive the credentials.
	 * @param target the target host of the request
	 * @return whether the target may receive them
	 */
	boolean mayAuthorize(HttpHost target);

	/**
	 * Notify the call that a credential became part of the query, so that it is not
	 * mistaken for a parameter of the caller if the server returns it.
	 * @param parameter the encoded parameter, which is secret
	 */
	void addedToQuery(String parameter);

	/**
	 * Restore the default headers that a redirect to another origin removed, credentials
	 * and {@code Host}, if the target of the hop may receive them.
	 * @param hop the request
	 * @param target the target host of the request
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
	 * Start a separate session for a login. It has the settings and headers of this
	 * session, but no credentials and no cookies. It has its own connections, so it never
	 * waits for the calls that wait for the login.
	 * @return the login session, which must be closed
	 */
	LoginSession beginLogin();

	/**
	 * Return whether the session has cookies kept from an earlier run of the application.
	 * @return whether there are such cookies
	 */
	boolean hasKeptCookies();

	/**
	 * Return the keys that identify the fork of the call on all instances.
	 * @return the keys, empty for the session itself, or {@code null} for a fork that
	 * other instances do not know
	 */
	@Nullable List<String> sharedKeys();

	/**
	 * Claim the single renewal that a call may request for a rejected credential,
	 * regardless of the number of hops and attempts.
	 * @return whether this is the first claim of the call
	 */
	boolean claimRenewal();

	/**
	 * Notify the call that a credential was requested from another server. Called by the
	 * requesting thread, which need not be the thread of a call.
	 * @param nanos the duration of the request in nanoseconds
	 * @param success whether the request returned a credential
	 */
	void issued(long nanos, boolean success);

	/**
	 * Notify the call of the time spent waiting for a credential requested by another
	 * instance. Called by the requesting thread, which need not be the thread of a call.
	 * @param nanos the time in nanoseconds
	 */
	void tokenWait(long nanos);

	/**
	 * Return the state that the session shares with other instances.
	 * @return the shared state, or {@code null} if the session shares nothing
	 */
	@Nullable SharedSession shared();

	/**
	 * Return whether the session of this call is closed.
	 * @return whether the session is closed
	 */
	boolean isSessionClosed();

}
