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

package dev.sessions.limit;

import org.springframework.util.unit.DataSize;

/**
 * How large an answer may be.
 *
 * @param maxResponseSize the largest body that is read into memory, in bytes after
 * decoding; at least one byte
 */
public record LimitSettings(DataSize maxResponseSize) {

	public LimitSettings {
		if (maxResponseSize.toBytes() < 1) {
			throw new IllegalArgumentException("max-response-size must be positive, but is " + maxResponseSize);
		}
	}

	/**
	 * Bodies of up to 64 MB.
	 * @return the default settings
	 */
	public static LimitSettings defaults() {
		return new LimitSettings(DataSize.ofMegabytes(64));
	}

	public LimitSettings withMaxResponseSize(DataSize maxResponseSize) {
		return new LimitSettings(maxResponseSize);
	}

}
