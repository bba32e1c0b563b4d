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
 * The client that starts a call, reduced to what calls need of it. Thread-safe.
 */
public interface CallOwner {

	/**
	 * The time source of the calls.
	 * @return the time source
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
	 * The client for credential requests.
	 * @return the client, which has neither the session's credentials nor its cookies
	 */
	HttpClient credentialsClient();

	/**
	 * Begin a login conversation of the session.
	 * @return the conversation, which must be closed
	 */
	LoginSession beginLogin();

	/**
	 * The state that the session shares with other instances.
	 * @return the shared state, or {@code null} if nothing is shared
	 */
	@Nullable SharedSession shared();

	/**
	 * The translation of failures for logs and observers.
	 * @return the explanation
	 */
	Explanation explanation();

}
