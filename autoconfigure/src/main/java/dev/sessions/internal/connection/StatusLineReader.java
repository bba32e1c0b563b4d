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

import dev.sessions.internal.text.PlainText;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.apache.hc.core5.http.message.BasicLineParser;
import org.apache.hc.core5.http.message.StatusLine;
import org.apache.hc.core5.util.CharArrayBuffer;

/**
 * Reads status lines (RFC 9112, section 4). The common form of HTTP/1.1 is parsed here;
 * all others are left to HttpCore, which parses or rejects them.
 */
final class StatusLineReader {

	private static final String START = "HTTP/1.1 ";

	private static final int CODE_END = START.length() + 3;

	private String lastReason = "";

	/**
	 * Read a status line.
	 * @param line the line
	 * @return a response without headers
	 * @throws ProtocolException if the line is not a valid status line
	 */
	ClassicHttpResponse read(CharArrayBuffer line) throws ProtocolException {
		int code = plainCode(line);
		if (code < 0) {
			return unusual(line);
		}
		ClassicHttpResponse response = new BasicClassicHttpResponse(code, reason(line));
		response.setVersion(HttpVersion.HTTP_1_1);
		return response;
	}

	private static int plainCode(CharArrayBuffer line) {
		if (line.length() < CODE_END || (line.length() > CODE_END && line.charAt(CODE_END) != ' ')) {
			return -1;
		}
		for (int i = 0; i < START.length(); i++) {
			if (line.charAt(i) != START.charAt(i)) {
				return -1;
			}
		}
		int code = 0;
		for (int i = START.length(); i < CODE_END; i++) {
			char digit = line.charAt(i);
			if (digit < '0' || digit > '9') {
				return -1;
			}
			code = code * 10 + digit - '0';
		}
		return (code >= 100) ? code : -1;
	}

	private String reason(CharArrayBuffer line) {
		if (line.length() <= CODE_END + 1) {
			return "";
		}
		int length = line.length() - CODE_END - 1;
		boolean same = length == this.lastReason.length();
		for (int i = 0; same && i < length; i++) {
			same = this.lastReason.charAt(i) == line.charAt(CODE_END + 1 + i);
		}
		if (!same) {
			this.lastReason = PlainText.of(line.substringTrimmed(CODE_END + 1, line.length()));
		}
		return this.lastReason;
	}

	private static ClassicHttpResponse unusual(CharArrayBuffer line) throws ProtocolException {
		requireVersion(line);
		StatusLine status;
		try {
			status = BasicLineParser.INSTANCE.parseStatusLine(line);
		}
		catch (ParseException ex) {
			throw new ProtocolException("The response does not begin with an HTTP status line");
		}
		if (status.getStatusCode() < 100) {
			throw new ProtocolException("The status of the response is " + status.getStatusCode());
		}
		ClassicHttpResponse response = new BasicClassicHttpResponse(status.getStatusCode(),
				PlainText.of(String.valueOf(status.getReasonPhrase())));
		response.setVersion(status.getProtocolVersion());
		return response;
	}

	/**
	 * Requires the version to consist of digits (RFC 9112, section 2.3). HttpCore also
	 * accepts a sign, and then fails as if the caller were at fault.
	 */
	private static void requireVersion(CharArrayBuffer line) throws ProtocolException {
		int at = line.indexOf('/') + 1;
		while (at < line.length() && (line.charAt(at) == '.' || (line.charAt(at) >= '0' && line.charAt(at) <= '9'))) {
			at++;
		}
		if (at < line.length() && line.charAt(at) != ' ' && line.charAt(at) != '\t') {
			throw new ProtocolException("The response does not begin with an HTTP status line");
		}
	}

}
