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
import java.io.InputStream;

import dev.sessions.internal.cookie.CookieOctets;
import dev.sessions.internal.net.HeaderSyntax;
import dev.sessions.internal.text.PlainText;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.http.message.BasicLineParser;
import org.apache.hc.core5.util.CharArrayBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the head of a response (RFC 9112, sections 4 and 5). Each connection has its own
 * parser, which reuses its buffers. A head must end with an empty line (section 8),
 * whereas HttpCore's parser also accepts the end of the connection, so that a truncated
 * head looks complete. Error messages do not show the input, which may contain secrets.
 */
public final class ResponseHeadParser implements HttpMessageParser<ClassicHttpResponse> {

	/**
	 * The maximum size of a line buffer kept for the next response.
	 */
	private static final int MAX_KEPT = 1024;

	/**
	 * The maximum number of interim responses, which would otherwise allow a server to
	 * prolong the exchange indefinitely.
	 */
	private static final int MAX_INTERIM_RESPONSES = 100;

	private final int maxEmptyLines;

	private final int maxHeaders;

	private final int maxLineLength;

	private final StatusLineReader status = new StatusLineReader();

	private final HeaderMemory headers = new HeaderMemory();

	private CharArrayBuffer line = new CharArrayBuffer(128);

	private CharArrayBuffer following = new CharArrayBuffer(128);

	/**
	 * The number of interim responses since the last final one.
	 */
	private int interimResponses;

	public ResponseHeadParser(Http1Config limits) {
		this.maxEmptyLines = limits.getMaxEmptyLineCount();
		this.maxHeaders = limits.getMaxHeaderCount();
		this.maxLineLength = limits.getMaxLineLength();
	}

	@Override
	public @Nullable ClassicHttpResponse parse(SessionInputBuffer buffer, InputStream in)
			throws IOException, HttpException {
		for (int empty = 0; empty < this.maxEmptyLines; empty++) {
			this.line = cleared(this.line);
			if (buffer.readLine(this.line, in) < 0) {
				return null;
			}
			if (!this.line.isEmpty()) {
				requireLength(this.line.length());
				ClassicHttpResponse response = this.status.read(this.line);
				readHeaders(response, buffer, in);
				requireProgress(response.getCode());
				return response;
			}
		}
		throw new MessageConstraintException("Maximum empty line limit exceeded");
	}

	/**
	 * Limits the interim responses (RFC 9110, section 15.2), which are skipped, and
	 * rejects a switch of protocols. A session never requests a switch, but HttpClient
	 * would follow one to TLS.
	 */
	private void requireProgress(int code) throws ProtocolException {
		if (code == HttpStatus.SC_SWITCHING_PROTOCOLS) {
			throw new ProtocolException("The server switched protocols without being asked");
		}
		this.interimResponses = (code < HttpStatus.SC_SUCCESS) ? this.interimResponses + 1 : 0;
		if (this.interimResponses > MAX_INTERIM_RESPONSES) {
			throw new ProtocolException("The server sent more than " + MAX_INTERIM_RESPONSES + " interim responses");
		}
	}

	private void readHeaders(ClassicHttpResponse response, SessionInputBuffer buffer, InputStream in)
			throws IOException, HttpException {
		this.headers.restart();
		int count = 0;
		while (true) {
			readLine(buffer, in);
			boolean folded = !this.following.isEmpty() && HeaderSyntax.isBlank(this.following.charAt(0));
			if (folded) {
				unfold(count);
				continue;
			}
			if (count > 0) {
				Header header = header(this.line);
				if (header != null) {
					response.addHeader(header);
				}
			}
			if (this.following.isEmpty()) {
				return;
			}
			if (++count > this.maxHeaders) {
				throw new MessageConstraintException("Maximum header count exceeded");
			}
			CharArrayBuffer read = this.following;
			this.following = this.line;
			this.line = read;
		}
	}

	private void readLine(SessionInputBuffer buffer, InputStream in) throws IOException, HttpException {
		this.following = cleared(this.following);
		if (buffer.readLine(this.following, in) < 0) {
			throw new ConnectionClosedException("The connection ended within the head of the response");
		}
		requireLength(this.following.length());
	}

	/**
	 * Appends a line that begins with white space to the previous one (RFC 9112, section
	 * 5.2).
	 */
	private void unfold(int count) throws HttpException, IOException {
		if (count == 0) {
			throw new ProtocolException("The head of the response has white space before its first header");
		}
		int start = 0;
		while (start < this.following.length() && HeaderSyntax.isBlank(this.following.charAt(start))) {
			start++;
		}
		requireLength(this.line.length() + 1 + this.following.length() - start);
		this.line.append(' ');
		this.line.append(this.following, start, this.following.length() - start);
	}

	/**
	 * Checks the length of a line. HttpCore checks only lines that do not fit into its
	 * buffer.
	 */
	private void requireLength(int length) throws MessageConstraintException {
		if (length > this.maxLineLength) {
			throw new MessageConstraintException("Maximum line length limit exceeded");
		}
	}

	/**
	 * Parses a header line. Lines whose name has unusual characters are left to HttpCore,
	 * which parses or rejects them.
	 * @return the header, or {@code null} for a cookie with a control character, which is
	 * to be ignored (RFC 6265bis, section 5.6)
	 */
	private @Nullable Header header(CharArrayBuffer line) throws ProtocolException {
		Header known = this.headers.recall(line);
		if (known != null) {
			return known;
		}
		int colon = line.indexOf(':');
		for (int i = 0; i < colon; i++) {
			if (!isNameChar(line.charAt(i))) {
				return unusual(line);
			}
		}
		if (colon <= 0) {
			return unusual(line);
		}
		Header header = this.headers.learn(line, colon);
		requireNumber(header);
		return isVoidCookie(header) ? null : header;
	}

	/**
	 * Requires a content length to consist of digits only (RFC 9110, section 8.6).
	 * HttpCore also accepts a sign, which intermediaries may interpret differently.
	 */
	private static void requireNumber(Header header) throws ProtocolException {
		if (header.getName().equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)) {
			String value = header.getValue();
			for (int i = 0; i < value.length(); i++) {
				if (value.charAt(i) < '0' || value.charAt(i) > '9') {
					throw new ProtocolException("The length of the response is not a number");
				}
			}
		}
	}

	private static boolean isVoidCookie(Header header) {
		return header.getName().equalsIgnoreCase(HttpHeaders.SET_COOKIE) && CookieOctets.hasControl(header.getValue());
	}

	private static Header unusual(CharArrayBuffer line) throws ProtocolException {
		String name = line.substring(0, Math.max(line.indexOf(':'), 0));
		if (!PlainText.of(name).equals(name)) {
			throw new ProtocolException("The head of the response has a header whose name has a control character");
		}
		try {
			Header header = BasicLineParser.INSTANCE.parseHeader(line);
			return new BasicHeader(header.getName(), HeaderOctets.withoutControls(header.getValue()));
		}
		catch (ParseException ex) {
			throw new ProtocolException("The head of the response has a line that is not a header");
		}
	}

	private static boolean isNameChar(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
	}

	private static CharArrayBuffer cleared(CharArrayBuffer buffer) {
		if (buffer.capacity() > MAX_KEPT) {
			return new CharArrayBuffer(128);
		}
		buffer.clear();
		return buffer;
	}

}
