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

package dev.sessions.benchmarks.growth;

import java.io.IOException;
import java.util.List;

import dev.sessions.Session;
import dev.sessions.benchmarks.User;
import dev.sessions.benchmarks.server.MemoryServer;
import dev.sessions.benchmarks.worker.SingleThreadLoad;
import dev.sessions.benchmarks.worker.Worker;
import dev.sessions.benchmarks.worker.WorkerProcess;

/**
 * Makes calls with a session whose cookie jar contains cookies of other hosts, ten of
 * each.
 */
public final class CookiesWorker {

	private static final List<String> JVM = List.of("-Xms256m", "-Xmx256m", "-XX:-BackgroundCompilation");

	private CookiesWorker() {
	}

	static WorkerProcess start(int cookies) throws IOException {
		return WorkerProcess.start(CookiesWorker.class, JVM, Integer.toString(cookies));
	}

	public static void main(String[] args) throws IOException {
		Worker worker = new Worker();
		MemoryServer.install();
		int foreign = Integer.parseInt(args[0]);
		try (Session session = Session.builder("growth")
			.baseUrl("http://localhost:8080")
			.cookies((cookies) -> cookies.withMaxCount(foreign + 1))
			.build()) {
			session.cookies().set("SESSION", "own");
			for (int i = 0; i < foreign; i++) {
				session.cookies().set("c" + i % 10, "foreign", "host" + i / 10 + ".example", "/");
			}
			if (session.cookies().list().size() != foreign + 1) {
				throw new IllegalStateException("The jar contains fewer cookies than were added");
			}
			worker.serve(new SingleThreadLoad(() -> session.get("/users/{id}", "42").as(User.class)));
		}
	}

}
