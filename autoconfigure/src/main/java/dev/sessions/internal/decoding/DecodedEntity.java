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

import dev.sessions.internal.body.ReadEntity;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * A body that is decoded while it is read.
 */
final class DecodedEntity extends ReadEntity {

	private final Decoder decoder;

	private final long encodedLength;

	private @Nullable InputStream content;

	DecodedEntity(HttpEntity encoded, Decoder decoder) {
		super(encoded);
		this.decoder = decoder;
		this.encodedLength = encoded.getContentLength();
	}

	@Override
	public InputStream getContent() throws IOException {
		if (!isStreaming()) {
			return this.decoder.decode(super.getContent(), this.encodedLength);
		}
		if (this.content == null) {
			this.content = this.decoder.decode(super.getContent(), this.encodedLength);
		}
		return this.content;
	}

	@Override
	public long getContentLength() {
		return -1;
	}

	@Override
	@SuppressWarnings("NullAway") // HttpClient expects null for none
	public String getContentEncoding() {
		return null;
	}

	@Override
	public void close() throws IOException {
		try {
			if (this.content != null) {
				this.content.close();
			}
		}
		finally {
			super.close();
		}
	}

	/**
	 * Decodes one content coding.
	 */
	@FunctionalInterface
	interface Decoder {

		/**
		 * Decode a body.
		 * @param encoded the encoded body
		 * @param length its length, or negative if it is unknown
		 * @return the decoded body, which closes the encoded one; nothing is read yet
		 */
		InputStream decode(InputStream encoded, long length);

	}

}
