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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.call.ExchangeOptions;
import dev.sessions.internal.call.ExchangeRequest;
import dev.sessions.internal.call.KeyedForks;
import dev.sessions.internal.call.SessionState;
import dev.sessions.internal.client.SessionHttpClient;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.cookie.CookieJar;
import dev.sessions.internal.cookie.SharedValues;
import dev.sessions.internal.net.Origin;
import dev.sessions.internal.shared.SharedSession;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.pool.ConnPoolControl;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.client.RestClient;
import org.springframework.web.util.UriBuilderFactory;

/**
 * A session: a {@link Transport} that it shares with its forks, and its own
 * {@link SessionState}.
 */
final class DefaultSession implements Session {

	private final SharedWithForks shared;

	private final KeyedForks<DefaultSession> keyedForks;

	private final boolean fork;

	/**
	 * {@code null} if each call uses this session itself.
	 */
	private final @Nullable ForkChoice<DefaultSession> choice;

	private final SessionState state;

	private final SessionHttpClient client;

	private final BufferedCalls calls;

	private final RequestFactory requests;

	private volatile SessionSettings settings;

	/**
	 * {@code null} unless this session is a fork that other instances share.
	 */
	private @Nullable SharedFork sharedFork;

	private volatile @Nullable SpringClients springClients;

	/**
	 * Create a session.
	 * @param shared the parts that it shares with its forks
	 * @param settings its settings
	 */
	DefaultSession(SharedWithForks shared, SessionSettings settings) {
		this(shared, settings, false, client(shared, SessionStates.of(shared, settings)));
	}

	/**
	 * Create the session that performs a login over another client.
	 * @param shared the parts that it shares with the session that logs in
	 * @param settings its settings
	 * @param client its client
	 */
	DefaultSession(SharedWithForks shared, SessionSettings settings, SessionHttpClient client) {
		this(shared, settings.withCredentials(null), true, client);
	}

	private DefaultSession(SharedWithForks shared, SessionSettings settings, boolean fork, SessionHttpClient client) {
		this(shared, new KeyedForks<>(settings.forks(), shared.transport()::time), settings, fork,
				new RequestFactory(shared.name(), settings), client);
	}

	private DefaultSession(SharedWithForks shared, KeyedForks<DefaultSession> keyedForks, SessionSettings settings,
			boolean fork, RequestFactory requests, SessionHttpClient own) {
		this.shared = shared;
		this.keyedForks = keyedForks;
		this.settings = settings;
		this.fork = fork;
		this.requests = requests;
		this.state = own.state();
		ForkKeyResolver forkBy = fork ? null : shared.forkBy();
		this.choice = (forkBy != null) ? new ForkChoice<>(shared.name(), forkBy, this::keyedFork) : null;
		this.client = (this.choice != null) ? choosing(this.choice, own) : own;
		this.calls = new BufferedCalls(this.client, shared.failures());
	}

	private static SessionHttpClient client(SharedWithForks shared, SessionState state) {
		return new SessionHttpClient(shared.transport(), state, shared.failures());
	}

	private static SessionHttpClient choosing(ForkChoice<DefaultSession> choice, SessionHttpClient own) {
		return own.choosing((principal) -> {
			DefaultSession fork = choice.fork(principal);
			return (fork != null) ? fork.client : own;
		});
	}

	/**
	 * Return the fork that applies to the current call, or this session.
	 */
	private DefaultSession current() {
		DefaultSession fork = (this.choice != null) ? this.choice.fork(null) : null;
		return (fork != null) ? fork : this;
	}

	@Override
	public String name() {
		return this.shared.name();
	}

	@Override
	public Response send(HttpMethod method, String uri, Object... uriVariables) {
		RequestTemplate template = this.requests.template(uri);
		return execute(this.requests.create(method, template.uri(), uriVariables), template.options());
	}

	@Override
	public Response send(HttpMethod method, String uri, Consumer<RequestSpec> request) {
		return send(method, this.requests.template(uri), request);
	}

	@Override
	public Response send(HttpMethod method, URI uri, Consumer<RequestSpec> request) {
		return send(method, this.requests.readyMade(uri), request);
	}

	private Response send(HttpMethod method, RequestUri uri, Consumer<RequestSpec> request) {
		try (DefaultRequestSpec spec = newSpec()) {
			request.accept(spec);
			return execute(uri.request(method, spec), spec.optionsOr(uri.options()));
		}
	}

	private DefaultRequestSpec newSpec() {
		return new DefaultRequestSpec(this.shared.bodyWriter());
	}

	private Response execute(ExchangeRequest request, ExchangeOptions options) {
		return this.calls.execute(request, options, this.shared.responses());
	}

	@Override
	public <T extends @Nullable Object> T stream(HttpMethod method, String uri, Consumer<RequestSpec> request,
			ResponseReader<T> reader) {
		return stream(method, this.requests.template(uri), request, reader);
	}

	@Override
	public <T extends @Nullable Object> T stream(HttpMethod method, URI uri, Consumer<RequestSpec> request,
			ResponseReader<T> reader) {
		return stream(method, this.requests.readyMade(uri), request, reader);
	}

	private <T extends @Nullable Object> T stream(HttpMethod method, RequestUri uri, Consumer<RequestSpec> request,
			ResponseReader<T> reader) {
		try (DefaultRequestSpec spec = newSpec()) {
			request.accept(spec);
			return streamingCalls(spec).execute(uri.request(method, spec),
					spec.overrides().streamOptions(uri.options().uriTemplate()), reader);
		}
	}

	private StreamingCalls streamingCalls(DefaultRequestSpec spec) {
		return new StreamingCalls(this.client.chosen(spec.principal()), this.shared.failures(), this.shared.responses(),
				this.shared.transport());
	}

	@Override
	public Path download(String uri, Path target, Consumer<RequestSpec> request) {
		return download(this.requests.template(uri), target, request);
	}

	@Override
	public Path download(URI uri, Path target, Consumer<RequestSpec> request) {
		return download(this.requests.readyMade(uri), target, request);
	}

	private Path download(RequestUri uri, Path target, Consumer<RequestSpec> request) {
		try (DefaultRequestSpec spec = newSpec()) {
			request.accept(spec);
			DownloadCalls calls = new DownloadCalls(streamingCalls(spec), uri, spec);
			return new ResumableDownload(target, calls, spec.overrides().listener()).run();
		}
	}

	@Override
	public Stream<Response> pages(String uri, Consumer<RequestSpec> request) {
		return pages(this.requests.template(uri), request);
	}

	@Override
	public Stream<Response> pages(URI uri, Consumer<RequestSpec> request) {
		return pages(this.requests.readyMade(uri), request);
	}

	private Stream<Response> pages(RequestUri uri, Consumer<RequestSpec> request) {
		DefaultRequestSpec spec = newSpec();
		return spec.begin(() -> {
			request.accept(spec);
			return pages(uri.request(HttpMethod.GET, spec), uri.options(), spec);
		});
	}

	/**
	 * Return the pages. A body that is a stream is sent with the first page only.
	 */
	private Stream<Response> pages(ExchangeRequest first, ExchangeOptions options, DefaultRequestSpec spec) {
		Origin start = Origin.of(CallUris.requestUri(first));
		BufferedCalls calls = this.calls.chosen(spec.principal());
		ExchangeOptions bound = calls.bound(spec.optionsOr(options));
		return new Pages(name(), (next) -> {
			try (spec) {
				ExchangeRequest request = first;
				if (next != null) {
					spec.forgetUri();
					request = this.requests.create(HttpMethod.GET, next, spec);
				}
				return calls.execute(request, bound, this.shared.responses());
			}
		}, (next) -> this.state.allowedOrigins().contains(next, start), this.shared.failures()::loop).stream()
			.onClose(spec::close);
	}

	@Override
	public Cookies cookies() {
		return new DefaultCookies(current().state.cookies(), this.settings.baseUrl());
	}

	@Override
	public HttpHeaders headers() {
		return current().settings.headers();
	}

	@Override
	public void headers(Consumer<HttpHeaders> change) {
		current().changeHeaders(change);
	}

	private void changeHeaders(Consumer<HttpHeaders> change) {
		this.shared.change(() -> {
			HttpHeaders changed = HttpHeaders.copyOf(this.settings.headers());
			change.accept(changed);
			useHeaders(changed);
			if (this.sharedFork != null) {
				this.sharedFork.set(changed);
			}
		});
	}

	private void useHeaders(HttpHeaders headers) {
		this.shared.change(() -> {
			this.state.headers(SessionStates.headers(headers));
			this.settings = this.settings.withHeaders(headers);
		});
	}

	@Override
	public void auth(@Nullable Credentials credentials) {
		current().changeCredentials(credentials);
	}

	private void changeCredentials(@Nullable Credentials credentials) {
		useCredentials(credentials);
		if (this.sharedFork != null) {
			this.sharedFork.set(credentials);
		}
	}

	private void useCredentials(@Nullable Credentials credentials) {
		this.shared.change(() -> {
			this.state.authorization(SessionStates.authorization(credentials, this.shared, this.settings));
			this.settings = this.settings.withCredentials(credentials);
		});
	}

	@Override
	public Session fork() {
		return this.shared.change(() -> fork(this.settings, this.requests, new SessionState(this.state)));
	}

	@Override
	public Session fork(String key) {
		return keyedFork(key);
	}

	private DefaultSession keyedFork(String key) {
		return this.keyedForks.get(this.state, requireKey(key), this::fork);
	}

	private DefaultSession fork(KeyedForks.Entry<DefaultSession> use) {
		CookieJar cookies = this.state.cookies().fork(use.key());
		return this.shared.change(() -> {
			DefaultSession fork = fork(this.settings, this.requests, new SessionState(this.state, cookies, use));
			fork.share(cookies.sharedValues(), this);
			return fork;
		});
	}

	private void share(@Nullable SharedValues values, DefaultSession parent) {
		if (values != null) {
			this.sharedFork = new SharedFork(values, this::useHeaders, this::useCredentials, () -> parent.settings);
			this.sharedFork.begin();
		}
	}

	@Override
	public void forget(String key) {
		this.keyedForks.forget(this.state, requireKey(key));
		this.state.cookies().forgetFork(key);
	}

	private static String requireKey(String key) {
		if (key.isBlank()) {
			throw new IllegalArgumentException("The key of a fork must not be empty");
		}
		return key;
	}

	@Override
	public Session fork(Consumer<SessionBuilder> changes) {
		ForkBuilder builder = new ForkBuilder(name(), this.settings);
		changes.accept(builder);
		SessionSettings changed = builder.settings();
		return fork(changed, new RequestFactory(name(), changed), SessionStates.fork(this.state, this.shared, changed));
	}

	private DefaultSession fork(SessionSettings settings, RequestFactory requests, SessionState state) {
		return new DefaultSession(this.shared, this.keyedForks, settings, true, requests, client(this.shared, state));
	}

	@Override
	public RestClient restClient() {
		return springClients().restClient();
	}

	@Override
	public <T> T service(Class<T> httpExchangeInterface) {
		return springClients().service(httpExchangeInterface);
	}

	/**
	 * Spring's clients are created on first use, so they cost nothing in a fork that does
	 * not use them.
	 */
	private SpringClients springClients() {
		SpringClients current = this.springClients;
		return (current != null) ? current : this.shared.change(this::createdSpringClients);
	}

	private SpringClients createdSpringClients() {
		SpringClients current = this.springClients;
		if (current == null) {
			current = new SpringClients(this.requests, this.calls, this.shared.ownConverters(),
					this.shared.restClientChanges());
			this.springClients = current;
		}
		return current;
	}

	@Override
	public <T> T unwrap(Class<T> type) {
		Transport transport = this.shared.transport();
		if (type == PoolingHttpClientConnectionManager.class) {
			return type.cast(transport.connectionManager());
		}
		Stream<Supplier<?>> candidates = Stream.of(() -> this.client, transport::pool, () -> transport,
				() -> this.state, () -> this.settings, () -> springClients().requestFactory(),
				() -> springClients().uriBuilderFactory(), this.shared::converters, () -> this.keyedForks);
		Optional<Object> found = Stream
			.concat(candidates.map(Supplier::get),
					Stream.of(transport).flatMap((owner) -> owner.resilienceHandlers().get(0).instances().stream()))
			.filter(type::isInstance)
			.findFirst();
		if (found.isPresent()) {
			return type.cast(found.get());
		}
		List<Class<?>> types = List.of(HttpClient.class, PoolingHttpClientConnectionManager.class,
				ConnPoolControl.class, ClientHttpRequestFactory.class, UriBuilderFactory.class,
				HttpMessageConverters.class);
		throw new IllegalArgumentException("A session has no " + type.getName() + "; it has "
				+ types.stream().map(Class::getName).collect(Collectors.joining(", ")));
	}

	@Override
	public PoolStats pool() {
		org.apache.hc.core5.pool.PoolStats stats = this.shared.transport().pool().getTotalStats();
		return new PoolStats(stats.getLeased(), stats.getAvailable(), stats.getPending(), stats.getMax());
	}

	@Override
	public void warmUp() {
		BackgroundWarmUp.start(this.shared, this.settings.baseUrl());
	}

	@Override
	public void close() {
		if (this.state.isKeyed()) {
			// the fork belongs to all users of its key
			return;
		}
		this.state.close();
		if (!this.fork) {
			this.keyedForks.clear();
			this.shared.transport().close();
			Authorization authorization = this.state.authorization();
			if (authorization != null) {
				authorization.release();
			}
		}
		this.state.cookies().close();
		SharedSession sharedSession = this.shared.transport().shared();
		if (!this.fork && sharedSession != null) {
			sharedSession.close();
		}
	}

	@Override
	public String toString() {
		return "Session[" + name() + ", " + this.settings.baseUrl() + "]";
	}

}
