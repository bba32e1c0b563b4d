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

import dev.sessions.internal.body.CompletionEntity;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * A body whose end releases the call's place in the bulkhead.
 */
final class BulkheadEntity extends CompletionEntity {

	private final Runnable end;

	BulkheadEntity(HttpEntity body, Runnable end) {
		super(body);
		this.end = end;
	}

	@Override
	protected void ended(@Nullable Exception failure) {
		this.end.run();
	}

}
