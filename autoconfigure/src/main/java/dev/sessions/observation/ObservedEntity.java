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

import dev.sessions.internal.body.CompletionEntity;
import io.micrometer.observation.Observation;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * A response body that stops an observation when it ends or fails.
 */
final class ObservedEntity extends CompletionEntity {

	private final Observation observation;

	private final HttpContext context;

	ObservedEntity(HttpEntity entity, Observation observation, HttpContext context) {
		super(entity);
		this.observation = observation;
		this.context = context;
	}

	@Override
	protected void ended(@Nullable Exception failure) {
		if (failure != null) {
			this.observation.error(ObservationHandler.explained(failure, this.context));
		}
		this.observation.stop();
	}

}
