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

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * Reads the complete body of a response. A handler below bounds its size.
 */
public final class BodyBytes {

	private static final byte[] NOTHING = new byte[0];

	/**
	 * Sufficient for the typical API response of unknown length.
	 */
	private static final int FIRST_SIZE = 2048;

	private static final int MAX_SIZE = Integer.MAX_VALUE - 8;

	private BodyBytes() {
	}

	/**
	 * Read a body and close it.
	 * @param entity the body, or {@code null} if there is none
	 * @return its bytes
	 * @throws IOException if it cannot be read, or does not fit into an array
	 */
	public static byte[] read(@Nullable HttpEntity entity) throws IOException {
		if (entity == null) {
			return NOTHING;
		}
		try (InputStream content = entity.getContent()) {
			long length = entity.getContentLength();
			return (length >= 0 && length <= MAX_SIZE) ? content.readNBytes((int) length) : readAll(content);
		}
	}

	/**
	 * Like {@link InputStream#readAllBytes}, whose first buffer has 8 or 16 KB, but with
	 * a smaller one.
	 */
	private static byte[] readAll(InputStream content) throws IOException {
		byte[] bytes = new byte[FIRST_SIZE];
		int length = 0;
		for (int n = 0; n >= 0; n = content.read(bytes, length, bytes.length - length)) {
			length += n;
			if (length == bytes.length) {
				bytes = Arrays.copyOf(bytes, larger(length));
			}
		}
		return Arrays.copyOf(bytes, length);
	}

	private static int larger(int size) throws IOException {
		if (size == MAX_SIZE) {
			throw new IOException("The response body does not fit into an array");
		}
		return (int) Math.min(2L * size, MAX_SIZE);
	}

}
