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

package dev.sessions.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * The {@code limits} block.
 */
public final class LimitProperties {

	/**
	 * Largest body that is read into memory, in bytes after decoding.
	 */
	private @Nullable DataSize maxResponseSize;

	/**
	 * How many headers an answer may have.
	 */
	private @Nullable Integer maxHeaderCount;

	/**
	 * How long a line of an answer's head may be.
	 */
	private @Nullable DataSize maxLineLength;

	public @Nullable DataSize getMaxResponseSize() {
		return this.maxResponseSize;
	}

	public void setMaxResponseSize(@Nullable DataSize maxResponseSize) {
		this.maxResponseSize = maxResponseSize;
	}

	public @Nullable Integer getMaxHeaderCount() {
		return this.maxHeaderCount;
	}

	public void setMaxHeaderCount(@Nullable Integer maxHeaderCount) {
		this.maxHeaderCount = maxHeaderCount;
	}

	public @Nullable DataSize getMaxLineLength() {
		return this.maxLineLength;
	}

	public void setMaxLineLength(@Nullable DataSize maxLineLength) {
		this.maxLineLength = maxLineLength;
	}

}
