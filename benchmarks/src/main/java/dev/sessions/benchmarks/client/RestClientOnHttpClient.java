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

package dev.sessions.benchmarks.client;

import java.net.URI;

import io.micrometer.observation.ObservationRegistry;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;

import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Spring's {@code RestClient} on the default HttpClient.
 */
final class RestClientOnHttpClient extends RestCalls {

	RestClientOnHttpClient(URI url) {
		this(url, ObservationRegistry.NOOP);
	}

	RestClientOnHttpClient(URI url, ObservationRegistry observations) {
		this(url, Caller.httpClient(url).build(), observations);
	}

	private RestClientOnHttpClient(URI url, CloseableHttpClient client, ObservationRegistry observations) {
		super(RestClient.builder()
			.baseUrl(url)
			.observationRegistry(observations)
			.requestFactory(new HttpComponentsClientHttpRequestFactory(client))
			.build(), client);
	}

}
