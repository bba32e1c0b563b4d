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

import java.time.Duration;
import java.util.Formatter;
import java.util.Locale;

import dev.sessions.PoolStats;
import dev.sessions.sample.upstream.Traffic;

/**
 * Formats a report for a terminal.
 */
final class ReportText {

	private static final String STEP = "%-8s %-38s %-21s %8s %9s%n";

	private static final String SUMMARY = "%-8s %8s %18s %6s %12s %13s %10s%n";

	private final Report report;

	ReportText(Report report) {
		this.report = report;
	}

	@Override
	public String toString() {
		try (Formatter out = new Formatter(Locale.ROOT)) {
			purposes(out);
			out.format("%n");
			steps(out);
			out.format("%n");
			summaries(out);
			out.format("%n");
			redirected(out);
			comparison(out);
			return out.toString();
		}
	}

	private void purposes(Formatter out) {
		out.format("The sessions of application.yaml, their purposes, and the outcomes of their calls:%n");
		for (Report.Purpose purpose : this.report.purposes()) {
			out.format("  %-8s %s%n", purpose.session(), purpose.text());
		}
	}

	private void steps(Formatter out) {
		out.format(STEP, "SESSION", "CALL", "STATUS", "ATTEMPTS", "TIME");
		for (Step step : this.report.steps()) {
			out.format(STEP, step.session(), step.call(), step.outcome(),
					(step.attempts() != null) ? step.attempts() : "-",
					(step.elapsed() != null) ? millis(step.elapsed()) : "-");
		}
	}

	private void summaries(Formatter out) {
		out.format(SUMMARY, "SESSION", "REQUESTS", "CONNECTIONS OPENED", "REUSED", "COOKIES HELD", "POOL", "MEAN TIME");
		for (Report.Summary summary : this.report.summaries()) {
			Traffic.Count traffic = summary.traffic();
			boolean seen = traffic.requests() > 0;
			out.format(SUMMARY, summary.session(), seen ? traffic.requests() : "-", seen ? traffic.connections() : "-",
					seen ? traffic.reused() : "-", summary.cookies(), pool(summary.pool()), millis(summary.meanTime()));
		}
	}

	private static String pool(PoolStats pool) {
		return (pool.leased() + pool.available()) + " of " + pool.max() + " open";
	}

	private void redirected(Formatter out) {
		String leaked = this.report.leaked().isEmpty() ? "none" : String.join(", ", this.report.leaked());
		out.format("%d requests were redirected to another origin; credentials sent along: %s%n",
				this.report.redirected(), leaked);
	}

	private void comparison(Formatter out) {
		Comparison comparison = this.report.comparison();
		cost(out, comparison.calls() + " calls through one session", comparison.oneSession());
		cost(out, comparison.calls() + " calls with a new client each", comparison.clientEach());
	}

	private static void cost(Formatter out, String what, Comparison.Cost cost) {
		out.format("%-33s %9s, connections opened: %d%n", what + ":", millis(cost.time()), cost.connections());
	}

	private static String millis(Duration duration) {
		return duration.toMillis() + " ms";
	}

}
