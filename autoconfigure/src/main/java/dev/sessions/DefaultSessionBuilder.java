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
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.sessions.internal.call.LeaseHolder;
import dev.sessions.internal.client.Mount;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.log.CallLog;
import dev.sessions.internal.resilience.ResilienceRegistries;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.settings.LogDetail;
import dev.sessions.settings.TransportSettings;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.client.RestClient;

/**
 * Collects settings and builds a {@link DefaultSession}.
 */
final class DefaultSessionBuilder implements SessionBuilder {

	private static final Logger logger = LoggerFactory.getLogger(Session.class);

	private final String name;

	private SessionSettings settings = SessionSettings.defaults();

	private @Nullable HttpMessageConverters converters;

	private @Nullable ForkKeyResolver forkBy;

	private final MountList mounts = new MountList();

	private final HookList hooks = new HookList();

	private final List<RetryListener> retryListeners = new ArrayList<>();

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
	public SessionBuilder forkBy(@Nullable ForkKeyResolver resolver) {
		this.forkBy = resolver;
		return this;
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
		this.retryListeners.add(Objects.requireNonNull(listener, "listener"));
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
		TransportSettings settings = Egress.of(this.settings);
		List<Mount> mounts = this.mounts.of(this.name, settings);
		Egress.warn(this.name, Stream.concat(Stream.of(settings), mounts.stream().map(Mount::settings)).toList());
		SettingsLint.warn(this.name, this.settings, mounts);
		Transport transport = new Transport(
				settings.withResilience(ResilienceRegistries.complete(settings.resilience(), this.name)), mounts,
				this.hooks.of(this.name), clientChanges(settings.log()),
				SharedSession.of(this.name, this.settings.shared()));
		requireLibraries(transport);
		transport.onLeak(leakReports(this.name));
		if (!this.retryListeners.isEmpty()) {
			transport.listen(new RetryListeners(this.name, List.copyOf(this.retryListeners)));
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
	 * The call log is added first, so that interceptors that are added at the top of the
	 * chain run above it.
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
