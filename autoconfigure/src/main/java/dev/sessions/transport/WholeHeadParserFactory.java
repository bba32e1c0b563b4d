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

package dev.sessions.transport;

import java.io.IOException;
import java.io.InputStream;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;
import org.apache.hc.core5.http.io.HttpTransportMetrics;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Makes parsers that take a head for a head only if the empty line is there (RFC 9112,
 * section 8). HttpCore's own takes the end of the connection for it, so that a head cut
 * short looks like a short answer.
 */
final class WholeHeadParserFactory implements HttpMessageParserFactory<ClassicHttpResponse> {

	private final DefaultHttpResponseParserFactory factory;

	WholeHeadParserFactory(Http1Config http1Config) {
		this.factory = new DefaultHttpResponseParserFactory(http1Config);
	}

	@Override
	@SuppressWarnings("deprecation") // the interface has no other abstract method
	public HttpMessageParser<ClassicHttpResponse> create(Http1Config http1Config) {
		return create();
	}

	@Override
	public HttpMessageParser<ClassicHttpResponse> create() {
		return new WholeHeadParser(this.factory.create());
	}

	/**
	 * The parser of one connection.
	 */
	private static final class WholeHeadParser implements HttpMessageParser<ClassicHttpResponse> {

		private final HttpMessageParser<ClassicHttpResponse> parser;

		private @Nullable HeadBuffer head;

		private WholeHeadParser(HttpMessageParser<ClassicHttpResponse> parser) {
			this.parser = parser;
		}

		@Override
		public ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
			if (this.head == null || this.head.buffer != buffer) {
				this.head = new HeadBuffer(buffer);
			}
			this.head.begun = false;
			return this.parser.parse(this.head, in);
		}

	}

	/**
	 * Knows an end within the head from an end before it.
	 */
	private static final class HeadBuffer implements SessionInputBuffer {

		private final SessionInputBuffer buffer;

		private boolean begun;

		private HeadBuffer(SessionInputBuffer buffer) {
			this.buffer = buffer;
		}

		@Override
		public int readLine(CharArrayBuffer line, InputStream in) throws IOException {
			int length = this.buffer.readLine(line, in);
			if (length < 0 && this.begun) {
				throw new ConnectionClosedException("The connection ended within the head of the response");
			}
			this.begun = true;
			return length;
		}

		@Override
		public int length() {
			return this.buffer.length();
		}

		@Override
		public int capacity() {
			return this.buffer.capacity();
		}

		@Override
		public int available() {
			return this.buffer.available();
		}

		@Override
		public int read(byte[] target, int offset, int length, InputStream in) throws IOException {
			return this.buffer.read(target, offset, length, in);
		}

		@Override
		public int read(byte[] target, InputStream in) throws IOException {
			return this.buffer.read(target, in);
		}

		@Override
		public int read(InputStream in) throws IOException {
			return this.buffer.read(in);
		}

		@Override
		public HttpTransportMetrics getMetrics() {
			return this.buffer.getMetrics();
		}

	}

}
