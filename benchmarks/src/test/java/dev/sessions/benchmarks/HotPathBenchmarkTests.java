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

import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * That the benchmarks of {@link HotPathBenchmark} do the same job.
 */
class HotPathBenchmarkTests {

	private final HotPathBenchmark benchmark = new HotPathBenchmark();

	private final HotPathBenchmark.Bare bare = new HotPathBenchmark.Bare();

	private final HotPathBenchmark.InSession in = new HotPathBenchmark.InSession();

	@Test
	void answerIsAboutOneKilobyte() {
		assertThat(MemoryServer.JSON.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(950, 1100);
	}

	@Test
	void bareHttpClientDoesTheJob() throws Exception {
		assertJob(() -> this.benchmark.bareHttpClient(this.bare));
	}

	@Test
	void restClientOnHttpClientDoesTheJob() throws Exception {
		assertJob(() -> this.benchmark.restClientOnHttpClient(this.bare));
	}

	@Test
	void sessionVerbDoesTheJob() throws Exception {
		assertJob(() -> this.benchmark.sessionVerb(this.in));
	}

	@Test
	void sessionRestClientDoesTheJob() throws Exception {
		assertJob(() -> this.benchmark.sessionRestClient(this.in));
	}

	private void assertJob(Callable<User> call) throws Exception {
		User user = call.call();
		assertThat(user).isEqualTo(this.benchmark.decodeOnly(this.bare));
		assertThat(user.login()).isEqualTo("octocat");
		assertThat(MemoryServer.lastRequest()).startsWith("GET /users/42 HTTP/1.1\r\n")
			.containsOnlyOnce("Cookie: SESSION=MTk4ZjY3NDYtNGJmYi00YjM1\r\n")
			.containsOnlyOnce("Authorization: Bearer gho_16C7e42F292c6912E7710c838347Ae178B4a\r\n")
			.endsWith("\r\n\r\n");
	}

}
