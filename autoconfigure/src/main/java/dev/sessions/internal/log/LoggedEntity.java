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

package dev.sessions.internal.log;

import java.io.ByteArrayOutputStream;

import dev.sessions.internal.body.CompletionEntity;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * A response body whose start is kept for the log.
 */
final class LoggedEntity extends CompletionEntity {

	private final LoggedCall call;

	private final @Nullable ByteArrayOutputStream beginning;

	private long length;

	LoggedEntity(HttpEntity entity, LoggedCall call) {
		super(entity);
		this.call = call;
		this.beginning = call.wantsBody(entity) ? new ByteArrayOutputStream() : null;
	}

	@Override
	protected void read(byte[] buffer, int offset, int length) {
		this.length += length;
		if (this.beginning != null && this.beginning.size() < LoggedBody.MAX_BYTES) {
			this.beginning.write(buffer, offset, Math.min(length, LoggedBody.MAX_BYTES - this.beginning.size()));
		}
	}

	@Override
	protected void ended(@Nullable Exception failure) {
		this.call.ended((this.beginning != null) ? this.beginning.toByteArray() : null, this.length, failure);
	}

}
