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

package dev.sessions.internal.content;

import java.io.ByteArrayOutputStream;

import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * Collects a request body in memory.
 */
public final class BodyBuffer extends ByteArrayOutputStream {

	/**
	 * Return the written bytes as a body. They are not copied, so nothing may be written
	 * afterwards.
	 * @param contentType the content type, or {@code null} if a header contains it
	 * @return the body
	 */
	public HttpEntity toEntity(@Nullable String contentType) {
		return new BytesEntity(this.buf, this.count, contentType);
	}

}
