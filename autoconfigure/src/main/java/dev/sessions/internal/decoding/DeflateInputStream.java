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

package dev.sessions.internal.decoding;

import java.io.IOException;
import java.io.InputStream;

/**
 * Decodes the coding {@code deflate} (RFC 9110, section 8.4.1.2): the zlib format, or the
 * raw deflate data that some servers send instead. Trailing bytes are ignored.
 */
final class DeflateInputStream extends InflatedInputStream {

	private static final int DEFLATE = 8;

	private static final int MAX_WINDOW = 7;

	private boolean begun;

	DeflateInputStream(InputStream in, long length) {
		super(in, length);
	}

	@Override
	boolean begin() throws IOException {
		if (this.begun) {
			// detects bad framing of the body
			next();
			return false;
		}
		this.begun = true;
		int head = peek();
		if (head < 0) {
			return false;
		}
		inflate(!isZlib(head));
		return true;
	}

	/**
	 * RFC 1950, section 2.2.
	 */
	private static boolean isZlib(int head) {
		return (head >> 8 & 0xF) == DEFLATE && head >> 12 <= MAX_WINDOW && head % 31 == 0;
	}

}
