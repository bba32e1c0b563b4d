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

package dev.sessions.settings;

import org.springframework.util.unit.DataSize;

/**
 * The size limits of responses. Immutable.
 *
 * @param maxResponseSize the largest body that is read into memory, after decoding; at
 * least 1 byte
 * @param maxHeaderCount the largest number of headers, at least 1
 * @param maxLineLength the longest line of the head, at least 1 byte and at most 1 GB
 */
public record LimitSettings(DataSize maxResponseSize, int maxHeaderCount, DataSize maxLineLength) {

	private static final DataSize LONGEST_LINE = DataSize.ofGigabytes(1);

	public LimitSettings {
		if (maxResponseSize.toBytes() < 1) {
			throw new IllegalArgumentException("max-response-size must be positive, but is " + maxResponseSize);
		}
		Bounds.requireCount("max-header-count", maxHeaderCount);
		if (maxLineLength.toBytes() < 1 || maxLineLength.compareTo(LONGEST_LINE) > 0) {
			throw new IllegalArgumentException(
					"max-line-length must be positive and at most 1 GB, but is " + maxLineLength);
		}
	}

	/**
	 * Bodies of up to 64 MB, and up to 200 headers with lines of up to 16 KB.
	 * @return the default settings
	 */
	public static LimitSettings defaults() {
		return new LimitSettings(DataSize.ofMegabytes(64), 200, DataSize.ofKilobytes(16));
	}

	/**
	 * Return a copy with another limit of the body.
	 * @param maxResponseSize the largest body that is read into memory, after decoding;
	 * at least 1 byte
	 * @return the copy
	 */
	public LimitSettings withMaxResponseSize(DataSize maxResponseSize) {
		return new LimitSettings(maxResponseSize, this.maxHeaderCount, this.maxLineLength);
	}

	/**
	 * Return a copy with another limit of headers.
	 * @param maxHeaderCount the largest number of headers, at least 1
	 * @return the copy
	 */
	public LimitSettings withMaxHeaderCount(int maxHeaderCount) {
		return new LimitSettings(this.maxResponseSize, maxHeaderCount, this.maxLineLength);
	}

	/**
	 * Return a copy with another limit of the lines of the head.
	 * @param maxLineLength the longest line, at least 1 byte and at most 1 GB
	 * @return the copy
	 */
	public LimitSettings withMaxLineLength(DataSize maxLineLength) {
		return new LimitSettings(this.maxResponseSize, this.maxHeaderCount, maxLineLength);
	}

}
