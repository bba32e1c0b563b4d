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

package dev.sessions.internal.cookie;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import dev.sessions.internal.concurrent.SharedTimer;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.settings.CookieSettings;
import org.jspecify.annotations.Nullable;

/**
 * Opens the cookie jars of sessions. A file is written in the background, one second
 * after a change.
 */
public final class CookieJars {

	private static final long WRITE_DELAY_NANOS = TimeUnit.SECONDS.toNanos(1);

	private CookieJars() {
	}

	/**
	 * Open a jar.
	 * @param session the name of the session
	 * @param settings the settings of the jar
	 * @param shared the shared state of the session, or {@code null} if there is none
	 * @param forkRetention the time for which the shared jar of a keyed fork is kept
	 * after its last use
	 * @return the jar, which the caller closes
	 * @throws dev.sessions.internal.cookie.CookieFileException if the file cannot be used
	 */
	public static CookieJar open(String session, CookieSettings settings, @Nullable SharedSession shared,
			Duration forkRetention) {
		Executor later = (task) -> SharedTimer.INSTANCE.afterBlocking(WRITE_DELAY_NANOS, task);
		CookieJar jar = CookieJar.open(settings, session, later, Clock.systemUTC());
		if (shared == null || !shared.settings().cookies() || !settings.enabled()) {
			return jar;
		}
		return new SharedCookies(shared, forkRetention).ofSession(jar);
	}

}
