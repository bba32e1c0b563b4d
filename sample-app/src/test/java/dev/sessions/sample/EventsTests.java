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
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.UseMainMethod;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests the limits of the page's endpoints.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, useMainMethod = UseMainMethod.ALWAYS)
@Timeout(60)
class EventsTests {

	private static final int MAX_VIEWERS = 16;

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Test
	void viewersAreLimitedUntilOneLeaves() throws Exception {
		List<HttpResponse<InputStream>> viewers = new ArrayList<>();
		try {
			for (int i = 0; i < MAX_VIEWERS; i++) {
				viewers.add(events());
				assertThat(viewers.get(i).statusCode()).isEqualTo(200);
			}
			HttpResponse<InputStream> refused = events();
			refused.body().close();
			assertThat(refused.statusCode()).isEqualTo(503);
			viewers.remove(0).body().close();
			HttpResponse<InputStream> late = events();
			while (late.statusCode() == 503) {
				late.body().close();
				late = events();
			}
			viewers.add(late);
			assertThat(late.statusCode()).isEqualTo(200);
			assertThat(new String(late.body().readNBytes(13), StandardCharsets.UTF_8)).isEqualTo("event:history");
		}
		finally {
			for (HttpResponse<InputStream> viewer : viewers) {
				viewer.body().close();
			}
		}
	}

	@Test
	void oneBurstAtATime() {
		List<CompletableFuture<HttpResponse<String>>> presses = List.of(press("shop/burst"), press("shop/burst"),
				press("shop/burst"));
		assertThat(presses).extracting((press) -> press.join().statusCode()).containsOnlyOnce(200).contains(429);
		assertThat(presses).extracting((press) -> press.join().body())
			.filteredOn((body) -> body.contains("\"ok\":false"))
			.allMatch((body) -> body.contains("A burst is in progress"));
	}

	@Test
	void foreignPagesCannotUseTheButtons() throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri("/traffic/shop/profile"));
		HttpResponse<Void> simple = this.client.send(request.POST(BodyPublishers.noBody()).build(),
				BodyHandlers.discarding());
		assertThat(simple.statusCode()).isEqualTo(404);
		HttpResponse<Void> get = this.client.send(request.header("X-Requested-With", "test").GET().build(),
				BodyHandlers.discarding());
		assertThat(get.statusCode()).isEqualTo(405);
	}

	private HttpResponse<InputStream> events() throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(uri("/events")).timeout(Duration.ofSeconds(20)).build(),
				BodyHandlers.ofInputStream());
	}

	private CompletableFuture<HttpResponse<String>> press(String action) {
		return this.client.sendAsync(HttpRequest.newBuilder(uri("/traffic/" + action))
			.header("X-Requested-With", "test")
			.POST(BodyPublishers.noBody())
			.build(), BodyHandlers.ofString());
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

}
