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

package dev.sessions.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads requests from a connection strictly.
 */
final class RequestReader {

	private final InputStream in;

	private final int connection;

	RequestReader(InputStream in, int connection) {
		this.in = in;
		this.connection = connection;
	}

	/**
	 * Read the next request.
	 * @return the request, or {@code null} if the connection ended before it
	 */
	@Nullable ReceivedRequest read() throws IOException {
		StringBuilder head = new StringBuilder();
		String requestLine = readLine(head);
		if (requestLine == null) {
			return null;
		}
		String[] parts = requestLine.split(" ", -1);
		if (parts.length != 3 || !parts[2].equals("HTTP/1.1")) {
			throw new ProtocolException("Not a request line: " + requestLine);
		}
		List<HeaderLine> headers = new ArrayList<>();
		for (String line = readLine(head); !"".equals(line); line = readLine(head)) {
			headers.add(header(line));
		}
		return new ReceivedRequest(this.connection, head.toString(), parts[0], parts[1], headers, readBody(headers));
	}

	private HeaderLine header(@Nullable String line) throws IOException {
		int colon = (line != null) ? line.indexOf(':') : -1;
		if (line == null || colon < 1) {
			throw new ProtocolException("Not a header: " + line);
		}
		return new HeaderLine(line.substring(0, colon), line.substring(colon + 1).strip());
	}

	private byte[] readBody(List<HeaderLine> headers) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		for (HeaderLine header : headers) {
			if (header.name().equalsIgnoreCase("Transfer-Encoding")) {
				readChunks(body);
			}
			else if (header.name().equalsIgnoreCase("Content-Length")) {
				readInto(body, Integer.parseInt(header.value()));
			}
		}
		return body.toByteArray();
	}

	private void readChunks(ByteArrayOutputStream body) throws IOException {
		StringBuilder frame = new StringBuilder();
		int size;
		do {
			size = Integer.parseInt(String.valueOf(readLine(frame)), 16);
			readInto(body, size);
			readLine(frame);
		}
		while (size > 0);
	}

	private void readInto(ByteArrayOutputStream body, int size) throws IOException {
		byte[] bytes = this.in.readNBytes(size);
		if (bytes.length < size) {
			throw new EOFException("The body ended after " + bytes.length + " of " + size + " bytes");
		}
		body.write(bytes);
	}

	/**
	 * Read a line, which must end with CR LF.
	 * @param head the line and its end are appended to this
	 * @return the line, or {@code null} if the stream ended before it
	 */
	private @Nullable String readLine(StringBuilder head) throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		int last = -1;
		for (int b = this.in.read(); b >= 0; b = this.in.read()) {
			line.write(b);
			if (last == '\r' && b == '\n') {
				String text = line.toString(StandardCharsets.ISO_8859_1);
				head.append(text);
				return text.substring(0, text.length() - 2);
			}
			last = b;
		}
		if (line.size() > 0) {
			throw new EOFException("The connection ended within a line");
		}
		return null;
	}

}
