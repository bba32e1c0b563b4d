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

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClient;

/**
 * An HTTP session with one remote API: its base URL, cookies, default headers,
 * credentials, connections and policies, under one name.
 *
 * <p>
 * The verb methods send the request, read the body into memory (at most
 * {@code limits.max-response-size}), release the connection and return the response,
 * regardless of its status. A path is appended to the base URL; an absolute http(s) URL
 * is used unchanged, and receives the session's credentials only if its origin is
 * allowed. Variables in braces are expanded in order and encoded, so that no value can
 * add a path segment, a query or a host.
 *
 * <p>
 * A call ends within {@code timeout.total}; for a stream or a download, that time ends
 * when the body begins. A call that gets no response throws a {@link SessionException}.
 * Input that cannot be sent (a line break in a header, a missing variable) causes an
 * {@link IllegalArgumentException} before anything is sent.
 *
 * <p>
 * Thread-safe. An application closes the sessions that it builds. Spring closes sessions
 * that are beans, including the configured ones.
 */
public interface Session extends AutoCloseable {

	/**
	 * Create a builder for a session without Spring Boot.
	 * @param name the name of the session, for messages and metrics
	 * @return a builder with the default settings
	 */
	static SessionBuilder builder(String name) {
		return new DefaultSessionBuilder(name);
	}

	/**
	 * Return the name of this session. A fork has the name of its parent.
	 * @return the name
	 */
	String name();

	/**
	 * Send a GET request.
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces
	 * @param uriVariables the values of the variables, in order
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the URI cannot be sent or the number of values
	 * is not that of the variables
	 * @throws SessionException if no response was received in time
	 */
	default Response get(String uri, Object... uriVariables) {
		return send(HttpMethod.GET, uri, uriVariables);
	}

	/**
	 * Send a GET request.
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces, whose values are set with {@link RequestSpec#path}
	 * @param request describes the request
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the request cannot be sent as described
	 * @throws SessionException if no response was received in time
	 */
	default Response get(String uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.GET, uri, request);
	}

	/**
	 * Send a GET request to a ready-made URI, which is used unchanged.
	 * @param uri an absolute http(s) URI, or a relative one that is appended to the base
	 * URL
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the URI cannot be sent
	 * @throws SessionException if no response was received in time
	 */
	default Response get(URI uri) {
		return send(HttpMethod.GET, uri);
	}

	/**
	 * Send a GET request to a ready-made URI, which is used unchanged.
	 * @param uri an absolute http(s) URI, or a relative one that is appended to the base
	 * URL
	 * @param request describes the request
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the request cannot be sent as described
	 * @throws SessionException if no response was received in time
	 */
	default Response get(URI uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.GET, uri, request);
	}

	/**
	 * Send a HEAD request.
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces
	 * @param uriVariables the values of the variables, in order
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the URI cannot be sent or the number of values
	 * is not that of the variables
	 * @throws SessionException if no response was received in time
	 */
	default Response head(String uri, Object... uriVariables) {
		return send(HttpMethod.HEAD, uri, uriVariables);
	}

	/**
	 * Send a HEAD request.
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces, whose values are set with {@link RequestSpec#path}
	 * @param request describes the request
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the request cannot be sent as described
	 * @throws SessionException if no response was received in time
	 */
	default Response head(String uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.HEAD, uri, request);
	}

	/**
	 * Send a HEAD request to a ready-made URI, which is used unchanged.
	 * @param uri an absolute http(s) URI, or a relative one that is appended to the base
	 * URL
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the URI cannot be sent
	 * @throws SessionException if no response was received in time
	 */
	default Response head(URI uri) {
		return send(HttpMethod.HEAD, uri);
	}

	/**
	 * Send a HEAD request to a ready-made URI, which is used unchanged.
	 * @param uri an absolute http(s) URI, or a relative one that is appended to the base
	 * URL
	 * @param request describes the request
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the request cannot be sent as described
	 * @throws SessionException if no response was received in time
	 */
	default Response head(URI uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.HEAD, uri, request);
	}

	/**
	 * Send an OPTIONS request.
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces
	 * @param uriVariables the values of the variables, in order
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the URI cannot be sent or the number of values
	 * is not that of the variables
	 * @throws SessionException if no response was received in time
	 */
	default Response options(String uri, Object... uriVariables) {
		return send(HttpMethod.OPTIONS, uri, uriVariables);
	}

	/**
	 * Send an OPTIONS request.
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces, whose values are set with {@link RequestSpec#path}
	 * @param request describes the request
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the request cannot be sent as described
	 * @throws SessionException if no response was received in time
	 */
	default Response options(String uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.OPTIONS, uri, request);
	}

	/**
	 * Send an OPTIONS request to a ready-made URI, which is used unchanged.
	 * @param uri an absolute http(s) URI, or a relative one that is appended to the base
	 * URL
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the URI cannot be sent
	 * @throws SessionException if no response was received in time
	 */
	default Response options(URI uri) {
		return send(HttpMethod.OPTIONS, uri);
	}

	/**
	 * Send an OPTIONS request to a ready-made URI, which is used unchanged.
	 * @param uri an absolute http(s) URI, or a relative one that is appended to the base
	 * URL
	 * @param request describes the request
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the request cannot be sent as described
	 * @throws SessionException if no response was received in time
	 */
	default Response options(URI uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.OPTIONS, uri, request);
	}

	/**
	 * Send a DELETE request.
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces
	 * @param uriVariables the values of the variables, in order
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the URI cannot be sent or the number of values
	 * is not that of the variables
	 * @throws SessionException if no response was received in time
	 */
	default Response delete(String uri, Object... uriVariables) {
		return send(HttpMethod.DELETE, uri, uriVariables);
	}

	/**
	 * Send a DELETE request.
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces, whose values are set with {@link RequestSpec#path}
	 * @param request describes the request
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the request cannot be sent as described
	 * @throws SessionException if no response was received in time
	 */
	default Response delete(String uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.DELETE, uri, request);
	}

	/**
	 * Send a DELETE request to a ready-made URI, which is used unchanged.
	 * @param uri an absolute http(s) URI, or a relative one that is appended to the base
	 * URL
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the URI cannot be sent
	 * @throws SessionException if no response was received in time
	 */
	default Response delete(URI uri) {
		return send(HttpMethod.DELETE, uri);
	}

	/**
	 * Send a DELETE request to a ready-made URI, which is used unchanged.
	 * @param uri an absolute http(s) URI, or a relative one that is appended to the base
	 * URL
	 * @param request describes the request
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the request cannot be sent as described
	 * @throws SessionException if no response was received in time
	 */
	default Response delete(URI uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.DELETE, uri, request);
	}

	/**
	 * Send a POST request without a body.
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces
	 * @param uriVariables the values of the variables, in order
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the URI cannot be sent or the number of values
	 * is not that of the variables
	 * @throws SessionException if no response was received in time
	 */
	default Response post(String uri, Object... uriVariables) {
		return send(HttpMethod.POST, uri, uriVariables);
	}

	/**
	 * Send a POST request.
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces, whose values are set with {@link RequestSpec#path}
	 * @param request describes the request
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the request cannot be sent as described
	 * @throws SessionException if no response was received in time
	 */
	default Response post(String uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.POST, uri, request);
	}

	/**
	 * Send a POST request without a body to a ready-made URI, which is used unchanged.
	 * @param uri an absolute http(s) URI, or a relative one that is appended to the base
	 * URL
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the URI cannot be sent
	 * @throws SessionException if no response was received in time
	 */
	default Response post(URI uri) {
		return send(HttpMethod.POST, uri);
	}

	/**
	 * Send a POST request to a ready-made URI, which is used unchanged.
	 * @param uri an absolute http(s) URI, or a relative one that is appended to the base
	 * URL
	 * @param request describes the request
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the request cannot be sent as described
	 * @throws SessionException if no response was received in time
	 */
	default Response post(URI uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.POST, uri, request);
	}

	/**
	 * Send a PUT request without a body.
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces
	 * @param uriVariables the values of the variables, in order
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the URI cannot be sent or the number of values
	 * is not that of the variables
	 * @throws SessionException if no response was received in time
	 */
	default Response put(String uri, Object... uriVariables) {
		return send(HttpMethod.PUT, uri, uriVariables);
	}

	/**
	 * Send a PUT request.
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces, whose values are set with {@link RequestSpec#path}
	 * @param request describes the request
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the request cannot be sent as described
	 * @throws SessionException if no response was received in time
	 */
	default Response put(String uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.PUT, uri, request);
	}

	/**
	 * Send a PUT request without a body to a ready-made URI, which is used unchanged.
	 * @param uri an absolute http(s) URI, or a relative one that is appended to the base
	 * URL
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the URI cannot be sent
	 * @throws SessionException if no response was received in time
	 */
	default Response put(URI uri) {
		return send(HttpMethod.PUT, uri);
	}

	/**
	 * Send a PUT request to a ready-made URI, which is used unchanged.
	 * @param uri an absolute http(s) URI, or a relative one that is appended to the base
	 * URL
	 * @param request describes the request
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the request cannot be sent as described
	 * @throws SessionException if no response was received in time
	 */
	default Response put(URI uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.PUT, uri, request);
	}

	/**
	 * Send a PATCH request without a body.
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces
	 * @param uriVariables the values of the variables, in order
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the URI cannot be sent or the number of values
	 * is not that of the variables
	 * @throws SessionException if no response was received in time
	 */
	default Response patch(String uri, Object... uriVariables) {
		return send(HttpMethod.PATCH, uri, uriVariables);
	}

	/**
	 * Send a PATCH request.
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces, whose values are set with {@link RequestSpec#path}
	 * @param request describes the request
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the request cannot be sent as described
	 * @throws SessionException if no response was received in time
	 */
	default Response patch(String uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.PATCH, uri, request);
	}

	/**
	 * Send a PATCH request without a body to a ready-made URI, which is used unchanged.
	 * @param uri an absolute http(s) URI, or a relative one that is appended to the base
	 * URL
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the URI cannot be sent
	 * @throws SessionException if no response was received in time
	 */
	default Response patch(URI uri) {
		return send(HttpMethod.PATCH, uri);
	}

	/**
	 * Send a PATCH request to a ready-made URI, which is used unchanged.
	 * @param uri an absolute http(s) URI, or a relative one that is appended to the base
	 * URL
	 * @param request describes the request
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the request cannot be sent as described
	 * @throws SessionException if no response was received in time
	 */
	default Response patch(URI uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.PATCH, uri, request);
	}

	/**
	 * Send a request without a body and without headers of its own.
	 * @param method the method
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces
	 * @param uriVariables the values of the variables, in order
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the URI cannot be sent or the number of values
	 * is not that of the variables
	 * @throws SessionException if no response was received in time
	 */
	Response send(HttpMethod method, String uri, Object... uriVariables);

	/**
	 * Send a request.
	 * @param method the method
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces, whose values are set with {@link RequestSpec#path}
	 * @param request describes the request
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the request cannot be sent as described
	 * @throws SessionException if no response was received in time
	 */
	Response send(HttpMethod method, String uri, Consumer<RequestSpec> request);

	/**
	 * Send a request without a body and without headers of its own to a ready-made URI,
	 * which is used unchanged.
	 * @param method the method
	 * @param uri an absolute http(s) URI, or a relative one that is appended to the base
	 * URL
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the URI cannot be sent
	 * @throws SessionException if no response was received in time
	 */
	default Response send(HttpMethod method, URI uri) {
		return send(method, uri, (request) -> {
		});
	}

	/**
	 * Send a request to a ready-made URI, which is used unchanged.
	 * @param method the method
	 * @param uri an absolute http(s) URI, or a relative one that is appended to the base
	 * URL
	 * @param request describes the request
	 * @return the response with its body, regardless of its status
	 * @throws IllegalArgumentException if the request cannot be sent as described
	 * @throws SessionException if no response was received in time
	 */
	Response send(HttpMethod method, URI uri, Consumer<RequestSpec> request);

	/**
	 * Send a request and stream the response. The connection is released when the reader
	 * returns or throws, even if it has not read the whole body. {@code timeout.total}
	 * covers the call up to the head of the response; after that only a server that is
	 * silent for {@code timeout.read} ends the call. The size of the body is not limited,
	 * because it is not held in memory.
	 * @param <T> the type of the reader's result
	 * @param method the method
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces
	 * @param request describes the request
	 * @param reader reads the response, regardless of its status
	 * @return the result of the reader
	 * @throws IllegalArgumentException if the request cannot be sent as described
	 * @throws SessionException if no response was received in time, or its body could not
	 * be read
	 * @throws java.io.UncheckedIOException if the reader throws an
	 * {@link java.io.IOException} that was not caused by the body
	 */
	<T extends @Nullable Object> T stream(HttpMethod method, String uri, Consumer<RequestSpec> request,
			ResponseReader<T> reader);

	/**
	 * Send a request to a ready-made URI and stream the response, like
	 * {@link #stream(HttpMethod, String, Consumer, ResponseReader)}.
	 * @param <T> the type of the reader's result
	 * @param method the method
	 * @param uri an absolute http(s) URI, or a relative one that is appended to the base
	 * URL
	 * @param request describes the request
	 * @param reader reads the response, regardless of its status
	 * @return the result of the reader
	 */
	<T extends @Nullable Object> T stream(HttpMethod method, URI uri, Consumer<RequestSpec> request,
			ResponseReader<T> reader);

	/**
	 * Download a file with a plain request, like
	 * {@link #download(String, Path, Consumer)}.
	 * @param uri a path below the base URL, or an absolute http(s) URL, without variables
	 * @param target the target file, whose folder must exist
	 * @return the target
	 */
	default Path download(String uri, Path target) {
		return download(uri, target, (request) -> {
		});
	}

	/**
	 * Download a file of any size. The file is written to a temporary file in the folder
	 * of the target, which atomically replaces the target when it is complete. If the
	 * download fails, the temporary file is deleted. If the connection breaks, the rest
	 * is requested if the server supports it ({@code Range}, {@code If-Range}), else the
	 * whole file, in at most {@code retry.max-attempts} attempts in total, including
	 * retries after an error status. The bytes are stored as the server sends them: no
	 * content coding is requested, and none is decoded. The timeouts are those of a
	 * stream.
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces
	 * @param target the target file, whose folder must exist
	 * @param request describes the request, including its {@link RequestSpec#onProgress
	 * progress listener}
	 * @return the target
	 * @throws IllegalArgumentException if the request cannot be sent as described, the
	 * target is a folder, or its folder does not exist
	 * @throws org.springframework.web.client.RestClientResponseException for a status of
	 * 400 or more
	 * @throws SessionException if the file was not received completely
	 * @throws java.io.UncheckedIOException if the file cannot be written
	 */
	Path download(String uri, Path target, Consumer<RequestSpec> request);

	/**
	 * Download a file from a ready-made URI, like
	 * {@link #download(String, Path, Consumer)}.
	 * @param uri an absolute http(s) URI, or a relative one that is appended to the base
	 * URL
	 * @param target the target file, whose folder must exist
	 * @param request describes the request
	 * @return the target
	 */
	Path download(URI uri, Path target, Consumer<RequestSpec> request);

	/**
	 * Fetch the pages of a list with plain requests, like
	 * {@link #pages(String, Consumer)}.
	 * @param uri a path below the base URL, or an absolute http(s) URL, without variables
	 * @return the pages, in order
	 */
	default Stream<Response> pages(String uri) {
		return pages(uri, (request) -> {
		});
	}

	/**
	 * Fetch the pages of a list: the response to a GET request, and then the page to
	 * which each page {@linkplain ResponseHead#links() links} as {@code next}. Each page
	 * is fetched on demand. Path variables and parameters apply to the first page only,
	 * the rest of the description to all pages. The stream ends after a page that has no
	 * next page, has an error status, or links to another origin than that of the first
	 * request, unless that is the origin of the base URL or an allowed one
	 * ({@code auth.allowed-origins}). A server behind a proxy that terminates TLS may
	 * link to {@code http} instead of {@code https}; then the stream ends early, and the
	 * logger of {@link Session} logs a warning.
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces
	 * @param request describes the request
	 * @return the pages, in order. The stream holds no connection; closing it ends it,
	 * and is optional unless the body of the request is a stream and no page is read. It
	 * fails with a {@link SessionException}, even if a page links to a page that was read
	 * before (after many pages, a loop may be traversed a few times before it is
	 * detected). After a failure, its iterator fails again
	 * @throws IllegalArgumentException if the request cannot be sent as described
	 */
	Stream<Response> pages(String uri, Consumer<RequestSpec> request);

	/**
	 * Fetch the pages of a list from a ready-made URI, like
	 * {@link #pages(String, Consumer)}.
	 * @param uri an absolute http(s) URI, or a relative one that is appended to the base
	 * URL
	 * @param request describes the request
	 * @return the pages, in order
	 */
	Stream<Response> pages(URI uri, Consumer<RequestSpec> request);

	/**
	 * Return the cookie jar of this session.
	 * @return a live, thread-safe view
	 */
	Cookies cookies();

	/**
	 * Return the default headers, which are sent with each request that does not set them
	 * itself.
	 * @return a read-only snapshot
	 */
	HttpHeaders headers();

	/**
	 * Change the default headers. The change is atomic: a request uses either all of it
	 * or none, and concurrent changes do not overwrite each other.
	 * @param change changes a copy of the headers; it must not call this session
	 */
	void headers(Consumer<HttpHeaders> change);

	/**
	 * Replace the credentials of this session. Requests that begin later use the new
	 * ones.
	 * @param credentials the new credentials, or {@code null} for none
	 */
	void auth(@Nullable Credentials credentials);

	/**
	 * Create a session for another user or job. It starts with copies of this session's
	 * current cookies, headers and credentials, and shares its connections, limits and
	 * retry budget. It opens no connection, and closing it closes none. Closing this
	 * session ends its forks.
	 * @return the fork
	 */
	Session fork();

	/**
	 * Create a {@link #fork()} with changed settings.
	 * @param changes changes the base URL, headers, parameters or credentials; settings
	 * of the shared connections (pool, timeouts, retries, redirects, limits) cannot be
	 * changed
	 * @return the fork
	 * @throws IllegalArgumentException if a shared setting was changed
	 */
	Session fork(Consumer<SessionBuilder> changes);

	/**
	 * Return the fork of a key, such as a user or tenant. It is created like
	 * {@link #fork()} when the key is first used. Afterwards, the same key returns the
	 * same cookies, headers and credentials, in all threads, as long as the fork is kept.
	 * Whether the same object is returned is not specified.
	 *
	 * <p>
	 * A session keeps at most {@code forks.max-count} of these forks, in memory, and each
	 * for {@code forks.max-idle} after its last use, which is a call or this method. The
	 * least recently used forks are dropped first. A fork in use is never dropped: while
	 * a call runs or a body is still being read, the fork is kept, even beyond these
	 * limits. After a fork was dropped, its key returns a new one. The old fork remains
	 * usable, but its state is no longer that of the key. Therefore, get a fork when it
	 * is needed instead of storing it.
	 *
	 * <p>
	 * Keys belong to the session with which they are used: keys of other sessions and of
	 * its forks, including keyed ones, are independent. A session and all its forks share
	 * the limits. The {@link #fork()} of a keyed fork is neither kept nor counted.
	 * {@link #close()} of a keyed fork does nothing, because other threads may be using
	 * it: {@link #forget} drops it, and closing this session ends it. A closed session
	 * keeps no forks: this method then returns a fork whose calls fail, like
	 * {@link #fork()}. Keys are not logged and appear in no metric, endpoint or message.
	 * @param key the key, which is compared by {@code equals}; must not be {@code null}
	 * @return the fork, which need not be closed
	 * @throws IllegalArgumentException if the key is empty or blank
	 */
	Session fork(String key);

	/**
	 * Drop the fork of a key, for example when a user logs out: the next
	 * {@link #fork(String)} of this key starts with the state that this session has at
	 * that time. Running calls of the old fork are not affected, and their cookies are
	 * not carried over. Does nothing if there is no such fork. Thread-safe.
	 * @param key the key; must not be {@code null}
	 * @throws IllegalArgumentException if the key is empty or blank
	 */
	void forget(String key);

	/**
	 * Return a Spring {@link RestClient} over this session, with the same connections,
	 * cookies, credentials, retries and limits. URI templates have the same meaning as in
	 * the verb methods; a URI that is built with a function or passed ready-made is used
	 * unchanged, without the session's default parameters.
	 * @return the client, the same for each call
	 */
	RestClient restClient();

	/**
	 * Return a declarative client over this session, through its {@link #restClient()}.
	 * @param <T> the interface
	 * @param httpExchangeInterface an interface whose methods are annotated with Spring's
	 * {@code @HttpExchange}
	 * @return the client, the same for the same interface
	 * @throws IllegalArgumentException if the type is not such an interface
	 */
	<T> T service(Class<T> httpExchangeInterface);

	/**
	 * Return the underlying object of another library.
	 * @param <T> the requested type
	 * @param type {@code org.apache.hc.client5.http.classic.HttpClient}, which applies
	 * all policies of this session (a {@code RequestConfig} or a context with an option
	 * that a session cannot set per request causes an {@code IllegalArgumentException}),
	 * {@code org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager},
	 * which is the session's own connection manager,
	 * {@code org.apache.hc.core5.pool.ConnPoolControl}, which counts the connections of
	 * the mounts, too, or Spring's {@code ClientHttpRequestFactory}, for a
	 * {@code RestTemplate} or another client, {@code UriBuilderFactory} (which interprets
	 * URIs like the verb methods) and {@code HttpMessageConverters}
	 * @return the object; it must not be closed (closing the connection manager closes
	 * the session's connections, and later calls of the session fail with a
	 * {@link SessionClosedException})
	 * @throws IllegalArgumentException if there is no such object
	 */
	<T> T unwrap(Class<T> type);

	/**
	 * Return the state of the connection pool, which is shared with forks. With mounts,
	 * the numbers are the sums over all pools.
	 * @return a snapshot
	 */
	PoolStats pool();

	/**
	 * Open the number of connections to the base URL that {@code pool.warm-up} sets,
	 * including tunnel and TLS handshake, so that the first calls do not wait for them.
	 * Returns immediately; the connections are opened in the background. If that fails,
	 * or there is no base URL, a warning is logged and no call is affected. In a Spring
	 * Boot application, this method is called for all session beans when the application
	 * is ready.
	 */
	void warmUp();

	/**
	 * End this session and its forks. Running calls, including those that wait for a
	 * connection or a retry, and later calls fail with a {@link SessionException}.
	 * Closing again has no effect. Closing a fork ends that fork only; closing a
	 * {@linkplain #fork(String) keyed} fork has no effect.
	 */
	@Override
	void close();

}
