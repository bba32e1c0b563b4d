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

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.Stopwatch;
import dev.sessions.testsupport.ThreadKind;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.cookie.StandardCookieSpec;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the {@code RequestConfig} of a request or a context at the HttpClient of a
 * session.
 */
class HttpClientConfigTests {

	private static final Duration SOON = Duration.ofMillis(1500);

	static final List<Refused> refused = List.of(
			new Refused("proxy", "proxy.url", (config) -> config.setProxy(new HttpHost("proxy.test", 3128))),
			new Refused("cookieSpec", "cookies.enabled", (config) -> config.setCookieSpec(StandardCookieSpec.IGNORE)),
			new Refused("targetPreferredAuthSchemes", "credentials",
					(config) -> config.setTargetPreferredAuthSchemes(List.of("Digest"))),
			new Refused("proxyPreferredAuthSchemes", "proxy.username",
					(config) -> config.setProxyPreferredAuthSchemes(List.of("Digest"))),
			new Refused("hardCancellationEnabled", "closing", (config) -> config.setHardCancellationEnabled(false)));

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final BackgroundCalls calls = new BackgroundCalls();

	@AutoClose("open")
	private final Gate gate = new Gate();

	@AutoClose
	private final Session session = Session.builder("test")
		.baseUrl(this.server.url())
		.auth(Credentials.bearer("token"))
		.pool((pool) -> pool.withMaxConnections(1))
		.retry((retry) -> retry.withMaxAttempts(1))
		.redirects((redirects) -> redirects.withMax(2))
		.build();

	private final HttpClient client = this.session.unwrap(HttpClient.class);

	/**
	 * The place of a config.
	 */
	enum Place {

		/**
		 * raw-response-timeout, raw-no-redirects
		 */
		REQUEST,

		/**
		 * raw-response-timeout-context
		 */
		CONTEXT,

		/**
		 * A context that is not HttpClient's own.
		 */
		PLAIN_CONTEXT

	}

	@ParameterizedTest
	@MethodSource("dev.sessions.testsupport.ThreadKind#available")
	void responseTimeoutEndsTheCall(ThreadKind threads) throws Exception {
		this.server.otherwise(Faults.silence());
		for (Place place : Place.values()) {
			Stopwatch stopwatch = Stopwatch.start();
			assertThatExceptionOfType(SocketTimeoutException.class).as(place.name())
				.isThrownBy(() -> threads
					.call(() -> get("/", place, (config) -> config.setResponseTimeout(Timeout.ofMilliseconds(300)))));
			assertThat(stopwatch.elapsed()).as(place.name()).isBetween(Duration.ofMillis(250), SOON);
		}
	}

	@Test
	void responseTimeoutAppliesToThisCallOnly() throws Exception {
		this.server.otherwise(this.gate.then(Reply.ok("late")));
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(
				() -> get("/", Place.REQUEST, (config) -> config.setResponseTimeout(Timeout.ofMilliseconds(100))));
		var other = this.calls
			.start(() -> text(this.client.executeOpen(null, new HttpGet(this.server.url("/")), null)));
		this.gate.awaitArrivals(2);
		this.gate.open();
		assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo("late");
	}

	@Test
	void responseTimeoutAppliesToMountAndAfterRedirect() {
		this.server.on("/slow/moved", Reply.redirect(302, "/slow/silent")).otherwise(Faults.silence());
		try (Session mounted = Session.builder("test")
			.baseUrl(this.server.url())
			.mount("/slow", (mount) -> mount.timeout((timeout) -> timeout.withRead(Duration.ofSeconds(30))))
			.retry((retry) -> retry.withMaxAttempts(1))
			.build()) {
			HttpGet request = new HttpGet(this.server.url("/slow/moved"));
			request.setConfig(RequestConfig.custom().setResponseTimeout(Timeout.ofMilliseconds(200)).build());
			Stopwatch stopwatch = Stopwatch.start();
			assertThatExceptionOfType(SocketTimeoutException.class)
				.isThrownBy(() -> mounted.unwrap(HttpClient.class).executeOpen(null, request, null));
			assertThat(stopwatch.elapsed()).isLessThan(SOON);
		}
	}

	@Test
	void disabledResponseTimeoutEndsWithTheTotalTimeout() {
		this.server.otherwise(Faults.silence());
		try (Session brief = Session.builder("test")
			.baseUrl(this.server.url())
			.timeout((timeout) -> timeout.withRead(Duration.ofMillis(50)).withTotal(Duration.ofMillis(400)))
			.retry((retry) -> retry.withMaxAttempts(1))
			.build()) {
			HttpGet request = new HttpGet(this.server.url("/"));
			request.setConfig(RequestConfig.custom().setResponseTimeout(Timeout.DISABLED).build());
			Stopwatch stopwatch = Stopwatch.start();
			assertThatExceptionOfType(InterruptedIOException.class)
				.isThrownBy(() -> brief.unwrap(HttpClient.class).executeOpen(null, request, null));
			assertThat(stopwatch.elapsed()).isBetween(Duration.ofMillis(300), SOON);
		}
	}

	@ParameterizedTest
	@EnumSource
	void redirectsCanBeDisabled(Place place) throws Exception {
		// id: raw-no-redirects
		this.server.on("/moved", Reply.redirect(302, "/there")).on("/there", Reply.ok("there"));
		try (ClassicHttpResponse response = get("/moved", place, (config) -> config.setRedirectsEnabled(false))) {
			assertThat(response.getCode()).isEqualTo(302);
		}
		assertThat(text(get("/moved", place, (config) -> config))).isEqualTo("there");
	}

	@Test
	void redirectsCanBeLimited() throws Exception {
		this.server.on("/a", Reply.redirect(302, "/b"))
			.on("/b", Reply.redirect(302, "/c"))
			.on("/c", Reply.redirect(302, "/d"))
			.on("/d", Reply.ok("d"));
		assertThatExceptionOfType(ClientProtocolException.class)
			.isThrownBy(() -> get("/b", Place.REQUEST, (config) -> config.setMaxRedirects(1)))
			.withStackTraceContaining("more than 1 redirects");
		assertThatExceptionOfType(ClientProtocolException.class)
			.isThrownBy(() -> get("/a", Place.REQUEST, (config) -> config))
			.withStackTraceContaining("more than 2 redirects");
		assertThat(text(get("/a", Place.REQUEST, (config) -> config.setMaxRedirects(3)))).isEqualTo("d");
	}

	@Test
	void leaseEndsWithTheConnectionRequestTimeout() throws Exception {
		this.server.otherwise(this.gate.then(Reply.ok("ok")));
		Future<Response> holder = this.calls.start(() -> this.session.get("/"));
		this.gate.awaitArrivals(1);
		Stopwatch stopwatch = Stopwatch.start();
		assertThatExceptionOfType(ConnectionRequestTimeoutException.class).isThrownBy(() -> get("/", Place.REQUEST,
				(config) -> config.setConnectionRequestTimeout(Timeout.ofMilliseconds(100))));
		assertThat(stopwatch.elapsed()).isLessThan(SOON);
		this.gate.open();
		assertThat(holder.get(10, TimeUnit.SECONDS).text()).isEqualTo("ok");
	}

	@Test
	void keepAliveOfTheRequestIsUsed() throws Exception {
		this.server.otherwise(Reply.ok("ok"));
		text(get("/", Place.REQUEST, (config) -> config.setConnectionKeepAlive(TimeValue.ofMilliseconds(1))));
		await().pollDelay(Duration.ofMillis(20)).until(() -> true);
		text(get("/", Place.REQUEST, (config) -> config));
		assertThat(this.server.accepted()).isEqualTo(2);
	}

	@Test
	void withoutCompressionNoCodingIsRequestedOrDecoded() throws Exception {
		this.server.otherwise(Reply.ok("text").gzip());
		ClassicHttpResponse response = get("/", Place.REQUEST, (config) -> config.setContentCompressionEnabled(false));
		assertThat(response.getFirstHeader("Content-Encoding").getValue()).isEqualTo("gzip");
		assertThat(EntityUtils.toByteArray(response.getEntity())).startsWith(0x1f, 0x8b);
		assertThat(this.server.request().headers("Accept-Encoding")).isEmpty();
	}

	@Test
	void withoutAuthenticationNoCredentialsAreSent() throws Exception {
		this.server.otherwise(Reply.ok("ok"));
		text(get("/without", Place.REQUEST, (config) -> config.setAuthenticationEnabled(false)));
		text(get("/with", Place.REQUEST, (config) -> config));
		assertThat(this.server.request("/without").headers("Authorization")).isEmpty();
		assertThat(this.server.request("/with").headers("Authorization")).containsExactly("Bearer token");
	}

	@Test
	void expectationIsSentWithABody() throws Exception {
		this.server.otherwise((request, connection) -> connection
			.send("HTTP/1.1 100 Continue\r\n\r\n" + "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
		HttpPost request = new HttpPost(this.server.url("/"));
		request.setEntity(new StringEntity("order"));
		request.setConfig(RequestConfig.custom().setExpectContinueEnabled(true).build());
		assertThat(text(this.client.executeOpen(null, request, null))).isEqualTo("ok");
		assertThat(this.server.request().headers("Expect")).containsExactly("100-continue");
	}

	@Test
	@DisplayName("RULE 41: after a refused expectation of a RequestConfig, the request is sent without it")
	void refusedExpectationIsDropped() throws Exception {
		this.server.otherwise((request, connection) -> connection.send(request.headers("Expect").isEmpty()
				? "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" : "HTTP/1.1 417 No\r\nContent-Length: 0\r\n\r\n"));
		HttpPost request = new HttpPost(this.server.url("/"));
		request.setEntity(new StringEntity("order"));
		request.setConfig(RequestConfig.custom().setExpectContinueEnabled(true).build());
		assertThat(text(this.client.executeOpen(null, request, null))).isEqualTo("ok");
		assertThat(this.server.requests()).hasSize(2);
	}

	@Test
	void secondRefusalOfAnExpectationIsReturned() throws Exception {
		this.server.otherwise(Reply.status(417));
		try (Session changed = Session.builder("test")
			.baseUrl(this.server.url())
			.httpClient((builder) -> builder
				.addRequestInterceptorFirst((request, entity, context) -> request.setHeader("Expect", "100-continue")))
			.build()) {
			assertThat(changed.post("/", (request) -> request.body("order")).status().value()).isEqualTo(417);
		}
		assertThat(this.server.requests()).hasSize(2);
	}

	@ParameterizedTest
	@FieldSource("refused")
	void unsupportedSettingIsRefused(Refused setting) {
		assertThatIllegalArgumentException().isThrownBy(() -> get("/", Place.REQUEST, setting.change()))
			.withMessageContaining("RequestConfig sets " + setting.name())
			.withMessageContaining(setting.cure());
		assertThat(this.server.requests()).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void defaultConfigChangesNothing(Place place) throws Exception {
		this.server.otherwise(Reply.redirect(302, "/there"), Reply.ok("there").gzip());
		assertThat(text(get("/", place, (config) -> config))).isEqualTo("there");
		assertThat(this.server.requests("/there")).singleElement()
			.satisfies((request) -> assertThat(request.headers("Authorization")).containsExactly("Bearer token"))
			.satisfies((request) -> assertThat(request.headers("Accept-Encoding")).isNotEmpty());
	}

	@Test
	void readTimeoutOfSpringsFactoryEndsTheCall() {
		this.server.otherwise(Faults.silence());
		HttpComponentsClientHttpRequestFactory factory = new HttpComponentsClientHttpRequestFactory(this.client);
		factory.setReadTimeout(Duration.ofMillis(300));
		Stopwatch stopwatch = Stopwatch.start();
		assertThatExceptionOfType(ResourceAccessException.class)
			.isThrownBy(() -> new RestTemplate(factory).getForObject(this.server.url("/"), String.class))
			.withCauseInstanceOf(SocketTimeoutException.class);
		assertThat(stopwatch.elapsed()).isLessThan(SOON);
	}

	@Test
	void connectionRequestTimeoutOfSpringsFactoryEndsTheLease() throws Exception {
		this.server.otherwise(this.gate.then(Reply.ok("ok")));
		Future<Response> holder = this.calls.start(() -> this.session.get("/"));
		this.gate.awaitArrivals(1);
		HttpComponentsClientHttpRequestFactory factory = new HttpComponentsClientHttpRequestFactory(this.client);
		factory.setConnectionRequestTimeout(Duration.ofMillis(100));
		Stopwatch stopwatch = Stopwatch.start();
		assertThatExceptionOfType(ResourceAccessException.class)
			.isThrownBy(() -> new RestTemplate(factory).getForObject(this.server.url("/"), String.class))
			.withCauseInstanceOf(ConnectionRequestTimeoutException.class);
		assertThat(stopwatch.elapsed()).isLessThan(SOON);
		this.gate.open();
		assertThat(holder.get(10, TimeUnit.SECONDS).text()).isEqualTo("ok");
	}

	@Test
	void springsFactoryWithoutTimeoutsChangesNothing() {
		this.server.otherwise(Reply.redirect(302, "/there"), Reply.ok("there").gzip());
		RestTemplate template = new RestTemplate(new HttpComponentsClientHttpRequestFactory(this.client));
		assertThat(template.getForObject(this.server.url("/"), String.class)).isEqualTo("there");
	}

	private ClassicHttpResponse get(String path, Place place, UnaryOperator<RequestConfig.Builder> change)
			throws IOException {
		RequestConfig config = change.apply(RequestConfig.custom()).build();
		HttpGet request = new HttpGet(this.server.url(path));
		HttpContext context = null;
		switch (place) {
			case REQUEST -> request.setConfig(config);
			case CONTEXT -> {
				context = context(config);
			}
			case PLAIN_CONTEXT -> {
				context = plainContext(config);
			}
		}
		return this.client.executeOpen(null, request, context);
	}

	private static HttpContext context(RequestConfig config) {
		HttpClientContext context = HttpClientContext.create();
		context.setRequestConfig(config);
		return context;
	}

	@SuppressWarnings("deprecation") // the name of the attribute
	private static HttpContext plainContext(RequestConfig config) {
		HttpContext context = HttpCoreContext.create();
		context.setAttribute(HttpClientContext.REQUEST_CONFIG, config);
		return context;
	}

	private static @Nullable String text(ClassicHttpResponse response) throws IOException {
		try (response) {
			return EntityUtils.toString(response.getEntity());
		}
		catch (org.apache.hc.core5.http.ParseException ex) {
			throw new IOException(ex);
		}
	}

	/**
	 * A setting that is refused.
	 *
	 * @param name its name
	 * @param cure the alternative in the message
	 * @param change sets it
	 */
	record Refused(String name, String cure, UnaryOperator<RequestConfig.Builder> change) {

		@Override
		public String toString() {
			return this.name;
		}

	}

}
