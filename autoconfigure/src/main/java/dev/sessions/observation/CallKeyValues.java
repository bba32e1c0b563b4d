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

import io.micrometer.common.KeyValues;
import org.jspecify.annotations.Nullable;

/**
 * The key values, name and meters of all calls with the same method, template, host and
 * status.
 */
final class CallKeyValues {

	private final KeyValues lowCardinality;

	private final @Nullable String contextualName;

	/**
	 * The meters of the last handler that requested them. Usually there is only one
	 * handler.
	 */
	private volatile @Nullable CallMeters meters;

	CallKeyValues(KeyValues lowCardinality, @Nullable String contextualName) {
		this.lowCardinality = lowCardinality;
		this.contextualName = contextualName;
	}

	KeyValues lowCardinality() {
		return this.lowCardinality;
	}

	@Nullable String contextualName() {
		return this.contextualName;
	}

	@Nullable CallMeters meters() {
		return this.meters;
	}

	void meters(CallMeters meters) {
		this.meters = meters;
	}

}
