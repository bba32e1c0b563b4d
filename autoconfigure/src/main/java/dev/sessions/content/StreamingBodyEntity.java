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

package dev.sessions.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

import org.springframework.http.HttpHeaders;
import org.springframework.http.StreamingHttpOutputMessage;

/**
 * A body that Spring writes itself.
 */
public final class StreamingBodyEntity extends AbstractHttpEntity {

	private final long contentLength;

	private final StreamingHttpOutputMessage.Body body;

	/**
	 * Create a body.
	 * @param headers tell its type, its content encoding and its length
	 * @param body writes it
	 */
	public StreamingBodyEntity(HttpHeaders headers, StreamingHttpOutputMessage.Body body) {
		super(headers.getFirst(HttpHeaders.CONTENT_TYPE), headers.getFirst(HttpHeaders.CONTENT_ENCODING), false);
		this.contentLength = headers.getContentLength();
		this.body = body;
	}

	@Override
	public long getContentLength() {
		return this.contentLength;
	}

	@Override
	public boolean isRepeatable() {
		return this.body.repeatable();
	}

	@Override
	public void writeTo(OutputStream out) throws IOException {
		this.body.writeTo(out);
	}

	@Override
	public InputStream getContent() {
		throw new UnsupportedOperationException("This body is written, not read");
	}

	@Override
	public boolean isStreaming() {
		return false;
	}

	@Override
	public void close() {
	}

}
