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

package dev.sessions.internal.socket;

import java.nio.ByteBuffer;

/**
 * Wraps parts of arrays for a channel. The wrapper of the last small array is reused,
 * because a connection nearly always uses the same array.
 */
final class ReusedBuffer {

	/**
	 * The JDK keeps a direct buffer of the largest size for each thread, so larger arrays
	 * are passed in parts.
	 */
	private static final int MAX_AT_ONCE = 128 * 1024;

	/**
	 * The size of a connection's buffers. A larger array belongs to a caller and is not
	 * kept.
	 */
	private static final int MAX_KEPT = 8 * 1024;

	private byte[] bytes = new byte[0];

	private ByteBuffer buffer = ByteBuffer.wrap(this.bytes);

	ByteBuffer over(byte[] array, int offset, int length) {
		ByteBuffer whole = (array == this.bytes) ? this.buffer : wrap(array);
		return whole.clear().position(offset).limit(offset + Math.min(length, MAX_AT_ONCE));
	}

	private ByteBuffer wrap(byte[] array) {
		ByteBuffer whole = ByteBuffer.wrap(array);
		if (array.length <= MAX_KEPT) {
			this.bytes = array;
			this.buffer = whole;
		}
		return whole;
	}

}
