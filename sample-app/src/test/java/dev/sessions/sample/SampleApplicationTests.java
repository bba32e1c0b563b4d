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

package dev.sessions.sample;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.sample.report.Report;
import dev.sessions.sample.report.Step;
import dev.sessions.sample.upstream.Traffic;
import dev.sessions.sample.upstream.Upstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the report that the application prints after its start, and its endpoints.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, useMainMethod = UseMainMethod.ALWAYS)
class SampleApplicationTests {

	@LocalServerPort
	private int port;

	@Autowired
	private Upstream upstream;

	private Session application;

	@BeforeEach
	void open() {
		this.application = Session.builder("application").baseUrl("http://localhost:" + this.port).build();
	}

	@AfterEach
	void close() {
		this.application.close();
	}

	@Test
	void everyCallOfTheReportHasItsOutcome() {
		assertThat(report().steps()).extracting(Step::session, Step::outcome)
			.extracting(Object::toString)
			.containsExactly("(\"shop\", \"200\")", "(\"shop\", \"logged out\")", "(\"shop\", \"200\")",
					"(\"shop\", \"204\")", "(\"shop\", \"302 -> 200\")", "(\"github\", \"200\")",
					"(\"github\", \"302 -> 200\")", "(\"github\", \"200\")", "(\"github\", \"200\")",
					"(\"github\", \"200\")", "(\"github\", \"200\")", "(\"github\", \"200\")", "(\"search\", \"200\")",
					"(\"search\", \"200\")", "(\"search\", \"302 -> 200\")", "(\"flaky\", \"200\")",
					"(\"flaky\", \"TotalTimeoutException\")", "(\"billing\", \"200\")", "(\"billing\", \"200\")");
	}

	@Test
	void flakyApiIsRetriedAfterTheRequestedWaits() {
		Step stock = step("GET /stock");
		assertThat(stock.attempts()).isEqualTo(3);
		assertThat(stock.elapsed()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(8));
	}

	@Test
	void slowCallEndsWithTimeout() {
		assertThat(step("GET /slow").elapsed()).isBetween(Duration.ofMillis(300), Duration.ofMillis(1500));
	}

	@Test
	void onlyTheShopSessionHasLoginCookies() {
		assertThat(report().summaries()).extracting(Report.Summary::session, Report.Summary::cookies)
			.extracting(Object::toString)
			.containsExactly("(\"shop\", 2)", "(\"github\", 0)", "(\"search\", 0)", "(\"flaky\", 0)",
					"(\"billing\", 0)");
	}

	@Test
	void shopSessionLogsInOnDemandWithoutFailedCalls() {
		// four calls, one of them redirected to the partner and one refused and repeated,
		// and two logins, each with a form and the target of its redirect
		assertThat(report().summaries().get(0).traffic().requests()).isEqualTo(10);
		assertThat(step("GET /profile, logs in first").attempts()).isEqualTo(1);
		assertThat(step("GET /profile, logs in again").attempts()).isEqualTo(1);
		assertThat(step("the login expires at the shop").elapsed()).isNull();
	}

	@Test
	void expiredLoginIsRepeated() {
		long before = this.upstream.shopLogins().begun();
		this.upstream.shopLogins().expire();
		assertThat(this.application.get("/profile").text()).contains("Ada Lovelace");
		assertThat(this.application.get("/profile").text()).contains("Ada Lovelace");
		assertThat(this.upstream.shopLogins().begun()).isEqualTo(before + 1);
		assertThat(this.application.get("/actuator/sessions/shop").text()).containsPattern(
				"\"auth\":\\{\"kind\":\"login\",\"expires\":null,\"obtained\":\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\"}");
	}

	@Test
	void connectionsAreReused() {
		// one to the shop, one for logins, and one to its partner
		assertThat(report().summaries().get(0).traffic().connections()).isEqualTo(3);
	}

	@Test
	void summaryShowsPoolAndMetricsOfEachSession() {
		assertThat(report().summaries()).extracting(Report.Summary::session, (summary) -> summary.pool().available())
			.extracting(Object::toString)
			// the timeout of flaky closed its connection
			.containsExactly("(\"shop\", 2)", "(\"github\", 2)", "(\"search\", 2)", "(\"flaky\", 0)",
					"(\"billing\", 1)");
		assertThat(report().summaries()).allSatisfy((summary) -> assertThat(summary.meanTime()).isPositive());
		assertThat(report().summaries().get(0).pool().max()).isEqualTo(8);
	}

	@Test
	void facesOfSessionShareTokenAndConnection() {
		assertThat(report().steps()).filteredOn((step) -> step.call().startsWith("GET /user, "))
			.extracting((step) -> step.call().substring("GET /user, ".length()), Step::outcome)
			.extracting(Object::toString)
			.containsExactly("(\"RestClient\", \"200\")", "(\"service(...)\", \"200\")",
					"(\"@ImportHttpServices\", \"200\")", "(\"RestTemplate\", \"200\")", "(\"HttpClient\", \"200\")");
		// seven to GitHub and one to its partner
		Report.Summary github = report().summaries().get(1);
		assertThat(github.traffic()).isEqualTo(new Traffic.Count(8, 2));
	}

	@Test
	void redirectsToAnotherOriginCarryNoCredentials() {
		assertThat(report().redirected()).isEqualTo(3);
		assertThat(report().leaked()).isEmpty();
		List<HttpHeaders> received = this.upstream.partner().received();
		assertThat(received).extracting((headers) -> headers.getFirst(HttpHeaders.USER_AGENT))
			.containsExactly("shop", "github", "search");
		assertThat(received.toString()).doesNotContain("SHOPSESSION", "sample-token", "sample-key");
	}

	@Test
	void oneSessionNeedsOneConnectionAndNewClientsOneEach() {
		assertThat(report().comparison().calls()).isEqualTo(200);
		assertThat(report().comparison().oneSession().connections()).isEqualTo(1);
		assertThat(report().comparison().clientEach().connections()).isEqualTo(200);
	}

	@Test
	void endpointsRespondThroughTheSessions() {
		assertThat(this.application.get("/profile").text()).contains("Ada Lovelace");
		assertThat(this.application.get("/user").text()).contains("octocat");
		assertThat(this.application.get("/search?q={text}", "a b").text()).contains("a b 20");
		assertThat(this.application.get("/invoices").text()).contains("\"total\":30");
		assertThat(this.application.get("/stock").text()).contains("\"attempts\":3");
	}

	@Test
	void healthIsUp() {
		assertThat(this.application.get("/actuator/health").text()).contains("UP");
	}

	@Test
	void poolOfASessionHasMetrics() {
		Response metric = this.application.get(
				"/actuator/metrics/httpcomponents.httpclient.pool.total.connections?tag=httpclient:shop&tag=state:leased");
		assertThat(metric.status()).isEqualTo(HttpStatus.OK);
		assertThat(metric.text()).contains("\"value\":0.0");
	}

	@Test
	void requestsOfASessionHaveMetrics() {
		Response metric = this.application.get("/actuator/metrics/http.client.requests?tag=session:shop");
		assertThat(metric.status()).isEqualTo(HttpStatus.OK);
		assertThat(metric.text()).contains("COUNT");
	}

	@Test
	void endpointShowsTheLineThatSetTimeout() {
		Response session = this.application.get("/actuator/sessions/shop");
		assertThat(session.status()).isEqualTo(HttpStatus.OK);
		assertThat(session.text()).contains("\"from\":\"sessions.default.timeout.read\"", "[application.yaml] - 5:13");
		assertThat(this.application.get("/actuator/sessions/flaky").text()).contains("TotalTimeoutException");
	}

	@Test
	void endpointsOfAllSessionsContainNoSecret() {
		for (String name : List.of("shop", "github", "search", "flaky", "billing")) {
			assertThat(this.application.get("/actuator/sessions/" + name).text()).contains("\"" + name + "\"")
				.doesNotContain("sample-token", "sample-key", "sample-client", "sample-secret", "lovelace");
		}
	}

	@Test
	void endpointChangesNothing() {
		Response refused = this.application.post("/actuator/sessions/shop",
				(request) -> request.json(Map.of("action", "clear-cookies")));
		assertThat(refused.status()).isEqualTo(HttpStatus.METHOD_NOT_ALLOWED);
	}

	@Test
	void apiWithHealthPathIsPartOfHealth() {
		assertThat(this.application.get("/actuator/health/sessions/github").text()).contains("\"UP\"");
	}

	private Report report() {
		return this.application.get("/report").as(Report.class);
	}

	private Step step(String call) {
		return report().steps().stream().filter((step) -> step.call().equals(call)).findFirst().orElseThrow();
	}

}
