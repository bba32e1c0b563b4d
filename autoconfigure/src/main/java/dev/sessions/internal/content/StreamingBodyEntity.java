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

import dev.sessions.internal.body.ExactLengthEntity;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.StreamingHttpOutputMessage;

/**
 * A body that Spring writes to the connection.
 */
public class StreamingBodyEntity extends AbstractHttpEntity {

	private final long contentLength;

	private final StreamingHttpOutputMessage.Body body;

	/**
	 * Create a body.
	 * @param contentType its content type, or {@code null} if a header contains it
	 * @param contentEncoding its content coding, or {@code null} for none
	 * @param contentLength its length in bytes, or -1 if it is unknown
	 * @param body writes it
	 */
	StreamingBodyEntity(@Nullable String contentType, @Nullable String contentEncoding, long contentLength,
			StreamingHttpOutputMessage.Body body) {
		super(contentType, contentEncoding, false);
		this.contentLength = contentLength;
		this.body = body;
	}

	/**
	 * Create the body of a request of Spring's clients.
	 * @param headers the headers with its content type, content coding and length
	 * @param body writes it
	 * @return the body
	 */
	public static HttpEntity of(HttpHeaders headers, StreamingHttpOutputMessage.Body body) {
		return new ExactLengthEntity(new StreamingBodyEntity(headers.getFirst(HttpHeaders.CONTENT_TYPE),
				headers.getFirst(HttpHeaders.CONTENT_ENCODING), headers.getContentLength(), body));
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
		throw new UnsupportedOperationException("This body can only be written");
	}

	@Override
	public boolean isStreaming() {
		return false;
	}

	@Override
	public void close() throws IOException {
	}

}
