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
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import dev.sessions.internal.net.HeaderSyntax;
import dev.sessions.internal.text.UnicodeText;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;

/**
 * A part of a multipart body. Its headers have the format of browsers: UTF-8, with quotes
 * and line breaks of names percent-encoded (RFC 7578, section 5.1; WHATWG HTML, multipart
 * form data).
 */
final class MultipartPart {

	private final byte[] head;

	private final HttpEntity content;

	/**
	 * Create a part.
	 * @param head the headers with the empty line after them
	 * @param content the content
	 */
	private MultipartPart(byte[] head, HttpEntity content) {
		this.head = head;
		this.content = content;
	}

	/**
	 * Create a part.
	 * @param name its name
	 * @param filename the name of its file, or {@code null} if the part is not a file
	 * @param headers further headers, which replace the generated ones
	 * @param content the content with its type
	 * @return the part
	 */
	static MultipartPart of(String name, @Nullable String filename, HttpHeaders headers, HttpEntity content) {
		StringBuilder head = new StringBuilder();
		if (!headers.containsHeader(HttpHeaders.CONTENT_DISPOSITION)) {
			head.append("Content-Disposition: form-data; name=\"").append(escape(name)).append('"');
			if (filename != null) {
				head.append("; filename=\"").append(escape(filename)).append('"');
			}
			head.append("\r\n");
		}
		if (!headers.containsHeader(HttpHeaders.CONTENT_TYPE) && content.getContentType() != null) {
			head.append("Content-Type: ").append(content.getContentType()).append("\r\n");
		}
		for (Map.Entry<String, List<String>> header : headers.headerSet()) {
			header.getValue()
				.forEach((value) -> head.append(header.getKey()).append(": ").append(value).append("\r\n"));
		}
		return new MultipartPart(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8), content);
	}

	private static String escape(String name) {
		return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
	}

	/**
	 * Check a name that becomes part of a header.
	 * @throws IllegalArgumentException if it contains NUL or a lone surrogate
	 */
	static String requireName(String what, String name) {
		if (name.indexOf('\0') >= 0) {
			throw new IllegalArgumentException(what + " must not contain NUL");
		}
		return UnicodeText.require(what, name);
	}

	/**
	 * Check a header of a part, which may be in UTF-8.
	 * @throws IllegalArgumentException if its name is not a token, or its value contains
	 * control characters
	 */
	static void requireHeader(String name, String value) {
		HeaderSyntax.requireToken("The name of a part's header", name);
		HeaderSyntax.requireOneLine("The part's header " + name, value);
		requireName("The part's header " + name, value);
		if (value.chars().anyMatch((c) -> (c < ' ' && c != '\t') || c == 0x7F)) {
			throw new IllegalArgumentException("The part's header " + name + " must not contain control characters");
		}
	}

	HttpEntity content() {
		return this.content;
	}

	/**
	 * Return the length in bytes, or -1 if it is unknown.
	 */
	long length() {
		long length = this.content.getContentLength();
		return (length >= 0) ? this.head.length + length : -1;
	}

	void writeTo(OutputStream out) throws IOException {
		out.write(this.head);
		this.content.writeTo(out);
	}

}
