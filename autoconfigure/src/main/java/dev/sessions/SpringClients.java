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

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/**
 * Spring's clients over a session, each created on first use. Thread-safe.
 */
final class SpringClients {

	private final RequestFactory requests;

	private final BufferedCalls calls;

	private final List<HttpMessageConverter<?>> converters;

	private final List<Consumer<RestClient.Builder>> changes;

	private final ConcurrentMap<Class<?>, Object> services = new ConcurrentHashMap<>();

	private final SingletonSupplier<RestClient> restClient = SingletonSupplier.of(this::createRestClient);

	/**
	 * Prepare the clients.
	 * @param requests the factory of the requests
	 * @param calls the executor of the calls
	 * @param converters the converters of bodies
	 * @param changes the application's changes of the RestClient's builder
	 */
	SpringClients(RequestFactory requests, BufferedCalls calls, List<HttpMessageConverter<?>> converters,
			List<Consumer<RestClient.Builder>> changes) {
		this.requests = requests;
		this.calls = calls;
		this.converters = converters;
		this.changes = changes;
	}

	RestClient restClient() {
		return this.restClient.obtain();
	}

	/**
	 * Create the client. The session's own parts are set last, so that no change of the
	 * application can replace them.
	 */
	private RestClient createRestClient() {
		RestClient.Builder builder = RestClient.builder();
		this.changes.forEach((change) -> change.accept(builder));
		return builder.requestFactory(requestFactory())
			.uriBuilderFactory(uriBuilderFactory())
			.configureMessageConverters(this::useSameConverters)
			.build();
	}

	private void useSameConverters(HttpMessageConverters.ClientBuilder builder) {
		builder.configureMessageConvertersList((list) -> {
			list.clear();
			list.addAll(this.converters);
		});
	}

	<T> T service(Class<T> type) {
		return type.cast(this.services.computeIfAbsent(type, this::createService));
	}

	private Object createService(Class<?> type) {
		if (!type.isInterface() || !hasExchange(type)) {
			throw new IllegalArgumentException(
					type.getName() + " is not an interface with methods that are annotated with @HttpExchange");
		}
		return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(restClient())).build().createClient(type);
	}

	private static boolean hasExchange(Class<?> type) {
		return Arrays.stream(type.getMethods())
			.anyMatch((method) -> AnnotatedElementUtils.hasAnnotation(method, HttpExchange.class));
	}

	ClientHttpRequestFactory requestFactory() {
		return (uri, method) -> new SessionClientHttpRequest(uri, method, this.requests, this.calls);
	}

	SessionUriBuilderFactory uriBuilderFactory() {
		return new SessionUriBuilderFactory(this.requests);
	}

}
