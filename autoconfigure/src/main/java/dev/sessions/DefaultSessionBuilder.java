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
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.sessions.internal.call.LeaseHolder;
import dev.sessions.internal.call.TransportListener;
import dev.sessions.internal.client.Mount;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.log.CallLog;
import dev.sessions.internal.resilience.ResilienceRegistries;
import dev.sessions.internal.shared.SharedSession;
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
import dev.sessions.settings.TransportSettings;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.RestClient;

/**
 * Collects settings and builds a {@link DefaultSession}.
 */
class DefaultSessionBuilder implements SessionBuilder {

	private static final Logger logger = LoggerFactory.getLogger(Session.class);

	private final String name;

	private SessionSettings settings = SessionSettings.defaults();

	private @Nullable HttpMessageConverters converters;

	private @Nullable ForkKeyResolver forkBy;

	private final MountList mounts = new MountList();

	private final HookList hooks = new HookList();

	private final RetryListeners retryListeners = new RetryListeners();

	private final List<Consumer<HttpClientBuilder>> httpClientChanges = new ArrayList<>();

	private final List<Consumer<RestClient.Builder>> restClientChanges = new ArrayList<>();

	DefaultSessionBuilder(String name) {
		if (name.isBlank()) {
			throw new IllegalArgumentException("The name of a session must not be empty");
		}
		this.name = name;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public SessionSettings settings() {
		return this.settings;
	}

	@Override
	public SessionBuilder settings(SessionSettings settings) {
		this.settings = Objects.requireNonNull(settings, "settings");
		return this;
	}

	@Override
	public SessionBuilder baseUrl(String baseUrl) {
		return settings(this.settings.withBaseUrl(BaseUrl.parse(baseUrl)));
	}

	@Override
	public SessionBuilder header(String name, String... values) {
		return headers((headers) -> headers.put(name, new ArrayList<>(Arrays.asList(values))));
	}

	@Override
	public SessionBuilder headers(Consumer<HttpHeaders> headers) {
		HttpHeaders changed = HttpHeaders.copyOf(this.settings.headers());
		headers.accept(changed);
		return settings(this.settings.withHeaders(changed));
	}

	@Override
	public SessionBuilder param(String name, String... values) {
		MultiValueMap<String, String> changed = new LinkedMultiValueMap<>(this.settings.params());
		changed.put(name, Arrays.asList(values));
		return settings(this.settings.withParams(changed));
	}

	@Override
	public SessionBuilder auth(@Nullable Credentials credentials) {
		return settings(this.settings.withCredentials(credentials));
	}

	@Override
	public SessionBuilder allowedOrigins(String... origins) {
		return settings(this.settings.withAllowedOrigins(new LinkedHashSet<>(Arrays.asList(origins))));
	}

	@Override
	public SessionBuilder cookies(UnaryOperator<CookieSettings> change) {
		return settings(this.settings.withCookies(change.apply(this.settings.cookies())));
	}

	@Override
	public SessionBuilder forks(UnaryOperator<ForkSettings> change) {
		return settings(this.settings.withForks(change.apply(this.settings.forks())));
	}

	@Override
	public SessionBuilder shared(UnaryOperator<SharedSettings> change) {
		return settings(this.settings.withShared(change.apply(this.settings.shared())));
	}

	@Override
	public SessionBuilder forkBy(@Nullable ForkKeyResolver resolver) {
		this.forkBy = resolver;
		return this;
	}

	@Override
	public SessionBuilder timeout(UnaryOperator<TimeoutSettings> change) {
		return settings(this.settings.withTimeout(change.apply(this.settings.timeout())));
	}

	@Override
	public SessionBuilder pool(UnaryOperator<PoolSettings> change) {
		return settings(this.settings.withPool(change.apply(this.settings.pool())));
	}

	@Override
	public SessionBuilder retry(UnaryOperator<RetrySettings> change) {
		return settings(this.settings.withRetry(change.apply(this.settings.retry())));
	}

	@Override
	public SessionBuilder redirects(UnaryOperator<RedirectSettings> change) {
		return settings(this.settings.withRedirects(change.apply(this.settings.redirects())));
	}

	@Override
	public SessionBuilder proxy(UnaryOperator<ProxySettings> change) {
		return settings(this.settings.withProxy(change.apply(this.settings.proxy())));
	}

	@Override
	public SessionBuilder ssl(UnaryOperator<SslSettings> change) {
		return settings(this.settings.withSsl(change.apply(this.settings.ssl())));
	}

	@Override
	public SessionBuilder limits(UnaryOperator<LimitSettings> change) {
		return settings(this.settings.withLimits(change.apply(this.settings.limits())));
	}

	@Override
	public SessionBuilder egress(UnaryOperator<EgressSettings> change) {
		return settings(this.settings.withEgress(change.apply(this.settings.egress())));
	}

	@Override
	public SessionBuilder resilience(UnaryOperator<ResilienceSettings> change) {
		return settings(this.settings.withResilience(change.apply(this.settings.resilience())));
	}

	@Override
	public SessionBuilder compression(boolean compression) {
		return settings(this.settings.withCompression(compression));
	}

	@Override
	public SessionBuilder log(LogDetail detail) {
		return settings(this.settings.withLog(detail));
	}

	@Override
	public SessionBuilder mount(String prefix, Consumer<MountBuilder> changes) {
		this.mounts.add(prefix, changes);
		return this;
	}

	@Override
	public SessionBuilder mount(String prefix, ClientHttpRequestFactory adapter) {
		this.mounts.add(prefix, adapter);
		return this;
	}

	@Override
	public SessionBuilder messageConverters(HttpMessageConverters converters) {
		this.converters = Objects.requireNonNull(converters, "converters");
		return this;
	}

	@Override
	public SessionBuilder onRequest(RequestHook hook) {
		this.hooks.onRequest(hook);
		return this;
	}

	@Override
	public SessionBuilder onResponse(ResponseHook hook) {
		this.hooks.onResponse(hook);
		return this;
	}

	@Override
	public SessionBuilder onRetry(RetryListener listener) {
		this.retryListeners.add(listener);
		return this;
	}

	@Override
	public SessionBuilder httpClient(Consumer<HttpClientBuilder> change) {
		this.httpClientChanges.add(Objects.requireNonNull(change, "change"));
		return this;
	}

	@Override
	public SessionBuilder restClient(Consumer<RestClient.Builder> change) {
		this.restClientChanges.add(Objects.requireNonNull(change, "change"));
		return this;
	}

	@Override
	public Session build() {
		HttpMessageConverters used = (this.converters != null) ? this.converters : SharedConverters.DEFAULTS;
		TransportSettings settings = Egress.of(this.name, this.settings);
		List<Mount> mounts = this.mounts.of(this.name, settings);
		Egress.warn(this.name, Stream.concat(Stream.of(settings), mounts.stream().map(Mount::settings)).toList());
		SettingsLint.warn(this.name, this.settings, mounts);
		Transport transport = new Transport(
				settings.withResilience(ResilienceRegistries.complete(settings.resilience(), this.name)), mounts,
				this.hooks.of(this.name), clientChanges(settings.log()),
				SharedSession.of(this.name, this.settings.shared()));
		requireLibraries(transport);
		transport.onLeak(leakReports(this.name));
		TransportListener listeners = this.retryListeners.of(this.name);
		if (listeners != null) {
			transport.listen(listeners);
		}
		DefaultSession session = new DefaultSession(
				SharedWithForks.of(this.name, transport, used, List.copyOf(this.restClientChanges), this.forkBy),
				this.settings);
		SharedSession shared = transport.shared();
		if (shared != null) {
			shared.connect();
		}
		return session;
	}

	/**
	 * Create the resilience handlers now, so that a missing library fails the build of
	 * the session and not its first call.
	 */
	private void requireLibraries(Transport transport) {
		try {
			transport.resilienceHandlers();
		}
		catch (IllegalStateException ex) {
			throw new IllegalStateException("The session '" + this.name + "' cannot be built: " + ex.getMessage(), ex);
		}
	}

	private static Consumer<LeaseHolder> leakReports(String session) {
		return (holder) -> logger.warn(
				"The session '{}' has a connection that is still in use: {} (see pool.leak-detection)", session,
				holder.describe(), holder.taken());
	}

	/**
	 * The call log is added first, so that interceptors that are put on top of the chain
	 * stand above it.
	 */
	private List<Consumer<HttpClientBuilder>> clientChanges(LogDetail log) {
		List<Consumer<HttpClientBuilder>> changes = new ArrayList<>();
		if (log != LogDetail.NONE) {
			changes.add(new CallLog(this.name, log));
		}
		changes.addAll(this.httpClientChanges);
		return changes;
	}

	/**
	 * Spring's default converters, detected on the class path once, on first use.
	 */
	private static final class SharedConverters {

		static final HttpMessageConverters DEFAULTS = HttpMessageConverters.forClient().registerDefaults().build();

		private SharedConverters() {
		}

	}

}
