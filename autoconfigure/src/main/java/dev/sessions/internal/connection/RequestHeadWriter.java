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

package dev.sessions.internal.connection;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Iterator;

import dev.sessions.internal.net.HeaderSyntax;
import dev.sessions.internal.net.HostName;
import dev.sessions.internal.net.PercentEncoding;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.io.HttpMessageWriter;
import org.apache.hc.core5.http.io.SessionOutputBuffer;

/**
 * Writes the head of a request (RFC 9112, sections 3 and 5). Each connection has its own
 * writer, which reuses its buffer. Characters are encoded as ISO-8859-1, as in reading,
 * so that values received from a server can be returned byte for byte. Control characters
 * and characters beyond ISO-8859-1 fail the request before any of it is sent.
 */
final class RequestHeadWriter implements HttpMessageWriter<ClassicHttpRequest> {

	/**
	 * The maximum size of a buffer kept for the next request.
	 */
	private static final int MAX_KEPT = 2048;

	private final RenderedHeaders rendered = new RenderedHeaders();

	private byte[] head = new byte[512];

	private int length;

	@Override
	public void write(ClassicHttpRequest request, SessionOutputBuffer buffer, OutputStream out)
			throws IOException, ProtocolException {
		this.length = 0;
		append("The method", request.getMethod());
		append(' ');
		append("The request target", target(request.getRequestUri()));
		append("The version", " HTTP/1.1");
		endLine();
		int position = 0;
		for (Iterator<Header> headers = request.headerIterator(); headers.hasNext(); position++) {
			append(headers.next(), position);
		}
		endLine();
		buffer.write(this.head, 0, this.length, out);
		if (this.head.length > MAX_KEPT) {
			this.head = new byte[512];
		}
	}

	/**
	 * Encodes the request target as ASCII (RFC 9112, section 3.2). Targets of sessions
	 * are ASCII already, but for a proxy HttpClient uses the Unicode host name, and an
	 * interceptor may set any path. Control characters are left to the writer, which
	 * rejects them.
	 */
	private static String target(String target) throws ClientProtocolException {
		boolean illegal = false;
		for (int i = 0; i < target.length(); i++) {
			char c = target.charAt(i);
			if (c < ' ' || c == 0x7F) {
				return target;
			}
			illegal |= c == ' ' || c > '~';
		}
		return illegal ? encoded(target) : target;
	}

	private static String encoded(String target) throws ClientProtocolException {
		int authority = target.startsWith("/") ? -1 : target.indexOf("://");
		int path = (authority >= 0) ? target.indexOf('/', authority + 3) : 0;
		if (path < 0) {
			path = target.length();
		}
		try {
			String host = (authority >= 0) ? HostName.of(target.substring(authority + 3, path)) : "";
			return ((authority >= 0) ? target.substring(0, authority + 3) : "") + host
					+ PercentEncoding.encodeIllegal(target.substring(path));
		}
		catch (IllegalArgumentException ex) {
			throw new ClientProtocolException("The target of the request cannot be sent");
		}
	}

	/**
	 * Appends a header. Default headers of a session are the same objects in each
	 * request, and are copied from the cache.
	 */
	private void append(Header header, int position) throws ProtocolException {
		byte[] line = this.rendered.find(header, position);
		if (line != null) {
			ensureCapacity(this.length + line.length);
			System.arraycopy(line, 0, this.head, this.length, line.length);
			this.length += line.length;
			return;
		}
		int start = this.length;
		append("The name of a header", header.getName());
		append(':');
		append(' ');
		String value = header.getValue();
		if (value != null) {
			append(header.getName(), value);
		}
		endLine();
		this.rendered.add(header, position, this.head, start, this.length);
	}

	private void append(String what, String text) throws ProtocolException {
		int from = this.length;
		int to = from + text.length();
		ensureCapacity(to);
		byte[] target = this.head;
		for (int i = from; i < to; i++) {
			char c = text.charAt(i - from);
			if (!HeaderSyntax.isFieldChar(c)) {
				throw new ProtocolException(what + " holds a character that the head of a request cannot hold");
			}
			target[i] = (byte) c;
		}
		this.length = to;
	}

	private void append(char c) {
		ensureCapacity(this.length + 1);
		this.head[this.length++] = (byte) c;
	}

	private void endLine() {
		append('\r');
		append('\n');
	}

	private void ensureCapacity(int needed) {
		if (needed > this.head.length) {
			this.head = Arrays.copyOf(this.head, Math.max(needed, 2 * this.head.length));
		}
	}

}
