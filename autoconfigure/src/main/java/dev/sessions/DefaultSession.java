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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.sessions.auth.AllowedOrigins;
import dev.sessions.auth.Authorization;
import dev.sessions.auth.Origin;
import dev.sessions.transport.DefaultHeaders;
import dev.sessions.transport.ExchangeContext;
import dev.sessions.transport.ExchangeRequest;
import dev.sessions.transport.Mounts;
import dev.sessions.transport.SessionHttpClient;
import dev.sessions.transport.SessionState;
import dev.sessions.transport.Transport;
import dev.sessions.uri.BaseTarget;
import dev.sessions.uri.UriTemplate;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.core5.pool.ConnPoolControl;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriBuilderFactory;

/**
 * A session: a {@link Transport}, shared with its forks, and a {@link SessionState} of
 * its own.
 */
final class DefaultSession implements Session {

	private final SessionFamily family;

	private final boolean fork;

	private final SessionState state;

	private final SessionHttpClient client;

	private final Calls calls;

	private final RequestFactory requests;

	private volatile SessionSettings settings;

	private volatile @Nullable SpringFaces faces;

	/**
	 * Create a session.
	 * @param family what it will have in common with its forks
	 * @param settings its settings
	 */
	DefaultSession(SessionFamily family, SessionSettings settings) {
		this(family, settings, false,
				new RequestFactory(new BaseTarget(family.name(), settings.baseUrl()), settings.params()),
				state(family, settings));
	}

	private DefaultSession(SessionFamily family, SessionSettings settings, boolean fork, RequestFactory requests,
			SessionState state) {
		this.family = family;
		this.settings = settings;
		this.fork = fork;
		this.requests = requests;
		this.state = state;
		this.client = new SessionHttpClient(family.transport(), state);
		this.calls = new Calls(this.client, family.failures());
	}

	/**
	 * The state of a new session. Its jar comes last, as it may hold a file.
	 */
	private static SessionState state(SessionFamily family, SessionSettings settings) {
		AllowedOrigins allowedOrigins = allowedOrigins(settings);
		Mounts mounts = family.transport().mounts(settings.baseUrl());
		DefaultHeaders headers = render(settings.headers());
		Authorization authorization = authorization(settings.credentials());
		return new SessionState(null, CookieJars.open(family.name(), settings.cookies()), allowedOrigins, mounts,
				headers, authorization);
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
		return this.family.name();
	}

	@Override
	public Response send(HttpMethod method, String uri, Object... uriVariables) {
		UriTemplate template = this.requests.template(uri);
		ExchangeRequest request = this.requests.create(method, template, uriVariables);
		return execute(request, this.client.begin(template.options()));
	}

	@Override
	public Response send(HttpMethod method, String uri, Consumer<RequestSpec> request) {
		UriTemplate template = this.requests.template(uri);
		DefaultRequestSpec spec = describe(request);
		return execute(this.requests.create(method, template, spec),
				this.client.begin(spec.optionsOr(template.options())));
	}

	@Override
	public Response send(HttpMethod method, URI uri, Consumer<RequestSpec> request) {
		DefaultRequestSpec spec = describe(request);
		return execute(this.requests.create(method, uri, spec), this.client.begin(spec.options(null)));
	}

	private DefaultRequestSpec describe(Consumer<RequestSpec> request) {
		DefaultRequestSpec spec = new DefaultRequestSpec(this.family.bodyWriter());
		request.accept(spec);
		return spec;
	}

	private Response execute(ExchangeRequest request, ExchangeContext call) {
		return response(this.calls.execute(request, call));
	}

	private Response response(Answer answer) {
		return new DefaultResponse(answer, name(), this.family.bodyReader());
	}

	@Override
	public <T extends @Nullable Object> T stream(HttpMethod method, String uri, Consumer<RequestSpec> request,
			ResponseReader<T> reader) {
		return stream(method, this.requests.to(uri), request, reader);
	}

	@Override
	public <T extends @Nullable Object> T stream(HttpMethod method, URI uri, Consumer<RequestSpec> request,
			ResponseReader<T> reader) {
		return stream(method, this.requests.to(uri, null), request, reader);
	}

	private <T extends @Nullable Object> T stream(HttpMethod method, Destination to, Consumer<RequestSpec> request,
			ResponseReader<T> reader) {
		DefaultRequestSpec spec = describe(request);
		return streams().execute(to.request(method, spec), this.client.begin(spec.streamOptions(to.template())),
				reader);
	}

	private Streams streams() {
		return new Streams(this.client, this.family.failures(), this::response, this.family.transport());
	}

	private Downloads downloads() {
		return new Downloads(streams(), this.client, this.state::isClosed);
	}

	@Override
	public Path download(String uri, Path target, Consumer<RequestSpec> request) {
		return downloads().download(this.requests.to(uri), describe(request), target);
	}

	@Override
	public Path download(URI uri, Path target, Consumer<RequestSpec> request) {
		return downloads().download(this.requests.to(uri, null), describe(request), target);
	}

	@Override
	public Stream<Response> pages(String uri, Consumer<RequestSpec> request) {
		return pages(this.requests.to(uri), describe(request));
	}

	@Override
	public Stream<Response> pages(URI uri, Consumer<RequestSpec> request) {
		return pages(this.requests.to(uri, null), describe(request));
	}

	private Stream<Response> pages(Destination first, DefaultRequestSpec spec) {
		ExchangeRequest firstRequest = first.request(HttpMethod.GET, spec);
		Origin start = Origin.of(Answers.requestUri(firstRequest));
		return new Pages((next) -> {
			if (next == null) {
				return page(first, firstRequest, spec);
			}
			spec.forgetUri();
			Destination page = this.requests.to(next, first.template());
			return page(page, page.request(HttpMethod.GET, spec), spec);
		}, (next) -> this.state.allowedOrigins().contains(next, start), this.family.failures()::loop).stream();
	}

	private Response page(Destination to, ExchangeRequest request, DefaultRequestSpec spec) {
		return execute(request, this.client.begin(spec.options(to.template())));
	}

	@Override
	public Cookies cookies() {
		return new DefaultCookies(this.state.cookies(), this.settings.baseUrl());
	}

	@Override
	public HttpHeaders headers() {
		return this.settings.headers();
	}

	@Override
	public void headers(Consumer<HttpHeaders> change) {
		this.family.changeLock().lock();
		try {
			HttpHeaders changed = HttpHeaders.copyOf(this.settings.headers());
			change.accept(changed);
			this.state.headers(render(changed));
			this.settings = this.settings.withHeaders(changed);
		}
		finally {
			this.family.changeLock().unlock();
		}
	}

	@Override
	public void auth(@Nullable Credentials credentials) {
		this.family.changeLock().lock();
		try {
			this.state.authorization(authorization(credentials));
			this.settings = this.settings.withCredentials(credentials);
		}
		finally {
			this.family.changeLock().unlock();
		}
	}

	@Override
	public Session fork() {
		this.family.changeLock().lock();
		try {
			return new DefaultSession(this.family, this.settings, true, this.requests, fork(this.state.allowedOrigins(),
					this.state.mounts(), this.state.headers(), this.state.authorization()));
		}
		finally {
			this.family.changeLock().unlock();
		}
	}

	@Override
	public Session fork(Consumer<SessionBuilder> changes) {
		ForkBuilder builder = new ForkBuilder(name(), this.settings);
		changes.accept(builder);
		SessionSettings changed = builder.settings();
		return new DefaultSession(this.family, changed, true,
				new RequestFactory(new BaseTarget(name(), changed.baseUrl()), changed.params()),
				fork(allowedOrigins(changed), this.family.transport().mounts(changed.baseUrl()),
						render(changed.headers()), authorization(changed.credentials())));
	}

	private SessionState fork(AllowedOrigins allowedOrigins, @Nullable Mounts mounts, DefaultHeaders headers,
			@Nullable Authorization authorization) {
		return new SessionState(this.state, this.state.cookies().copy(), allowedOrigins, mounts, headers,
				authorization);
	}

	@Override
	public RestClient restClient() {
		return faces().restClient();
	}

	@Override
	public <T> T service(Class<T> httpExchangeInterface) {
		return faces().service(httpExchangeInterface);
	}

	/**
	 * A fork that nobody asks for them costs nothing for them.
	 */
	private SpringFaces faces() {
		SpringFaces current = this.faces;
		if (current == null) {
			this.family.changeLock().lock();
			try {
				current = this.faces;
				if (current == null) {
					current = new SpringFaces(this.requests, this.client, this.calls, this.family.converters(),
							this.family.restClientChanges());
					this.faces = current;
				}
			}
			finally {
				this.family.changeLock().unlock();
			}
		}
		return current;
	}

	@Override
	public <T> T unwrap(Class<T> type) {
		List<Object> behind = new ArrayList<>(
				List.of(this.client, this.family.transport().pool(), this.family.transport(), this.state, this.settings,
						faces().requestFactory(), faces().uriBuilderFactory(), this.family.converters()));
		behind.addAll(this.family.transport().guards().get(0).instances());
		for (Object candidate : behind) {
			if (type.isInstance(candidate)) {
				return type.cast(candidate);
			}
		}
		List<Class<?>> types = List.of(HttpClient.class, ConnPoolControl.class, ClientHttpRequestFactory.class,
				UriBuilderFactory.class, HttpMessageConverters.class);
		throw new IllegalArgumentException("A session has no " + type.getName() + "; it has "
				+ types.stream().map(Class::getName).collect(Collectors.joining(", ")));
	}

	@Override
	public PoolStats pool() {
		org.apache.hc.core5.pool.PoolStats stats = this.family.transport().pool().getTotalStats();
		return new PoolStats(stats.getLeased(), stats.getAvailable(), stats.getPending(), stats.getMax());
	}

	@Override
	public void warmUp() {
		BackgroundWarmUp.start(this.family, this.settings.baseUrl());
	}

	@Override
	public void close() {
		this.state.close();
		if (!this.fork) {
			this.family.transport().close();
		}
		this.state.cookies().close();
	}

	@Override
	public String toString() {
		return "Session[" + name() + ", " + this.settings.baseUrl() + "]";
	}

}
