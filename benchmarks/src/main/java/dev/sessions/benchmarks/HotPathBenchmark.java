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

package dev.sessions.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.sessions.Credentials;
import dev.sessions.Session;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.cookie.BasicClientCookie;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * One call on a connection that is open already: a GET with a cookie and a bearer token,
 * answered with 1 KB of JSON that becomes a record. All clients have their default
 * settings, and all sockets are in memory. What decoding alone costs, which no client can
 * save, stands beside them.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
// A machine that is busy leaves compilers in the background behind for longer than the
// warm-up takes.
@Fork(value = 2, jvmArgsAppend = { "-Xms1g", "-Xmx1g", "-XX:-BackgroundCompilation" })
public class HotPathBenchmark {

	private static final String BASE_URL = "http://localhost:8080";

	private static final String COOKIE_NAME = "SESSION";

	private static final String COOKIE_VALUE = "MTk4ZjY3NDYtNGJmYi00YjM1";

	private static final String TOKEN = "gho_16C7e42F292c6912E7710c838347Ae178B4a";

	@Benchmark
	public User bareHttpClient(Bare bare) throws IOException {
		return bare.httpClient.execute(new HttpGet(BASE_URL + "/users/" + bare.id),
				(response) -> bare.mapper.readValue(response.getEntity().getContent(), User.class));
	}

	@Benchmark
	public @Nullable User restClientOnHttpClient(Bare bare) {
		return bare.restClient.get().uri("/users/{id}", bare.id).retrieve().body(User.class);
	}

	@Benchmark
	public @Nullable User sessionVerb(InSession in) {
		return in.session.get("/users/{id}", in.id).as(User.class);
	}

	@Benchmark
	public @Nullable User sessionRestClient(InSession in) {
		return in.restClient.get().uri("/users/{id}", in.id).retrieve().body(User.class);
	}

	@Benchmark
	public User decodeOnly(Bare bare) {
		return bare.mapper.readValue(bare.json, User.class);
	}

	/**
	 * HttpClient as it comes.
	 */
	@State(Scope.Benchmark)
	public static class Bare {

		String id = "42";

		byte[] json = MemoryServer.JSON.getBytes(StandardCharsets.US_ASCII);

		final JsonMapper mapper = JsonMapper.builder().build();

		final CloseableHttpClient httpClient;

		final RestClient restClient;

		public Bare() {
			MemoryServer.install();
			BasicClientCookie cookie = new BasicClientCookie(COOKIE_NAME, COOKIE_VALUE);
			cookie.setDomain("localhost");
			cookie.setPath("/");
			BasicCookieStore cookies = new BasicCookieStore();
			cookies.addCookie(cookie);
			this.httpClient = HttpClients.custom()
				.setDefaultCookieStore(cookies)
				.setDefaultHeaders(List.of(new BasicHeader(HttpHeaders.AUTHORIZATION, "Bearer " + TOKEN)))
				.build();
			this.restClient = RestClient.builder()
				.baseUrl(BASE_URL)
				.requestFactory(new HttpComponentsClientHttpRequestFactory(this.httpClient))
				.build();
		}

		@TearDown
		public void close() throws IOException {
			this.httpClient.close();
		}

	}

	/**
	 * A session with every default policy on.
	 */
	@State(Scope.Benchmark)
	public static class InSession {

		String id = "42";

		final Session session;

		final RestClient restClient;

		public InSession() {
			MemoryServer.install();
			this.session = Session.builder("benchmark").baseUrl(BASE_URL).auth(Credentials.bearer(TOKEN)).build();
			this.session.cookies().set(COOKIE_NAME, COOKIE_VALUE);
			this.restClient = this.session.restClient();
		}

		@TearDown
		public void close() {
			this.session.close();
		}

	}

}
