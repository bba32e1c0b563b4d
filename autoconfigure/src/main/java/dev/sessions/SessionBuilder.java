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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

import dev.sessions.internal.uri.BaseUrl;
import dev.sessions.settings.CookieSettings;
import dev.sessions.settings.EgressSettings;
import dev.sessions.settings.ForkSettings;
import dev.sessions.settings.LimitSettings;
import dev.sessions.settings.LogDetail;
import dev.sessions.settings.PoolSettings;
import dev.sessions.settings.ProxySettings;
import dev.sessions.settings.RedirectSettings;
import dev.sessions.settings.ResilienceSettings;
import dev.sessions.settings.RetrySettings;
import dev.sessions.settings.SharedSettings;
import dev.sessions.settings.SslSettings;
import dev.sessions.settings.TimeoutSettings;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

/**
 * Builds a {@link Session}. Not thread-safe.
 *
 * <p>
 * The methods for single settings are shortcuts for {@link #settings(SessionSettings)}.
 */
public interface SessionBuilder {

	/**
	 * Return the name of the session.
	 * @return the name
	 */
	String name();

	/**
	 * Return the current settings.
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
	 * Set the URL to which paths are appended.
	 * @param baseUrl an absolute http(s) URL without query, fragment and user info
	 * @return this
	 * @throws IllegalArgumentException if the URL has another form
	 */
	default SessionBuilder baseUrl(String baseUrl) {
		return settings(settings().withBaseUrl(BaseUrl.parse(baseUrl)));
	}

	/**
	 * Set a default header.
	 * @param name the name
	 * @param values the values
	 * @return this
	 */
	default SessionBuilder header(String name, String... values) {
		return headers((headers) -> headers.put(name, new ArrayList<>(Arrays.asList(values))));
	}

	/**
	 * Change the default headers.
	 * @param headers changes the headers that were set so far
	 * @return this
	 */
	default SessionBuilder headers(Consumer<HttpHeaders> headers) {
		HttpHeaders changed = HttpHeaders.copyOf(settings().headers());
		headers.accept(changed);
		return settings(settings().withHeaders(changed));
	}

	/**
	 * Set a default query parameter, which is sent with each request whose URI is
	 * relative to the base URL and does not set it itself.
	 * @param name the name
	 * @param values the values
	 * @return this
	 */
	default SessionBuilder param(String name, String... values) {
		MultiValueMap<String, String> changed = new LinkedMultiValueMap<>(settings().params());
		changed.put(name, Arrays.asList(values));
		return settings(settings().withParams(changed));
	}

	/**
	 * Set the credentials, which are sent to the base URL's origin and the allowed
	 * origins.
	 * @param credentials the credentials, or {@code null} for none
	 * @return this
	 */
	default SessionBuilder auth(@Nullable Credentials credentials) {
		return settings(settings().withCredentials(credentials));
	}

	/**
	 * Set the origins that receive the credentials in addition to the base URL's origin.
	 * @param origins the origins, each as {@code scheme://host[:port]}
	 * @return this
	 */
	default SessionBuilder allowedOrigins(String... origins) {
		return settings(settings().withAllowedOrigins(new LinkedHashSet<>(Arrays.asList(origins))));
	}

	/**
	 * Change the settings of the cookie jar.
	 * @param change returns the new settings for the current ones
	 * @return this
	 */
	default SessionBuilder cookies(UnaryOperator<CookieSettings> change) {
		return settings(settings().withCookies(change.apply(settings().cookies())));
	}

	/**
	 * Change the number and the lifetime of the forks that are kept by their keys. A fork
	 * shares these settings with its session.
	 * @param change returns the new settings for the current ones
	 * @return this
	 */
	default SessionBuilder forks(UnaryOperator<ForkSettings> change) {
		return settings(settings().withForks(change.apply(settings().forks())));
	}

	/**
	 * Change the settings of the state that is shared with other instances of the
	 * application. A fork uses the store of its session.
	 * @param change returns the new settings for the current ones
	 * @return this
	 */
	default SessionBuilder shared(UnaryOperator<SharedSettings> change) {
		return settings(settings().withShared(change.apply(settings().shared())));
	}

	/**
	 * Let each call use the fork of a key that depends on the caller, such as the current
	 * user, instead of the session itself. The same applies to {@link Session#cookies()},
	 * {@link Session#headers()} and {@link Session#auth}. All variants of
	 * {@link Session#fork()}, {@link Session#forget} and {@link Session#close()} always
	 * apply to the session itself, and calls of a fork use that fork.
	 * @param resolver the resolver of the key of the current call, or {@code null} for
	 * none, in which case each call uses the session itself
	 * @return this
	 */
	SessionBuilder forkBy(@Nullable ForkKeyResolver resolver);

	/**
	 * Change the timeouts.
	 * @param change returns the new settings for the current ones
	 * @return this
	 */
	default SessionBuilder timeout(UnaryOperator<TimeoutSettings> change) {
		return settings(settings().withTimeout(change.apply(settings().timeout())));
	}

	/**
	 * Change the connection pool.
	 * @param change returns the new settings for the current ones
	 * @return this
	 */
	default SessionBuilder pool(UnaryOperator<PoolSettings> change) {
		return settings(settings().withPool(change.apply(settings().pool())));
	}

	/**
	 * Change the retries.
	 * @param change returns the new settings for the current ones
	 * @return this
	 */
	default SessionBuilder retry(UnaryOperator<RetrySettings> change) {
		return settings(settings().withRetry(change.apply(settings().retry())));
	}

	/**
	 * Change the settings of redirects.
	 * @param change returns the new settings for the current ones
	 * @return this
	 */
	default SessionBuilder redirects(UnaryOperator<RedirectSettings> change) {
		return settings(settings().withRedirects(change.apply(settings().redirects())));
	}

	/**
	 * Change the proxies.
	 * @param change returns the new settings for the current ones
	 * @return this
	 */
	default SessionBuilder proxy(UnaryOperator<ProxySettings> change) {
		return settings(settings().withProxy(change.apply(settings().proxy())));
	}

	/**
	 * Change the TLS settings.
	 * @param change returns the new settings for the current ones
	 * @return this
	 */
	default SessionBuilder ssl(UnaryOperator<SslSettings> change) {
		return settings(settings().withSsl(change.apply(settings().ssl())));
	}

	/**
	 * Change the size limits of responses.
	 * @param change returns the new settings for the current ones
	 * @return this
	 */
	default SessionBuilder limits(UnaryOperator<LimitSettings> change) {
		return settings(settings().withLimits(change.apply(settings().limits())));
	}

	/**
	 * Restrict the hosts and addresses that may be reached. The base URL's host is always
	 * allowed. A fork has the egress settings of its session.
	 * @param change returns the new settings for the current ones
	 * @return this
	 */
	default SessionBuilder egress(UnaryOperator<EgressSettings> change) {
		return settings(settings().withEgress(change.apply(settings().egress())));
	}

	/**
	 * Change circuit breaker, rate limit and bulkhead, which require Resilience4j on the
	 * class path. A fork shares those of its session.
	 * @param change returns the new settings for the current ones
	 * @return this
	 */
	default SessionBuilder resilience(UnaryOperator<ResilienceSettings> change) {
		return settings(settings().withResilience(change.apply(settings().resilience())));
	}

	/**
	 * Set whether compressed responses are requested and decoded.
	 * @param compression whether compression is on; {@code true} by default
	 * @return this
	 */
	default SessionBuilder compression(boolean compression) {
		return settings(settings().withCompression(compression));
	}

	/**
	 * Set the level of detail at which each call is logged, without secrets, by the
	 * logger {@code dev.sessions.log.<name>} at level INFO. At level DEBUG the call is
	 * also logged as a curl command.
	 * @param detail the level of detail, {@link LogDetail#NONE} by default
	 * @return this
	 */
	default SessionBuilder log(LogDetail detail) {
		return settings(settings().withLog(detail));
	}

	/**
	 * Use other settings for the requests below a prefix. Cookies, headers and
	 * credentials remain those of the session. Of several matching prefixes the longest
	 * is used.
	 * @param prefix a path below the base URL, or an absolute http(s) URL; it matches
	 * whole segments, so that {@code /reports} does not match {@code /reports-2}
	 * @param changes changes the session's final settings when the session is built
	 * @return this
	 * @throws IllegalArgumentException if the prefix is neither, or has a mount already
	 */
	SessionBuilder mount(String prefix, Consumer<MountBuilder> changes);

	/**
	 * Send the requests below a prefix to an adapter instead of a connection, such as a
	 * fake in a test or a custom transport. Hooks, redirects, retries, credentials,
	 * cookies, limits and decoding apply as usual.
	 * @param prefix a path below the base URL, or an absolute http(s) URL
	 * @param adapter executes the requests; it must be thread-safe, and is called in the
	 * thread of the call, which is interrupted when the call times out or the session is
	 * closed
	 * @return this
	 * @throws IllegalArgumentException if the prefix is neither, or has a mount already
	 */
	SessionBuilder mount(String prefix, ClientHttpRequestFactory adapter);

	/**
	 * Set the message converters for bodies, which replace Spring's defaults.
	 * @param converters the converters
	 * @return this
	 */
	SessionBuilder messageConverters(HttpMessageConverters converters);

	/**
	 * Add a hook for each request.
	 * @param hook the hook, which must be thread-safe; hooks are called in the order of
	 * their addition
	 * @return this
	 */
	SessionBuilder onRequest(RequestHook hook);

	/**
	 * Add a hook for the head of each response.
	 * @param hook the hook, which must be thread-safe; hooks are called in the order of
	 * their addition
	 * @return this
	 */
	SessionBuilder onResponse(ResponseHook hook);

	/**
	 * Add a listener for retries.
	 * @param listener the listener, which must be thread-safe
	 * @return this
	 */
	SessionBuilder onRetry(RetryListener listener);

	/**
	 * Change the builder of the underlying HttpClient, for options that have no setting.
	 * The change is applied after all settings, when the session's policies are in the
	 * execution chain.
	 * @param change changes the builder; changes are applied in the order of their
	 * addition
	 * @return this
	 */
	SessionBuilder httpClient(Consumer<HttpClientBuilder> change);

	/**
	 * Change the client that {@link Session#restClient()} and {@link Session#service}
	 * use, such as its interceptors, default headers and status handlers. Its connections
	 * and converters, and the interpretation of its URIs, remain those of the session.
	 * @param change changes the builder when the client is first used; changes are
	 * applied in the order of their addition
	 * @return this
	 */
	SessionBuilder restClient(Consumer<RestClient.Builder> change);

	/**
	 * Build the session. No connection is opened before the first call.
	 * @return the session, which the caller closes
	 * @throws IllegalStateException if the settings require a library that is not on the
	 * class path
	 * @throws IllegalArgumentException if an encryption key is invalid
	 */
	Session build();

}
