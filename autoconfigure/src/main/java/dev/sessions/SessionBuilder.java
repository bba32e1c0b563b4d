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

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.sessions.cookie.CookieSettings;
import dev.sessions.egress.EgressSettings;
import dev.sessions.limit.LimitSettings;
import dev.sessions.limit.TimeoutSettings;
import dev.sessions.log.LogDetail;
import dev.sessions.proxy.ProxySettings;
import dev.sessions.redirect.RedirectSettings;
import dev.sessions.resilience.ResilienceSettings;
import dev.sessions.retry.RetrySettings;
import dev.sessions.tls.SslSettings;
import dev.sessions.transport.PoolSettings;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.client.RestClient;

/**
 * Builds a {@link Session}. Not thread-safe.
 */
public interface SessionBuilder {

	/**
	 * The name of the session.
	 * @return the name
	 */
	String name();

	/**
	 * The settings so far.
	 * @return the settings
	 */
	SessionSettings settings();

	/**
	 * Replace all settings.
	 * @param settings the settings
	 * @return this
	 */
	SessionBuilder settings(SessionSettings settings);

	/**
	 * The URL that paths are appended to.
	 * @param baseUrl an absolute http(s) URL without query, fragment and user info
	 * @return this
	 * @throws IllegalArgumentException if it is not
	 */
	SessionBuilder baseUrl(String baseUrl);

	/**
	 * Set a default header.
	 * @param name the name
	 * @param values the values
	 * @return this
	 */
	SessionBuilder header(String name, String... values);

	/**
	 * Change the default headers.
	 * @param headers is given those set so far
	 * @return this
	 */
	SessionBuilder headers(Consumer<HttpHeaders> headers);

	/**
	 * Set a default query parameter.
	 * @param name the name
	 * @param values the values
	 * @return this
	 */
	SessionBuilder param(String name, String... values);

	/**
	 * The credentials, for the base URL's origin and the allowed ones.
	 * @param credentials the credentials, or {@code null} for none
	 * @return this
	 */
	SessionBuilder auth(@Nullable Credentials credentials);

	/**
	 * Origins that may get the credentials besides the base URL's.
	 * @param origins the origins, each as {@code scheme://host[:port]}
	 * @return this
	 */
	SessionBuilder allowedOrigins(String... origins);

	SessionBuilder cookies(UnaryOperator<CookieSettings> change);

	SessionBuilder timeout(UnaryOperator<TimeoutSettings> change);

	SessionBuilder pool(UnaryOperator<PoolSettings> change);

	SessionBuilder retry(UnaryOperator<RetrySettings> change);

	SessionBuilder redirects(UnaryOperator<RedirectSettings> change);

	SessionBuilder proxy(UnaryOperator<ProxySettings> change);

	SessionBuilder ssl(UnaryOperator<SslSettings> change);

	SessionBuilder limits(UnaryOperator<LimitSettings> change);

	/**
	 * Which hosts and addresses may be reached. The base URL's host always may; a fork
	 * may reach what its session may.
	 * @param change changes the settings
	 * @return this
	 */
	SessionBuilder egress(UnaryOperator<EgressSettings> change);

	/**
	 * Circuit breaker, rate limit and bulkhead, which need Resilience4j on the class
	 * path. A fork has those of its session.
	 * @param change changes the settings
	 * @return this
	 */
	SessionBuilder resilience(UnaryOperator<ResilienceSettings> change);

	/**
	 * Whether compressed answers are asked for and decoded.
	 * @param compression whether they are
	 * @return this
	 */
	SessionBuilder compression(boolean compression);

	/**
	 * How much of each call is logged, without secrets, by the logger
	 * {@code dev.sessions.log.<name>} at INFO. At DEBUG the call is logged as a command
	 * for curl besides.
	 * @param detail how much; by default nothing
	 * @return this
	 */
	SessionBuilder log(LogDetail detail);

	/**
	 * Give the requests below a prefix settings of their own, while their cookies,
	 * headers and credentials stay the session's. Of several prefixes the longest counts.
	 * @param prefix a path under the base URL, or an absolute http(s) URL; it ends with a
	 * segment, so that {@code /reports} is none of {@code /reports-2}
	 * @param changes makes the changes when the session is built, beginning with what the
	 * session has by then
	 * @return this
	 * @throws IllegalArgumentException if it is neither, or there is such a mount already
	 */
	SessionBuilder mount(String prefix, Consumer<MountBuilder> changes);

	/**
	 * Let the requests below a prefix be answered by an adapter in place of a connection:
	 * a fake of a test, or a transport of one's own. Everything else is as it always is:
	 * hooks, redirects, retries, credentials, cookies, limits and decoding.
	 * @param prefix a path under the base URL, or an absolute http(s) URL
	 * @param adapter makes the requests; called by many threads at once, in the thread of
	 * the call, which is interrupted when the call takes too long or the session is
	 * closed
	 * @return this
	 * @throws IllegalArgumentException if it is neither, or there is such a mount already
	 */
	SessionBuilder mount(String prefix, ClientHttpRequestFactory adapter);

	/**
	 * The converters for bodies.
	 * @param converters the converters, in place of Spring's defaults
	 * @return this
	 */
	SessionBuilder messageConverters(HttpMessageConverters converters);

	/**
	 * See each request before it is sent.
	 * @param hook the hook; calls add up, in order
	 * @return this
	 */
	SessionBuilder onRequest(RequestHook hook);

	/**
	 * See the head of each response.
	 * @param hook the hook; calls add up, in order
	 * @return this
	 */
	SessionBuilder onResponse(ResponseHook hook);

	/**
	 * Add a listener that is told of each retry.
	 * @param listener the listener, which must be thread-safe
	 * @return this
	 */
	SessionBuilder onRetry(RetryListener listener);

	/**
	 * The way out to everything that has no setting: change the HttpClient itself. It is
	 * given the builder after all settings were applied, with the session's rules in its
	 * execution chain.
	 * @param change changes the builder; calls add up, in order
	 * @return this
	 */
	SessionBuilder httpClient(Consumer<HttpClientBuilder> change);

	/**
	 * Change the client that {@link Session#restClient()} and {@link Session#service}
	 * use: its interceptors, default headers, status handlers. Its connections, its
	 * converters and what its URIs mean are the session's and stay so.
	 * @param change changes the builder when the client is first used; calls add up, in
	 * order
	 * @return this
	 */
	SessionBuilder restClient(Consumer<RestClient.Builder> change);

	/**
	 * Build the session. No connection is opened before the first call.
	 * @return the session, which whoever built it closes
	 * @throws IllegalStateException if a library is missing that the settings need
	 */
	Session build();

}
