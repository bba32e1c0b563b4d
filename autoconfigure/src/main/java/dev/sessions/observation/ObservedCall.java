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

package dev.sessions.observation;

import java.net.URI;

import dev.sessions.internal.call.CallListener;
import dev.sessions.internal.retry.Retry;
import io.micrometer.observation.Observation;

/**
 * Records the retries and redirects of a call as events of its observation, and thereby
 * of its span. The names of events have low cardinality, and none contains a path or a
 * query.
 *
 * @param observation the observation of the call
 */
record ObservedCall(Observation observation) implements CallListener {

	@Override
	public void retrying(Retry retry) {
		this.observation.event(Observation.Event.of("retry", "retry after " + retry.reason()));
	}

	@Override
	public void redirected(int status, URI location) {
		this.observation.event(Observation.Event.of("redirect",
				"redirect " + status + " to " + location.getScheme() + "://" + location.getAuthority()));
	}

}
