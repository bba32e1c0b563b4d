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

package dev.sessions.benchmarks.server;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

import dev.sessions.benchmarks.User;
import dev.sessions.benchmarks.client.Client;
import dev.sessions.benchmarks.client.Job;
import dev.sessions.benchmarks.client.Peer;
import dev.sessions.benchmarks.worker.Worker;
import dev.sessions.benchmarks.worker.WorkerProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * Verifies that all clients do the same jobs with nginx, and trust its certificate.
 */
@Tag("external-program")
class NginxProcessTests {

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void clientsDoTheirJobs(boolean tls) throws Exception {
		assumeTrue(NginxProcess.isInstalled() || "true".equals(System.getenv("CI")), "nginx is not installed");
		try (NginxProcess nginx = NginxProcess.start(tls);
				WorkerProcess worker = WorkerProcess.start(Jobs.class, SelfSigned.trust(nginx.url()),
						nginx.url().toString())) {
			assertThat(worker.text()).isEqualTo("[]");
		}
	}

	/**
	 * Answers with the clients and jobs that failed. It runs in a separate JVM, because
	 * that of the test may use in-memory sockets.
	 */
	public static final class Jobs {

		private Jobs() {
		}

		public static void main(String[] args) throws Exception {
			Worker worker = new Worker();
			List<String> failed = new ArrayList<>();
			for (Peer peer : Peer.values()) {
				try (Client client = peer.open(URI.create(args[0]))) {
					for (Job job : Job.values()) {
						if (!isDoneTwice(job, client)) {
							failed.add(peer + " " + job);
						}
					}
				}
			}
			worker.answer(failed.toString());
			System.exit(0);
		}

		private static boolean isDoneTwice(Job job, Client client) throws IOException {
			User first = job.call(client);
			User second = job.call(client);
			return User.OCTOCAT.equals(first) && User.OCTOCAT.equals(second);
		}

	}

}
