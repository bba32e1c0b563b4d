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
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/**
 * A text body from a reader, which is read while it is sent. Not repeatable.
 */
final class ReaderEntity extends StreamingBodyEntity {

	private final Reader reader;

	ReaderEntity(Reader reader, Charset charset, String contentType) {
		super(contentType, null, -1, (out) -> write(reader, charset, out));
		this.reader = reader;
	}

	/**
	 * A character that the charset cannot encode fails the request.
	 */
	private static void write(Reader text, Charset charset, OutputStream out) throws IOException {
		Writer writer = new OutputStreamWriter(out,
				charset.newEncoder()
					.onMalformedInput(CodingErrorAction.REPORT)
					.onUnmappableCharacter(CodingErrorAction.REPORT));
		try (text) {
			text.transferTo(writer);
		}
		writer.flush();
	}

	@Override
	public boolean isStreaming() {
		return true;
	}

	@Override
	public void close() throws IOException {
		this.reader.close();
	}

}
