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
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.sessions.Session;
import dev.sessions.sample.upstream.Partner;
import dev.sessions.sample.upstream.Upstream;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import org.springframework.stereotype.Component;

/**
 * Runs the walks through the sessions and collects the report.
 */
@Component
class Reporter {

	private final List<Walk> walks;

	private final ComparedCalls comparedCalls;

	private final Upstream upstream;

	private final MeterRegistry meters;

	Reporter(List<Walk> walks, ComparedCalls comparedCalls, Upstream upstream, MeterRegistry meters) {
		this.walks = walks;
		this.comparedCalls = comparedCalls;
		this.upstream = upstream;
		this.meters = meters;
	}

	Report report() {
		List<Step> steps = new ArrayList<>();
		List<Report.Purpose> purposes = new ArrayList<>();
		Map<String, Report.Summary> summaries = new LinkedHashMap<>();
		for (Walk walk : this.walks) {
			Journal journal = new Journal(walk.session().name());
			walk.walk(journal);
			steps.addAll(journal.steps());
			String name = walk.session().name();
			purposes.add(new Report.Purpose(name, walk.purpose()));
			summaries.put(name, summary(walk.session()));
		}
		Partner partner = this.upstream.partner();
		return new Report(List.copyOf(purposes), List.copyOf(steps), List.copyOf(summaries.values()),
				partner.received().size(), partner.receivedCredentials(), this.comparedCalls.compare());
	}

	/**
	 * Each session is configured with its own name as {@code User-Agent}.
	 */
	private Report.Summary summary(Session session) {
		String name = session.name();
		return new Report.Summary(name, this.upstream.traffic().of(name), session.cookies().list().size(),
				session.pool(), meanTime(name));
	}

	private Duration meanTime(String session) {
		Collection<Timer> calls = this.meters.find("http.client.requests").tag("session", session).timers();
		double nanos = calls.stream().mapToDouble((timer) -> timer.totalTime(TimeUnit.NANOSECONDS)).sum();
		long count = calls.stream().mapToLong(Timer::count).sum();
		return Duration.ofNanos((long) (nanos / Math.max(1, count)));
	}

}
