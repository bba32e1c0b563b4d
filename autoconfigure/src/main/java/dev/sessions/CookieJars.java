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

package dev.sessions;

import java.util.concurrent.TimeUnit;

import dev.sessions.cookie.CookieJar;
import dev.sessions.cookie.CookieSettings;
import dev.sessions.transport.DaemonTimer;

/**
 * Opens the jars of sessions. One thread writes the files of all.
 */
final class CookieJars {

	private static final DaemonTimer timer = new DaemonTimer("sessions-cookie-file");

	private static final long WRITE_DELAY_NANOS = TimeUnit.SECONDS.toNanos(1);

	private CookieJars() {
	}

	static CookieJar open(String session, CookieSettings settings) {
		return CookieJar.open(settings, session, (task) -> timer.after(WRITE_DELAY_NANOS, task));
	}

}
