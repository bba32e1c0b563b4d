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
 * One remote API: its base URL, cookies, default headers, credentials, connections and
 * rules, under one name.
 *
 * <p>
 * The verbs send at once, read the body into memory (at most
 * {@code limits.max-response-size}), give the connection back and return, whatever the
 * status. A path is appended to the base URL; an absolute http(s) URL is used as it is
 * and gets the session's credentials at its allowed origins only. Variables in braces are
 * filled in order and encoded so that none can add a path segment, a query or a host.
 *
 * <p>
 * Every call ends within {@code timeout.total} and fails with a {@link SessionException};
 * input that cannot be sent (a line break in a header, a missing variable) is an
 * {@link IllegalArgumentException} before anything is sent.
 *
 * <p>
 * Thread-safe. Whoever builds a session closes it; Spring closes those that are beans,
 * the configured ones among them.
 */
public interface Session extends AutoCloseable {

	/**
	 * Start to build a session without Spring Boot.
	 * @param name the name of the session, for messages and metrics
	 * @return a builder with the default settings
	 */
	static SessionBuilder builder(String name) {
		return new DefaultSessionBuilder(name);
	}

	/**
	 * The name of this session. A fork has its parent's.
	 * @return the name
	 */
	String name();

	default Response get(String uri, Object... uriVariables) {
		return send(HttpMethod.GET, uri, uriVariables);
	}

	default Response get(String uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.GET, uri, request);
	}

	default Response get(URI uri) {
		return send(HttpMethod.GET, uri);
	}

	default Response get(URI uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.GET, uri, request);
	}

	default Response head(String uri, Object... uriVariables) {
		return send(HttpMethod.HEAD, uri, uriVariables);
	}

	default Response head(String uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.HEAD, uri, request);
	}

	default Response head(URI uri) {
		return send(HttpMethod.HEAD, uri);
	}

	default Response head(URI uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.HEAD, uri, request);
	}

	default Response options(String uri, Object... uriVariables) {
		return send(HttpMethod.OPTIONS, uri, uriVariables);
	}

	default Response options(String uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.OPTIONS, uri, request);
	}

	default Response options(URI uri) {
		return send(HttpMethod.OPTIONS, uri);
	}

	default Response options(URI uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.OPTIONS, uri, request);
	}

	default Response delete(String uri, Object... uriVariables) {
		return send(HttpMethod.DELETE, uri, uriVariables);
	}

	default Response delete(String uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.DELETE, uri, request);
	}

	default Response delete(URI uri) {
		return send(HttpMethod.DELETE, uri);
	}

	default Response delete(URI uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.DELETE, uri, request);
	}

	default Response post(String uri, Object... uriVariables) {
		return send(HttpMethod.POST, uri, uriVariables);
	}

	default Response post(String uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.POST, uri, request);
	}

	default Response post(URI uri) {
		return send(HttpMethod.POST, uri);
	}

	default Response post(URI uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.POST, uri, request);
	}

	default Response put(String uri, Object... uriVariables) {
		return send(HttpMethod.PUT, uri, uriVariables);
	}

	default Response put(String uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.PUT, uri, request);
	}

	default Response put(URI uri) {
		return send(HttpMethod.PUT, uri);
	}

	default Response put(URI uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.PUT, uri, request);
	}

	default Response patch(String uri, Object... uriVariables) {
		return send(HttpMethod.PATCH, uri, uriVariables);
	}

	default Response patch(String uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.PATCH, uri, request);
	}

	default Response patch(URI uri) {
		return send(HttpMethod.PATCH, uri);
	}

	default Response patch(URI uri, Consumer<RequestSpec> request) {
		return send(HttpMethod.PATCH, uri, request);
	}

	/**
	 * Send a request that has nothing but a method and a URI.
	 * @param method the method
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces
	 * @param uriVariables the values of the variables, in the order in which they stand
	 * @return the response, read whole
	 * @throws IllegalArgumentException if the URI cannot be sent or the number of values
	 * is not that of the variables
	 * @throws SessionException if no response was received in time
	 */
	Response send(HttpMethod method, String uri, Object... uriVariables);

	/**
	 * Send a request.
	 * @param method the method
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces, whose values are given with {@link RequestSpec#path}
	 * @param request describes the request
	 * @return the response, read whole
	 * @throws IllegalArgumentException if the request cannot be sent as described
	 * @throws SessionException if no response was received in time
	 */
	Response send(HttpMethod method, String uri, Consumer<RequestSpec> request);

	default Response send(HttpMethod method, URI uri) {
		return send(method, uri, (request) -> {
		});
	}

	/**
	 * Send a request to a ready-made URI, which is used as it is.
	 * @param method the method
	 * @param uri an absolute http(s) URI, or a relative one that is appended to the base
	 * URL
	 * @param request describes the request
	 * @return the response, read whole
	 * @throws IllegalArgumentException if the request cannot be sent as described
	 * @throws SessionException if no response was received in time
	 */
	Response send(HttpMethod method, URI uri, Consumer<RequestSpec> request);

	/**
	 * Send a request and read the response while it comes in. The connection is taken
	 * back when the reader ends, whether it has read all, returned early or failed.
	 * {@code timeout.total} ends with the head of the response: from there on only a
	 * server that is silent for {@code timeout.read} ends the call. The size of the body
	 * is not limited, as nothing is held in memory.
	 * @param <T> what the reader makes of the response
	 * @param method the method
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces
	 * @param request describes the request
	 * @param reader reads the response, whatever its status
	 * @return what the reader returned
	 * @throws IllegalArgumentException if the request cannot be sent as described
	 * @throws SessionException if no response was received in time, or its body failed
	 * @throws java.io.UncheckedIOException if the reader failed with an
	 * {@link java.io.IOException} that did not come from the body
	 */
	<T extends @Nullable Object> T stream(HttpMethod method, String uri, Consumer<RequestSpec> request,
			ResponseReader<T> reader);

	/**
	 * As {@link #stream(HttpMethod, String, Consumer, ResponseReader)}, with a ready-made
	 * URI.
	 * @param <T> what the reader makes of the response
	 * @param method the method
	 * @param uri the URI, used as it is
	 * @param request describes the request
	 * @param reader reads the response, whatever its status
	 * @return what the reader returned
	 */
	<T extends @Nullable Object> T stream(HttpMethod method, URI uri, Consumer<RequestSpec> request,
			ResponseReader<T> reader);

	default Path download(String uri, Path target) {
		return download(uri, target, (request) -> {
		});
	}

	/**
	 * Download a file, of any size. It is written beside the target and takes its place,
	 * and that of a file that is there, at once when it is whole; if the download fails,
	 * nothing is left. Where the connection breaks, the rest is asked for if the server
	 * can send it ({@code Range}, {@code If-Range}), else the whole again, as often as
	 * {@code retry.max-attempts} says. The bytes are those that the server has: it is
	 * asked for no encoding, and none is decoded. Times are those of a stream.
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces
	 * @param target the file to be; its folder must exist
	 * @param request describes the request, {@link RequestSpec#onProgress progress} among
	 * it
	 * @return the target
	 * @throws IllegalArgumentException if the request cannot be sent as described, or the
	 * target is a folder or in none
	 * @throws org.springframework.web.client.RestClientResponseException for a status of
	 * 400 or more
	 * @throws SessionException if the file was not received whole
	 * @throws java.io.UncheckedIOException if it could not be written
	 */
	Path download(String uri, Path target, Consumer<RequestSpec> request);

	/**
	 * As {@link #download(String, Path, Consumer)}, with a ready-made URI.
	 * @param uri the URI, used as it is
	 * @param target the file to be; its folder must exist
	 * @param request describes the request
	 * @return the target
	 */
	Path download(URI uri, Path target, Consumer<RequestSpec> request);

	default Stream<Response> pages(String uri) {
		return pages(uri, (request) -> {
		});
	}

	/**
	 * The pages of a list: the response to a GET, and then each that the one before
	 * {@linkplain ResponseHead#links() links} to as {@code next}, fetched when it is
	 * asked for. Path variables and parameters belong to the first page; the rest of the
	 * request is said of all. The pages end with one that has no next page, is an error,
	 * or links to another origin than the first request's, unless that is the base URL's
	 * or an allowed one ({@code auth.allowed-origins}).
	 * @param uri a path below the base URL, or an absolute http(s) URL, with variables in
	 * braces
	 * @param request describes the request
	 * @return the pages, in order; they hold no connection, and closing them ends them.
	 * They fail with a {@link SessionException}, also if a page links to one that was
	 * read before
	 * @throws IllegalArgumentException if the request cannot be sent as described
	 */
	Stream<Response> pages(String uri, Consumer<RequestSpec> request);

	/**
	 * As {@link #pages(String, Consumer)}, with a ready-made URI.
	 * @param uri the URI, used as it is
	 * @param request describes the request
	 * @return the pages
	 */
	Stream<Response> pages(URI uri, Consumer<RequestSpec> request);

	/**
	 * The cookie jar of this session.
	 * @return a live, thread-safe view
	 */
	Cookies cookies();

	/**
	 * The headers that go with each request which does not set them itself.
	 * @return a read-only snapshot
	 */
	HttpHeaders headers();

	/**
	 * Change the default headers. The change is atomic: a request sees all of it or
	 * nothing, and two changes never lose one another.
	 * @param change is given a copy of the headers to change; it must not call this
	 * session
	 */
	void headers(Consumer<HttpHeaders> change);

	/**
	 * Replace the credentials of this session, for requests from now on.
	 * @param credentials the new credentials, or {@code null} for none
	 */
	void auth(@Nullable Credentials credentials);

	/**
	 * A session for another user or job: it starts with the cookies, headers and
	 * credentials that this one has now and then keeps its own, while connections, limits
	 * and the retry budget are shared. It costs no connection. Closing it closes no
	 * connection either; closing this session ends it.
	 * @return the fork
	 */
	Session fork();

	/**
	 * A {@link #fork()} that differs from this session in more than it will learn.
	 * @param changes changes the base URL, headers, parameters or credentials; what is
	 * part of the shared connections (pool, timeouts, retries, redirects, limits) cannot
	 * be changed
	 * @return the fork
	 * @throws IllegalArgumentException if a shared setting was changed
	 */
	Session fork(Consumer<SessionBuilder> changes);

	/**
	 * Spring's client over this very session: same connections, cookies, credentials,
	 * retries and limits. A URI template is read as the verbs read it; a URI that is
	 * built with a function or handed in ready-made is used as it is, without the
	 * session's default parameters.
	 * @return the client, the same at each call
	 */
	RestClient restClient();

	/**
	 * A declarative client over this very session, through its {@link #restClient()}.
	 * @param <T> the interface
	 * @param httpExchangeInterface an interface whose methods are annotated as Spring's
	 * {@code @HttpExchange}
	 * @return the client, the same for the same interface
	 * @throws IllegalArgumentException if it is no such interface
	 */
	<T> T service(Class<T> httpExchangeInterface);

	/**
	 * The object of another library behind this session.
	 * @param <T> the type asked for
	 * @param type {@code org.apache.hc.client5.http.classic.HttpClient}, which sends with
	 * all of this session's rules, {@code org.apache.hc.core5.pool.ConnPoolControl}, or
	 * of Spring, for a {@code RestTemplate} or another client,
	 * {@code ClientHttpRequestFactory}, {@code UriBuilderFactory} (which reads URIs as
	 * the verbs do) and {@code HttpMessageConverters}
	 * @return the object; it must not be closed
	 * @throws IllegalArgumentException if there is no such object
	 */
	<T> T unwrap(Class<T> type);

	/**
	 * The state of the connection pool, which is shared with forks; with mounts, of all
	 * their pools together.
	 * @return the numbers of this moment
	 */
	PoolStats pool();

	/**
	 * Open the connections to the base URL that {@code pool.warm-up} asks for, tunnel and
	 * TLS handshake included, so that the first callers need not wait for them. Returns
	 * at once: they are opened in the background. If that fails, or there is no base URL,
	 * a warning is logged and no call is affected. Spring Boot does this to the sessions
	 * among its beans when the application is ready.
	 */
	void warmUp();

	/**
	 * End this session and its forks. Running calls, also those that wait for a
	 * connection or a retry, fail with a {@link SessionException}; so do later ones.
	 * Closing again does nothing. Closing a fork ends that fork alone.
	 */
	@Override
	void close();

}
