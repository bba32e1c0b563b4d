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

package dev.sessions.sample.report;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Prints the report after the start of the application and serves it on request.
 */
@RestController
class ReportRunner implements ApplicationRunner {

	private final Reporter reporter;

	private final Environment environment;

	private volatile @Nullable Report report;

	ReportRunner(Reporter reporter, Environment environment) {
		this.reporter = reporter;
		this.environment = environment;
	}

	@Override
	public void run(ApplicationArguments arguments) {
		Report current = this.reporter.report();
		this.report = current;
		System.out.println();
		System.out.println(new ReportText(current));
		System.out.println("Listening on http://localhost:" + this.environment.getProperty("local.server.port")
				+ ", a page that shows the sessions live, and /profile /user /search?q=tea /stock /invoices /report /actuator. Ctrl-C ends it.");
	}

	@GetMapping("/report")
	ResponseEntity<Report> report() {
		Report current = this.report;
		return (current != null) ? ResponseEntity.ok(current)
				: ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
	}

}
