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

package dev.sessions.sample.github;

import dev.sessions.Session;
import dev.sessions.sample.report.Journal;
import dev.sessions.sample.report.Walk;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Sends the token to GitHub, but not to the target of GitHub's redirect.
 */
@Component
@Order(2)
class GithubWalk implements Walk {

	private final Session github;

	GithubWalk(Session github) {
		this.github = github;
	}

	@Override
	public Session session() {
		return this.github;
	}

	@Override
	public String purpose() {
		return "sends its token to GitHub only (auth.bearer)";
	}

	@Override
	public void walk(Journal journal) {
		journal.call("GET /user", () -> this.github.get("/user"));
		journal.call("GET /repos/octocat/Hello-World/tarball",
				() -> this.github.get("/repos/{owner}/{repository}/tarball", "octocat", "Hello-World"));
	}

}
