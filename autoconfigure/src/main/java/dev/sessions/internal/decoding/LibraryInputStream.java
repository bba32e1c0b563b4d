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
import java.io.PushbackInputStream;
import java.util.function.UnaryOperator;

import dev.sessions.internal.body.BlockInputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.BasicHttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * Decodes with an external library. An empty body, which libraries reject, decodes to an
 * empty one. A runtime exception of the library becomes an {@link IOException}. Not
 * thread-safe.
 */
final class LibraryInputStream extends BlockInputStream {

	private final PushbackInputStream encoded;

	private final UnaryOperator<HttpEntity> decoder;

	private @Nullable InputStream decoded;

	LibraryInputStream(InputStream encoded, UnaryOperator<HttpEntity> decoder) {
		this.encoded = new PushbackInputStream(encoded);
		this.decoder = decoder;
	}

	@Override
	public int read(byte[] bytes, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		try {
			if (this.decoded == null) {
				this.decoded = open();
			}
			return this.decoded.read(bytes, offset, length);
		}
		catch (RuntimeException ex) {
			throw new IOException("The body cannot be decoded", ex);
		}
	}

	private InputStream open() throws IOException {
		int first = this.encoded.read();
		if (first < 0) {
			return InputStream.nullInputStream();
		}
		this.encoded.unread(first);
		return this.decoder.apply(new BasicHttpEntity(this.encoded, -1, null)).getContent();
	}

	@Override
	public void close() throws IOException {
		try (this.encoded) {
			if (this.decoded != null) {
				this.decoded.close();
			}
		}
	}

}
