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

package dev.sessions.internal.resilience;

import dev.sessions.internal.concurrent.WaitScope;

/**
 * The part of a call's context that resilience features use: its waits and its end.
 */
public interface ResilienceScope extends WaitScope {

	/**
	 * Return how long the call has waited for permits and credentials so far.
	 * @return the time in nanoseconds
	 */
	long waitedNanos();

	/**
	 * Return whether the call ended without a failure of the server: by an interrupt,
	 * because its session was closed, or while it waited for a permit or a credential.
	 * @return whether it ended for such a reason
	 */
	boolean isAbandoned();

}
