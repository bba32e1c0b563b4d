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

package dev.sessions.internal.call;

import dev.sessions.internal.auth.LoginSession;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.SharedSession;
import org.apache.hc.client5.http.classic.HttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The client that calls begin with, as far as they need it. Thread-safe.
 */
public interface CallOwner {

	/**
	 * The time that calls are measured with.
	 * @return the time
	 */
	TimeSource time();

	/**
	 * The state of the session.
	 * @return the state
	 */
	SessionState state();

	/**
	 * The listener that is notified of what happens in calls.
	 * @return the listener, or {@link TransportListener#NONE}
	 */
	TransportListener listener();

	/**
	 * The client for requests for credentials.
	 * @return the client, which has neither the session's credentials nor its cookies
	 */
	HttpClient credentialsClient();

	/**
	 * Begin a conversation in which the session logs in.
	 * @return the conversation, which must be closed
	 */
	LoginSession beginLogin();

	/**
	 * What the session shares with other instances.
	 * @return the shared part, or {@code null} if it shares nothing
	 */
	@Nullable SharedSession shared();

	/**
	 * Explains failures to the log and to observers.
	 * @return the explanation
	 */
	Explanation explanation();

}
