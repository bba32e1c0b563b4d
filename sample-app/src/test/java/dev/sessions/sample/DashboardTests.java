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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.sessions.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Verifies that the queries of {@code docs/grafana-dashboard.json} match the metrics that
 * Prometheus scrapes from the running application.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, useMainMethod = UseMainMethod.ALWAYS)
class DashboardTests {

	/**
	 * A metric with its label selectors, in a scrape or a query.
	 */
	private static final Pattern SELECTOR = Pattern.compile("\\b([a-z]\\w*)(?:\\{([^}]*)})?");

	private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=|!=|=~|!~)\\s*\"");

	private static final Pattern BY = Pattern.compile("\\b(?:by|without) \\(([^)]*)\\)");

	@LocalServerPort
	private int port;

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
	void everyQueriedMetricExists() throws IOException {
		for (String path : List.of("/profile", "/user", "/search?q=tea", "/stock")) {
			assertThat(this.application.get(path).ok()).as(path).isTrue();
		}
		Map<String, Set<String>> scraped = scrape();
		List<String> queries = queries();
		assertThat(queries).hasSizeGreaterThan(20);
		for (String query : queries) {
			assertThat(metrics(query)).as(query).isNotEmpty().allSatisfy((metric, labels) -> {
				assertThat(scraped).containsKey(metric);
				assertThat(scraped.get(metric)).as(metric).containsAll(labels);
			});
		}
	}

	@Test
	void eachSessionHasMetrics() {
		assertThat(this.application.get("/actuator/prometheus").text().lines())
			.filteredOn((line) -> line.startsWith("sessions_attempts_total{"))
			.extracting((line) -> line.substring(line.indexOf('"') + 1, line.lastIndexOf('"')))
			.contains("shop", "github", "search", "flaky");
	}

	/**
	 * The metrics of the application, each with its labels.
	 */
	private Map<String, Set<String>> scrape() {
		Map<String, Set<String>> metrics = new HashMap<>();
		this.application.get("/actuator/prometheus").raiseForStatus().text().lines().forEach((line) -> {
			if (!line.startsWith("#")) {
				SELECTOR.matcher(line)
					.results()
					.findFirst()
					.ifPresent((metric) -> metrics.computeIfAbsent(metric.group(1), (name) -> new TreeSet<>())
						.addAll(labels(metric)));
			}
		});
		return metrics;
	}

	/**
	 * The queries of the dashboard's panels and of its variable.
	 */
	private static List<String> queries() throws IOException {
		JsonNode dashboard = JsonMapper.shared().readTree(Files.readString(Path.of("../docs/grafana-dashboard.json")));
		List<String> queries = new ArrayList<>(dashboard.findValuesAsString("expr"));
		queries.addAll(dashboard.findValuesAsString("definition"));
		return queries;
	}

	/**
	 * The metrics of a query, each with the labels that it needs. A name followed by a
	 * parenthesis is a function.
	 */
	private static Map<String, Set<String>> metrics(String query) {
		Set<String> grouped = BY.matcher(query)
			.results()
			.flatMap((by) -> Pattern.compile(",\\s*").splitAsStream(by.group(1)))
			.collect(Collectors.toSet());
		String variable = query.replaceAll("label_values\\((\\w+), (\\w+)\\)", "$1{$2=\"\"}");
		String selectors = BY.matcher(variable)
			.replaceAll("")
			.replaceAll("\\[[^]]*]", "")
			.replaceAll("\\w+\\s*\\(", "(");
		Map<String, Set<String>> metrics = new HashMap<>();
		SELECTOR.matcher(selectors).results().forEach((metric) -> {
			Set<String> labels = labels(metric);
			labels.addAll(grouped);
			metrics.put(metric.group(1), labels);
		});
		return metrics;
	}

	private static Set<String> labels(MatchResult metric) {
		Set<String> labels = new TreeSet<>();
		if (metric.group(2) != null) {
			LABEL.matcher(metric.group(2)).results().forEach((label) -> labels.add(label.group(1)));
		}
		return labels;
	}

}
