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

import dev.sessions.internal.call.LeakListener;
import dev.sessions.internal.call.LeaseHolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs a warning for each connection of a session that is not released in time.
 */
final class LeakReports implements LeakListener {

	private static final Logger logger = LoggerFactory.getLogger(Session.class);

	private final String session;

	LeakReports(String session) {
		this.session = session;
	}

	@Override
	public void overdue(LeaseHolder holder) {
		logger.warn("The session '{}' has a connection that is still in use: {} (see pool.leak-detection)",
				this.session, holder.describe(), holder.taken());
	}

}
