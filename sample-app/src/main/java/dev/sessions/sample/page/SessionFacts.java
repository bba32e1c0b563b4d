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

package dev.sessions.sample.page;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import dev.sessions.Cookie;
import dev.sessions.Session;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Collects the public state of a session from the session, its meters and its properties.
 */
@Component
class SessionFacts {

	private static final int COOKIE_NAMES = 8;

	private static final Map<String, String> KINDS = Map.of("basic", "basic", "bearer", "bearer token", "api-key",
			"API key", "digest", "digest", "netrc", "netrc", "oauth2", "OAuth 2.0", "login", "login");

	private final CallLog calls;

	private final MeterRegistry meters;

	private final Environment environment;

	SessionFacts(CallLog calls, MeterRegistry meters, Environment environment) {
		this.calls = calls;
		this.meters = meters;
		this.environment = environment;
	}

	SessionState of(Session session, long at) {
		String name = session.name();
		SessionCalls log = this.calls.of(name);
		List<Cookie> cookies = session.cookies().list();
		return new SessionState(name, this.environment.getProperty("sessions." + name + ".base-url"), credentials(name),
				session.pool(), log.next(at), log.count(), log.failures(), succeeded("sessions.connect", name),
				counted("sessions.attempts", name), retries(name), cookies.size(),
				cookies.stream().limit(COOKIE_NAMES).map(Cookie::name).toList(), token(name), log.lastFailure());
	}

	private @Nullable String credentials(String session) {
		return Binder.get(this.environment)
			.bind("sessions." + session + ".auth", Bindable.mapOf(String.class, Object.class))
			.orElseGet(Map::of)
			.keySet()
			.stream()
			.map(KINDS::get)
			.findFirst()
			.orElse(null);
	}

	private Map<String, Long> retries(String session) {
		Map<String, Long> retries = new TreeMap<>();
		for (Counter counter : this.meters.find("sessions.retries").tag("session", session).counters()) {
			retries.merge(String.valueOf(counter.getId().getTag("reason")), (long) counter.count(), Long::sum);
		}
		return retries;
	}

	private @Nullable TokenState token(String session) {
		Long left = seconds("sessions.token.expiry", session);
		Long age = seconds("sessions.token.age", session);
		return (left == null && age == null) ? null
				: new TokenState(left, age, succeeded("sessions.token.renewals", session));
	}

	/**
	 * The gauge is NaN if there is no token.
	 */
	private @Nullable Long seconds(String timeGauge, String session) {
		TimeGauge gauge = this.meters.find(timeGauge).tag("session", session).timeGauge();
		double seconds = (gauge != null) ? gauge.value(TimeUnit.SECONDS) : Double.NaN;
		return Double.isNaN(seconds) ? null : Math.round(seconds);
	}

	private long succeeded(String timer, String session) {
		return this.meters.find(timer)
			.tag("session", session)
			.tag("outcome", "success")
			.timers()
			.stream()
			.mapToLong(Timer::count)
			.sum();
	}

	private long counted(String counter, String session) {
		return (long) this.meters.find(counter)
			.tag("session", session)
			.counters()
			.stream()
			.mapToDouble(Counter::count)
			.sum();
	}

}
