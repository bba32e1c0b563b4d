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
import java.util.stream.Stream;

import dev.sessions.benchmarks.User;
import dev.sessions.benchmarks.server.LoopbackServer;
import dev.sessions.benchmarks.server.MemoryServer;
import dev.sessions.benchmarks.server.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Verifies that all clients do the same jobs.
 */
class JobTests {

	@Test
	void responseIsAboutOneKilobyte() {
		assertThat(Reply.json()).hasSizeBetween(950, 1100);
	}

	@ParameterizedTest
	@MethodSource("inMemory")
	void doesTheJobInMemory(Peer peer) throws Exception {
		MemoryServer.install();
		try (Client client = peer.open(URI.create("http://localhost:8080"))) {
			for (Job job : Job.values()) {
				assertThat(job.call(client)).as(job.name()).isEqualTo(User.OCTOCAT);
				assertThat(job.call(client)).as(job.name()).isEqualTo(User.OCTOCAT);
				if (peer != Peer.DECODE_ONLY) {
					assertRequest(job, MemoryServer.lastRequest());
				}
			}
		}
	}

	@Test
	void jdkHttpClientDoesTheJobOverLoopback() throws Exception {
		try (LoopbackServer server = LoopbackServer.start(); Client client = Peer.JDK.open(server.url())) {
			for (Job job : Job.values()) {
				assertThat(job.call(client)).as(job.name()).isEqualTo(User.OCTOCAT);
			}
		}
	}

	private static Stream<Peer> inMemory() {
		return Stream.of(Peer.values()).filter(Peer::inMemory);
	}

	private static void assertRequest(Job job, String request) {
		switch (job) {
			case GET -> assertThat(request).startsWith("GET /users/42 HTTP/1.1\r\n").endsWith("\r\n\r\n");
			case POST -> assertThat(request).startsWith("POST /users HTTP/1.1\r\n")
				.containsIgnoringCase("Content-Type: application/json")
				.contains("\"login\":\"octocat\"");
			case GZIP -> assertThat(request).startsWith("GET /gzip/42 HTTP/1.1\r\n")
				.containsPattern("Accept-Encoding: [^\r]*gzip");
		}
		assertThat(request).containsOnlyOnce("Cookie: SESSION=MTk4ZjY3NDYtNGJmYi00YjM1\r\n")
			.containsOnlyOnce("Authorization: Bearer gho_16C7e42F292c6912E7710c838347Ae178B4a\r\n");
	}

}
