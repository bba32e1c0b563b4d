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

import java.util.Iterator;

import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpMessage;
import org.apache.hc.core5.http.NotImplementedException;
import org.apache.hc.core5.http.ProtocolException;

/**
 * Where the body of a response ends (RFC 9112, section 6.3). Servers still send
 * {@code identity}, which RFC 2616 had, and it says nothing; {@code chunked} said twice
 * is once too often, and the body is in chunks. {@link ConnectionReuse} keeps no
 * connection after either. Other transfer codings are not asked for. No error shows what
 * was read.
 */
public final class ResponseLength implements ContentLengthStrategy {

	private static final String CHUNKED_CODING = "chunked";

	private static final String IDENTITY = "identity";

	@Override
	public long determineLength(HttpMessage message) throws ProtocolException {
		return isChunked(message) ? CHUNKED : contentLength(message);
	}

	private static boolean isChunked(HttpMessage message) throws NotImplementedException {
		if (!message.containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
			return false;
		}
		boolean chunked = false;
		for (Iterator<Header> lines = message.headerIterator(HttpHeaders.TRANSFER_ENCODING); lines.hasNext();) {
			String value = lines.next().getValue();
			chunked |= CHUNKED_CODING.equalsIgnoreCase(value) || isChunked(value);
		}
		return chunked;
	}

	private static boolean isChunked(String codings) throws NotImplementedException {
		boolean chunked = false;
		for (String element : codings.split(",", -1)) {
			String coding = trimmed(element);
			if (coding.equalsIgnoreCase(CHUNKED_CODING)) {
				chunked = true;
			}
			else if (!coding.isEmpty() && !coding.equalsIgnoreCase(IDENTITY)) {
				throw new NotImplementedException("Unsupported transfer encoding");
			}
		}
		return chunked;
	}

	/**
	 * White space is blanks and tabs only (RFC 9110, section 5.6.3).
	 */
	private static String trimmed(String element) {
		int start = 0;
		int end = element.length();
		while (start < end && isBlank(element.charAt(start))) {
			start++;
		}
		while (start < end && isBlank(element.charAt(end - 1))) {
			end--;
		}
		return element.substring(start, end);
	}

	private static boolean isBlank(char c) {
		return c == ' ' || c == '\t';
	}

	private static long contentLength(HttpMessage message) throws ProtocolException {
		Header length = message.getFirstHeader(HttpHeaders.CONTENT_LENGTH);
		if (length == null) {
			return UNDEFINED;
		}
		if (message.countHeaders(HttpHeaders.CONTENT_LENGTH) > 1) {
			throw new ProtocolException("Multiple Content-Length headers");
		}
		try {
			return Long.parseLong(length.getValue());
		}
		catch (NumberFormatException ex) {
			throw new ProtocolException("Invalid content length");
		}
	}

}
