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

package dev.sessions.testapp;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.stream.Stream;

import dev.sessions.Session;
import dev.sessions.Sessions;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.net.RequestTarget;
import dev.sessions.test.AutoConfigureMockSessions;
import dev.sessions.test.MockSession;
import dev.sessions.test.MockSessionServer;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.anything;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withStatus;

/**
 * Verifies that no way of calling a session reaches the network.
 */
@SpringBootTest(properties = { "sessions.local.base-url=http://127.0.0.1:9", "sessions.local.pool.warm-up=2" })
@AutoConfigureMockSessions
class NothingEscapesTests {

	/**
	 * The number of connection attempts before the application starts and warms up its
	 * pools.
	 */
	private static final int ATTEMPTS = Firewall.attempts();

	@Autowired
	private Sessions sessions;

	@Autowired
	private Weather weather;

	@MockSession("github")
	private MockSessionServer github;

	@MockSession("partner")
	private MockSessionServer partner;

	@MockSession("weather-api")
	private MockSessionServer weatherApi;

	@BeforeAll
	static void firewallIsInstalled() {
		assertThat(Firewall.isInstalled()).isTrue();
	}

	@AfterEach
	void nothingTriedToConnect() {
		assertThat(Firewall.attempts()).isEqualTo(ATTEMPTS);
		// none of these requests has a response
		this.github.reset();
		this.partner.reset();
		this.weatherApi.reset();
	}

	static Stream<Named<Way>> ways() {
		return Stream.of(Named.of("verb", (session) -> session.get("/x")),
				Named.of("any method", (session) -> session.send(HttpMethod.DELETE, "/x", (request) -> {
				})), Named.of("stream", (session) -> session.stream(HttpMethod.GET, "/x", (request) -> {
				}, (response) -> "")),
				Named.of("absolute URL", (session) -> session.get("https://elsewhere.invalid/x")),
				Named.of("ready-made URI", (session) -> session.get(URI.create("http://10.1.2.3/x"))),
				Named.of("fork", (session) -> session.fork().get("/x")),
				Named.of("mount", (session) -> session.get("/reports/1")),
				Named.of("pages", (session) -> session.pages("/x", (request) -> {
				}).toList()),
				Named.of("RestClient", (session) -> session.restClient().get().uri("/x").retrieve().body(String.class)),
				Named.of("declarative client", (session) -> session.service(Weather.class).today()),
				Named.of("RestTemplate",
						(session) -> new RestTemplate(
								new HttpComponentsClientHttpRequestFactory(session.unwrap(HttpClient.class)))
							.getForObject("https://elsewhere.invalid/x", String.class)),
				Named.of("HttpClient", (session) -> session.unwrap(HttpClient.class)
					.execute(new HttpGet("https://elsewhere.invalid/x"), (response) -> "")));
	}

	@ParameterizedTest
	@MethodSource("ways")
	void requestWithoutAnswerFailsTheCall(Way way) {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> way.call(this.sessions.get("github")))
			.withMessageContaining("Session 'github' reaches no network in this test")
			.withMessageContaining("No further request was expected");
	}

	@Test
	void messageShowsTheRequestWithoutSecrets() {
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> this.sessions.get("github")
				.post("/x?token=s3cret-query&page=2", (request) -> request.json(Map.of("password", "s3cret-json"))))
			.withMessageContaining("POST https://api.github.invalid/x?token=***&page=2")
			.withMessageContaining("Authorization: Bearer ***")
			.withMessageContaining("{\"password\":\"***\"}")
			.satisfies((failure) -> assertThat(failure).hasMessageNotContaining("s3cret"));
	}

	@Test
	void expectedRequestIsNamedWithoutSecrets() {
		this.github.expect(requestTo("https://api.github.invalid/y"));
		assertThatExceptionOfType(AssertionError.class)
			.isThrownBy(() -> this.sessions.get("github").get("/x?api_key=s3cret"))
			.withMessageContaining("expected:<https://api.github.invalid/y>")
			.satisfies((failure) -> assertThat(failure).hasMessageNotContaining("s3cret"));
	}

	@Test
	void redirectIsSeparateRequest() {
		this.github.expect(anything())
			.andRespond(withStatus(HttpStatus.FOUND).location(URI.create("https://elsewhere.invalid/y")));
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.sessions.get("github").get("/x"))
			.withMessageContaining("GET https://elsewhere.invalid/y");
		assertThat(this.github.received()).hasSize(2);
		assertThat(this.github.received().get(1).header("Authorization")).isNull();
	}

	@Test
	void groupOfDeclarativeClientsIsMocked() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(this.weather::today)
			.withMessageContaining("GET https://weather.invalid/v1/today");
	}

	@Test
	void tokenRequestIsMocked() {
		assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> this.sessions.get("partner").get("/x"))
			.withMessageContaining("POST https://login.partner.invalid/token");
		assertThat(this.partner.received()).hasSize(1);
	}

	@Test
	void warmUpOpensNoConnection() throws IOException {
		Transport transport = Transport.find(this.sessions.get("local")::unwrap);
		assertThat(transport).isNotNull();
		transport.warmUp(RequestTarget.of(URI.create("http://127.0.0.1:9")));
		assertThat(Firewall.attempts()).isEqualTo(ATTEMPTS);
	}

	@Test
	void healthIsMocked(@Autowired Map<String, HealthContributor> contributors) {
		HealthContributor github = ((CompositeHealthContributor) contributors.get("sessionsHealthContributor"))
			.getContributor("github");
		assertThat(github).isInstanceOf(HealthIndicator.class);
		this.github.expect(requestTo("https://api.github.invalid/status")).andRespond(withStatus(HttpStatus.OK));
		assertThat(((HealthIndicator) github).health().getStatus()).isEqualTo(Status.UP);
		this.github.verify();
	}

	/**
	 * A way of calling a session.
	 */
	@FunctionalInterface
	interface Way {

		Object call(Session session) throws Exception;

	}

}
