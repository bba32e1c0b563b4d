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

import java.io.IOException;
import java.net.URI;

import dev.sessions.benchmarks.User;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.util.TimeValue;
import tools.jackson.databind.json.JsonMapper;

/**
 * HttpClient with the cheapest options of its builder and no custom code on the wire:
 * small buffers, no retries, redirects and authentication, {@code Connection} compared
 * instead of tokenized, and requests of host and path instead of a URL.
 */
final class TunedHttpClient implements Client {

	private final JsonMapper mapper = JsonMapper.builder().build();

	private final CloseableHttpClient client;

	private final HttpHost host;

	private final String id = "42";

	TunedHttpClient(URI url) {
		this.client = Caller.httpClient(url)
			.setConnectionManager(connections())
			.setConnectionReuseStrategy((request, response, context) -> !asksToClose(response))
			.setKeepAliveStrategy((response, context) -> TimeValue.ofSeconds(30))
			.disableAuthCaching()
			.disableAutomaticRetries()
			.disableRedirectHandling()
			.build();
		this.host = HttpHost.create(url);
	}

	private static HttpClientConnectionManager connections() {
		Http1Config http1 = Http1Config.custom().setBufferSize(8192).build();
		return PoolingHttpClientConnectionManagerBuilder.create()
			.setConnectionFactory(ManagedHttpClientConnectionFactory.builder().http1Config(http1).build())
			.build();
	}

	private static boolean asksToClose(HttpResponse response) {
		Header connection = response.getFirstHeader(HttpHeaders.CONNECTION);
		return connection != null && connection.getValue().equalsIgnoreCase("close");
	}

	@Override
	public User get() throws IOException {
		return send(new BasicClassicHttpRequest(Method.GET, this.host, "/users/" + this.id));
	}

	@Override
	public User post(User user) throws IOException {
		ClassicHttpRequest request = new BasicClassicHttpRequest(Method.POST, this.host, "/users");
		request.setEntity(new ByteArrayEntity(this.mapper.writeValueAsBytes(user), ContentType.APPLICATION_JSON));
		return send(request);
	}

	@Override
	public User gzip() throws IOException {
		return send(new BasicClassicHttpRequest(Method.GET, this.host, "/gzip/" + this.id));
	}

	private User send(ClassicHttpRequest request) throws IOException {
		return this.client.execute(this.host, request,
				(response) -> this.mapper.readValue(response.getEntity().getContent(), User.class));
	}

	@Override
	public void close() throws IOException {
		this.client.close();
	}

}
