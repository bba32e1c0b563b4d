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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.sample.upstream.Traffic;
import dev.sessions.sample.upstream.Upstream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests many threads on one session with few connections. Each thread keeps the amount of
 * its own item in a cookie, changes it from time to time, and must find the value at the
 * server in between.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, useMainMethod = UseMainMethod.ALWAYS)
class LoadTests {

	private static final int THREADS = 64;

	private static final int CALLS = 100_000;

	private static final int MAX_CONNECTIONS = 8;

	private static final String USER_AGENT = "load";

	private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

	private final AtomicInteger calls = new AtomicInteger();

	@LocalServerPort
	private int port;

	@Autowired
	private Session shop;

	@Autowired
	private Upstream upstream;

	@AfterEach
	void shutdown() {
		this.threads.shutdownNow();
	}

	@Test
	@Timeout(value = 180, unit = TimeUnit.SECONDS)
	void manyThreadsShareFewConnections() throws Exception {
		List<Callable<Integer>> customers = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			String item = "tea-" + i;
			customers.add(() -> buy(item));
		}
		List<Future<Integer>> amounts = this.threads.invokeAll(customers);

		for (int i = 0; i < THREADS; i++) {
			assertThat(this.shop.cookies().get("item-tea-" + i)).isEqualTo(String.valueOf(amounts.get(i).get()));
		}
		Traffic.Count traffic = this.upstream.traffic().of(USER_AGENT);
		assertThat(traffic.requests()).isEqualTo(CALLS);
		assertThat(traffic.connections()).isBetween(1L, (long) MAX_CONNECTIONS);
		assertThat(this.shop.pool().max()).isEqualTo(MAX_CONNECTIONS);
		assertThat(this.shop.pool().leased()).isZero();
		assertThat(this.shop.pool().pending()).isZero();
		assertThat(leasedByMetric()).contains("\"value\":0.0");
	}

	/**
	 * Make calls while there are any left, and return the last amount.
	 */
	private int buy(String item) {
		int amount = 0;
		for (int turn = 0; this.calls.getAndIncrement() < CALLS; turn++) {
			if (turn % 20 == 0) {
				amount = turn + 1;
				order(item, amount);
			}
			else {
				assertThat(ordered(item).text()).isEqualTo(String.valueOf(amount));
			}
		}
		return amount;
	}

	private void order(String item, int amount) {
		Response response = this.shop.put("/basket/{item}",
				(order) -> order.path("item", item).param("amount", amount).header(HttpHeaders.USER_AGENT, USER_AGENT));
		assertThat(response.status().value()).isEqualTo(204);
	}

	private Response ordered(String item) {
		return this.shop.get("/basket/{item}",
				(basket) -> basket.path("item", item).header(HttpHeaders.USER_AGENT, USER_AGENT));
	}

	private String leasedByMetric() {
		try (Session application = Session.builder("application").baseUrl("http://localhost:" + this.port).build()) {
			return application.get(
					"/actuator/metrics/httpcomponents.httpclient.pool.total.connections?tag=httpclient:shop&tag=state:leased")
				.text();
		}
	}

}
