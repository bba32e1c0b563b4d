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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

import dev.sessions.internal.body.BodyInMemory;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * A repeatable request body in memory.
 */
final class BytesEntity extends AbstractHttpEntity implements BodyInMemory {

	private final byte[] bytes;

	private final int length;

	/**
	 * Create a body.
	 * @param bytes the array that starts with the body; not copied
	 * @param length the length of the body in bytes
	 * @param contentType its content type, or {@code null} if a header contains it
	 */
	BytesEntity(byte[] bytes, int length, @Nullable String contentType) {
		super(contentType, null);
		this.bytes = bytes;
		this.length = length;
	}

	/**
	 * Return whether the body contains an ASCII text.
	 */
	boolean contains(String ascii) {
		return new String(this.bytes, 0, this.length, StandardCharsets.ISO_8859_1).contains(ascii);
	}

	@Override
	public boolean isRepeatable() {
		return true;
	}

	@Override
	public boolean isStreaming() {
		return false;
	}

	@Override
	public long getContentLength() {
		return this.length;
	}

	@Override
	public InputStream getContent() {
		return new ByteArrayInputStream(this.bytes, 0, this.length);
	}

	@Override
	public void writeTo(OutputStream out) throws IOException {
		out.write(this.bytes, 0, this.length);
	}

	@Override
	public void close() {
	}

}
