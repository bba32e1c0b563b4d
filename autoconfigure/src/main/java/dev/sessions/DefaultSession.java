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
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import dev.sessions.auth.AllowedOrigins;
import dev.sessions.auth.Authorization;
import dev.sessions.auth.Origin;
import dev.sessions.transport.DefaultHeaders;
import dev.sessions.transport.ExchangeContext;
import dev.sessions.transport.ExchangeRequest;
import dev.sessions.transport.SessionHttpClient;
import dev.sessions.transport.SessionState;
import dev.sessions.transport.Transport;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.cookie.CookieStore;
import org.apache.hc.core5.pool.ConnPoolControl;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.client.RestClient;

/**
 * A session: a {@link Transport}, shared with its forks, and a {@link SessionState} of
 * its own.
 */
final class DefaultSession implements Session {

	private final String name;

	private final Transport transport;

	private final HttpMessageConverters converters;

	private final SessionState state;

	private final @Nullable DefaultSession parent;

	private final SessionHttpClient client;

	private final Calls calls;

	private final RequestFactory requests;

	private final BodyReader bodyReader;

	private final BodyWriter bodyWriter;

	private final Cookies cookies;

	private final ReentrantLock changeLock = new ReentrantLock();

	private volatile SessionSettings settings;

	private volatile @Nullable RestClient restClient;

	DefaultSession(String name, SessionSettings settings, Transport transport, HttpMessageConverters converters,
			@Nullable DefaultSession parent) {
		this.name = name;
		this.settings = settings;
		this.transport = transport;
		this.converters = converters;
		this.parent = parent;
		this.state = new SessionState((parent != null) ? parent.state : null, jar(parent), allowedOrigins(settings),
				render(settings.headers()), authorization(settings.credentials()));
		this.client = new SessionHttpClient(transport, this.state);
		this.calls = new Calls(this.client, new Failures(name, settings.timeout(), transport.pool()));
		this.requests = new RequestFactory(new BaseTarget(name, settings.baseUrl()), settings.params());
		this.bodyReader = new BodyReader(converters);
		this.bodyWriter = new BodyWriter(converters);
		this.cookies = new DefaultCookies(this.state.cookies(), settings.baseUrl());
	}

	private static CookieStore jar(@Nullable DefaultSession parent) {
		BasicCookieStore jar = new BasicCookieStore();
		if (parent != null) {
			parent.state.cookies().getCookies().forEach(jar::addCookie);
		}
		return jar;
	}

	private static AllowedOrigins allowedOrigins(SessionSettings settings) {
		URI baseUrl = settings.baseUrl();
		return AllowedOrigins.of((baseUrl != null) ? Origin.of(baseUrl) : null,
				settings.allowedOrigins().stream().map(Origin::parse).toList());
	}

	private static DefaultHeaders render(HttpHeaders headers) {
		return new DefaultHeaders(HttpHeadersMapping.toWire(headers));
	}

	private static @Nullable Authorization authorization(@Nullable Credentials credentials) {
		return (credentials != null) ? credentials.authorization() : null;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Response send(HttpMethod method, String uri, Object... uriVariables) {
		UriTemplate template = this.requests.template(uri);
		ExchangeRequest request = this.requests.create(method, template, uriVariables);
		return execute(this.requests.target(template), request, this.client.begin(template.options()));
	}

	@Override
	public Response send(HttpMethod method, String uri, Consumer<RequestSpec> request) {
		UriTemplate template = this.requests.template(uri);
		DefaultRequestSpec spec = describe(request);
		return execute(this.requests.target(template), this.requests.create(method, template, spec),
				this.client.begin(spec.options(uri)));
	}

	@Override
	public Response send(HttpMethod method, URI uri, Consumer<RequestSpec> request) {
		DefaultRequestSpec spec = describe(request);
		return execute(this.requests.target(uri), this.requests.create(method, uri, spec),
				this.client.begin(spec.options(null)));
	}

	private DefaultRequestSpec describe(Consumer<RequestSpec> request) {
		DefaultRequestSpec spec = new DefaultRequestSpec(this.bodyWriter);
		request.accept(spec);
		return spec;
	}

	private Response execute(Target target, ExchangeRequest request, ExchangeContext call) {
		return new DefaultResponse(this.calls.execute(target.host(), request, call), this.name, this.bodyReader);
	}

	@Override
	public Cookies cookies() {
		return this.cookies;
	}

	@Override
	public HttpHeaders headers() {
		return this.settings.headers();
	}

	@Override
	public void headers(Consumer<HttpHeaders> change) {
		this.changeLock.lock();
		try {
			HttpHeaders changed = HttpHeaders.copyOf(this.settings.headers());
			change.accept(changed);
			this.state.headers(render(changed));
			this.settings = this.settings.withHeaders(changed);
		}
		finally {
			this.changeLock.unlock();
		}
	}

	@Override
	public void auth(@Nullable Credentials credentials) {
		this.changeLock.lock();
		try {
			this.state.authorization(authorization(credentials));
			this.settings = this.settings.withCredentials(credentials);
		}
		finally {
			this.changeLock.unlock();
		}
	}

	@Override
	public Session fork() {
		return fork(this.settings);
	}

	@Override
	public Session fork(Consumer<SessionBuilder> changes) {
		ForkBuilder builder = new ForkBuilder(this.name, this.settings);
		changes.accept(builder);
		return fork(builder.settings());
	}

	private Session fork(SessionSettings forkSettings) {
		return new DefaultSession(this.name, forkSettings, this.transport, this.converters, this);
	}

	@Override
	public RestClient restClient() {
		RestClient current = this.restClient;
		if (current == null) {
			current = RestClient.builder()
				.requestFactory(this::createRequest)
				.uriBuilderFactory(new SessionUriBuilderFactory(this.requests))
				.configureMessageConverters(this::useSameConverters)
				.build();
			this.restClient = current;
		}
		return current;
	}

	private void useSameConverters(HttpMessageConverters.ClientBuilder builder) {
		builder.configureMessageConvertersList((list) -> {
			list.clear();
			this.converters.forEach(list::add);
		});
	}

	private SessionClientHttpRequest createRequest(URI uri, HttpMethod method) {
		return new SessionClientHttpRequest(uri, method, this.requests, this.client, this.calls);
	}

	@Override
	public <T> T unwrap(Class<T> type) {
		List<Object> behind = List.of(this.client, this.transport.pool(),
				(ClientHttpRequestFactory) this::createRequest);
		for (Object candidate : behind) {
			if (type.isInstance(candidate)) {
				return type.cast(candidate);
			}
		}
		throw new IllegalArgumentException(
				"A session has no " + type.getName() + "; it has a " + HttpClient.class.getName() + ", a "
						+ ConnPoolControl.class.getName() + " and a " + ClientHttpRequestFactory.class.getName());
	}

	@Override
	public PoolStats pool() {
		org.apache.hc.core5.pool.PoolStats stats = this.transport.pool().getTotalStats();
		return new PoolStats(stats.getLeased(), stats.getAvailable(), stats.getPending(), stats.getMax());
	}

	@Override
	public void close() {
		this.state.close();
		if (this.parent == null) {
			this.transport.close();
		}
	}

	@Override
	public String toString() {
		return "Session[" + this.name + ", " + this.settings.baseUrl() + "]";
	}

}
