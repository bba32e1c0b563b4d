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
import org.apache.hc.core5.http.message.MessageSupport;

/**
 * Determines the length of a response body (RFC 9112, section 6.3). The obsolete transfer
 * coding {@code identity} (RFC 2616) is ignored, and a repeated {@code chunked} is
 * treated as a single one. {@link ConnectionReuse} does not reuse the connection in
 * either case. Other transfer codings are never requested and are rejected. Error
 * messages do not show the input.
 */
public final class ResponseLength implements ContentLengthStrategy {

	private static final String CHUNKED_CODING = "chunked";

	private static final String IDENTITY = "identity";

	@Override
	public long determineLength(HttpMessage message) throws ProtocolException {
		Header coding = message.getFirstHeader(HttpHeaders.TRANSFER_ENCODING);
		if (coding == null) {
			return contentLength(message);
		}
		// the common case, which needs no parsing
		boolean plain = CHUNKED_CODING.equalsIgnoreCase(coding.getValue())
				&& message.countHeaders(HttpHeaders.TRANSFER_ENCODING) == 1;
		return (plain || isChunked(message)) ? CHUNKED : contentLength(message);
	}

	private static boolean isChunked(HttpMessage message) throws NotImplementedException {
		boolean chunked = false;
		for (Iterator<String> codings = MessageSupport.iterateTokens(message, HttpHeaders.TRANSFER_ENCODING); codings
			.hasNext();) {
			String coding = codings.next();
			if (coding.equalsIgnoreCase(CHUNKED_CODING)) {
				chunked = true;
			}
			else if (!coding.equalsIgnoreCase(IDENTITY)) {
				throw new NotImplementedException("Unsupported transfer encoding");
			}
		}
		return chunked;
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
