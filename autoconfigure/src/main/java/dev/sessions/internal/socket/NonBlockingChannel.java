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

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * A channel whose reads and writes never wait.
 */
interface NonBlockingChannel {

	/**
	 * Read available bytes.
	 * @param target the buffer to read into
	 * @return the number of bytes, 0 if none is available, -1 at the end of the input
	 * @throws IOException if the channel fails or is closed
	 */
	int read(ByteBuffer target) throws IOException;

	/**
	 * Write as much as the channel accepts now.
	 * @param source the buffer to write from
	 * @return the number of bytes written, which may be 0
	 * @throws IOException if the channel fails or is closed
	 */
	int write(ByteBuffer source) throws IOException;

	/**
	 * Wait until the channel accepts bytes or the time is up, if this kind of thread may
	 * use a selector.
	 * @param millis the longest time to wait, in milliseconds
	 * @return {@code false} if this thread may not wait with a selector
	 * @throws IOException if the channel fails or is closed, or the thread is interrupted
	 */
	boolean awaitWritable(int millis) throws IOException;

}
