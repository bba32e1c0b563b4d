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
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/**
 * Text from a reader. It is read while it is sent, so it can be sent once.
 */
final class ReaderEntity extends AbstractHttpEntity {

	private final Reader reader;

	private final Charset charset;

	ReaderEntity(Reader reader, Charset charset, String contentType) {
		super(contentType, null, true);
		this.reader = reader;
		this.charset = charset;
	}

	@Override
	public boolean isRepeatable() {
		return false;
	}

	@Override
	public boolean isStreaming() {
		return true;
	}

	@Override
	public long getContentLength() {
		return -1;
	}

	@Override
	public InputStream getContent() {
		throw new UnsupportedOperationException("This body can only be written");
	}

	/**
	 * A character that the charset cannot encode fails the request.
	 */
	@Override
	public void writeTo(OutputStream out) throws IOException {
		Writer writer = new OutputStreamWriter(out,
				this.charset.newEncoder()
					.onMalformedInput(CodingErrorAction.REPORT)
					.onUnmappableCharacter(CodingErrorAction.REPORT));
		try (this.reader) {
			this.reader.transferTo(writer);
		}
		writer.flush();
	}

	@Override
	public void close() throws IOException {
		this.reader.close();
	}

}
