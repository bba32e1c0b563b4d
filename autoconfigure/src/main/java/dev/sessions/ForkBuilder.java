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

import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.jspecify.annotations.Nullable;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.client.RestClient;

/**
 * A builder for a fork. Rejects changes to the parts that a fork shares with its session.
 */
final class ForkBuilder implements SessionBuilder {

	private final String name;

	private final SessionSettings parent;

	private SessionSettings settings;

	ForkBuilder(String name, SessionSettings parent) {
		this.name = name;
		this.parent = parent;
		this.settings = parent;
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
		if (!settings.transport().equals(this.parent.transport()) || !settings.forks().equals(this.parent.forks())
				|| !settings.shared().equals(this.parent.shared())) {
			throw shared("pool, timeout, retry, redirects, proxy, ssl, cookies, compression, limits, log, resilience, "
					+ "forks, shared and egress");
		}
		this.settings = settings;
		return this;
	}

	@Override
	public SessionBuilder forkBy(@Nullable ForkKeyResolver resolver) {
		throw shared("the choice of forks");
	}

	@Override
	public SessionBuilder mount(String prefix, Consumer<MountBuilder> changes) {
		throw shared("mounts");
	}

	@Override
	public SessionBuilder mount(String prefix, ClientHttpRequestFactory adapter) {
		throw shared("mounts");
	}

	@Override
	public SessionBuilder messageConverters(HttpMessageConverters converters) {
		throw shared("message converters");
	}

	@Override
	public SessionBuilder onRequest(RequestHook hook) {
		throw shared("hooks");
	}

	@Override
	public SessionBuilder onResponse(ResponseHook hook) {
		throw shared("hooks");
	}

	@Override
	public SessionBuilder onRetry(RetryListener listener) {
		throw shared("listeners");
	}

	@Override
	public SessionBuilder httpClient(Consumer<HttpClientBuilder> change) {
		throw shared("the HttpClient");
	}

	@Override
	public SessionBuilder restClient(Consumer<RestClient.Builder> change) {
		throw shared("the RestClient");
	}

	@Override
	public Session build() {
		throw new IllegalStateException("The fork is built when its changes are made");
	}

	private static IllegalArgumentException shared(String what) {
		return new IllegalArgumentException(
				"A fork shares its session's connections: " + what + " cannot be changed in it. Build a session");
	}

}
