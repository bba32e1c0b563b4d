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

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

import dev.sessions.settings.CredentialsHandle;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Adds a credential to a request whose target may receive it. Called once for each
 * attempt. Thread-safe; {@code toString} reveals no secret. The creator of an
 * authorization ensures that its parts are valid in a header line.
 */
public interface Authorization extends CredentialsHandle {

	/**
	 * Return this credential for the user of a call. Called in the thread of the caller.
	 * @param principal the user name set for the request, or {@code null} for the user of
	 * the thread
	 * @return the authorization, bound to the user if the credential differs between
	 * users
	 */
	default Authorization forUser(@Nullable String principal) {
		return this;
	}

	/**
	 * Return whether this credential differs between users.
	 * @return whether the credential differs between users
	 */
	default boolean actsForUsers() {
		return false;
	}

	/**
	 * Return this credential for one call. An authorization that obtains its credential
	 * from another server needs the deadline of the call.
	 * @param call the call
	 * @return the authorization, for use by the thread of the call
	 */
	default Authorization forCall(AuthScope call) {
		return this;
	}

	/**
	 * Authorize a request. A credential set by the caller takes precedence.
	 * @param request the request as it will be sent
	 * @param target the target host of the request
	 * @return whether this credential is responsible for the request, so that a 401
	 * renews it: {@code false} if the caller has set a credential, or if there is none
	 * for this host. A credential that is sent only after a challenge returns
	 * {@code true} although it adds nothing yet.
	 * @throws IOException if no credential is currently available; the call fails as if
	 * the request could not be sent
	 * @throws HttpException if no credential is available and another attempt would not
	 * help
	 */
	boolean authorize(HttpRequest request, HttpHost target) throws IOException, HttpException;

	/**
	 * Return whether the credential becomes part of the request's path, which appears in
	 * logs and messages more often than headers.
	 * @return whether the credential becomes part of the path
	 */
	default boolean isInPath() {
		return false;
	}

	/**
	 * Return whether a response rejects this credential. By default, a response with
	 * status 401 does.
	 * @param request the request as sent
	 * @param target the target host of the request
	 * @param response the head of the response
	 * @return whether the credential is rejected
	 */
	default boolean isRejection(HttpRequest request, HttpHost target, HttpResponse response) {
		return response.getCode() == HttpStatus.SC_UNAUTHORIZED;
	}

	/**
	 * Return whether the session stores the cookies of a response. A rejection must not
	 * replace the cookies of a login.
	 * @param request the request as sent
	 * @param target the target host of the request
	 * @param response the head of the response
	 * @return whether the cookies are stored
	 */
	default boolean keepsCookies(HttpRequest request, HttpHost target, HttpResponse response) {
		return true;
	}

	/**
	 * Return the credential with which a fork of the session starts.
	 * @return the credential; by default this one
	 */
	default Authorization forFork() {
		return this;
	}

	/**
	 * Return whether two credentials are the same or belong to forks of the same session.
	 * @param other the other credential
	 * @return whether the credentials are the same
	 */
	default boolean isSameAs(Authorization other) {
		return this == other;
	}

	/**
	 * Return the header that this credential always adds.
	 * @return the header, or {@code null} if the credential is not a header or varies
	 */
	default @Nullable Header header() {
		return null;
	}

	/**
	 * Return whether this credential signs requests. A signature is added when the
	 * request is complete.
	 * @return whether requests are signed
	 */
	default boolean signs() {
		return false;
	}

	/**
	 * Return the credential for the repetition of a rejected request. When a credential
	 * becomes invalid, many threads call this method concurrently. An implementation that
	 * requests a new credential first compares the
	 * {@linkplain UnauthorizedResponse#request() rejected credential} with the current
	 * one, because another thread may have renewed it.
	 *
	 * <p>
	 * If the returned credential is rejected as well, its own method is called. An
	 * implementation that allows one repetition returns a fixed credential, which cannot
	 * be renewed.
	 * @param response the response to a request {@link #authorize(HttpRequest, HttpHost)
	 * authorized} by this credential
	 * @return the credential, or {@code null} if there is none other than the rejected
	 * one
	 * @throws IOException if no credential is currently available; the call fails with it
	 * @throws HttpException if no credential is available and another attempt would not
	 * help
	 */
	default @Nullable Authorization renew(UnauthorizedResponse response) throws IOException, HttpException {
		return null;
	}

	/**
	 * Return an object that identifies the user of this credential. The objects of two
	 * credentials are equal if a server regards them as the same user, as far as is known
	 * without a request. Called only while a server limits a user ({@code Retry-After}).
	 * @return the user, for comparison only; must never be logged
	 */
	default Object user() {
		return this;
	}

	/**
	 * Return the object that identifies the user of this credential, for a call that may
	 * have to wait for it.
	 * @param call the call, with which the wait ends
	 * @return the object
	 */
	default Object user(AuthScope call) {
		return user();
	}

	/**
	 * Return the name of the user of this credential, such as a user name or a client ID.
	 * It is not secret, and equal on all instances with the same credential.
	 * @return the name, or {@code null} if only a secret identifies the user
	 */
	default @Nullable String account() {
		return null;
	}

	/**
	 * Return the remaining validity of the current credential.
	 * @return the time, zero or less if it has expired, or {@code null} if the credential
	 * has no known expiry
	 */
	default @Nullable Duration timeLeft() {
		return null;
	}

	/**
	 * Return the time at which the current credential was obtained from another source.
	 * @return the time, or {@code null} if the credential is fixed or the time is unknown
	 */
	default @Nullable Instant obtainedAt() {
		return null;
	}

	/**
	 * Discard a credential that was obtained from another source, such as a file or a
	 * server. The next request obtains it again.
	 * @return whether the credential has such a source; {@code false} for a fixed
	 * credential
	 */
	default boolean forget() {
		return false;
	}

	/**
	 * Release the resources for obtaining credentials, after a session with this
	 * authorization was closed. If another session uses it, they are acquired again.
	 */
	default void release() {
	}

}
