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

package dev.sessions.test;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.sessions.internal.text.SecretNames;
import dev.sessions.internal.text.SecretText;
import org.apache.hc.core5.http.ContentType;
import org.jspecify.annotations.Nullable;

/**
 * A multipart body (RFC 2046, section 5.1) and its parts.
 *
 * @param text the bytes as ISO-8859-1
 * @param parts the parts in their order
 */
record Multipart(String text, List<Part> parts) {

	private static final byte[] MASKED = "***".getBytes(StandardCharsets.US_ASCII);

	private static final String LINE_END = "\r\n";

	/**
	 * Parse a body.
	 * @return the parts, or {@code null} if the body is not multipart
	 */
	static @Nullable Multipart of(byte[] body, String type) {
		String boundary = type.regionMatches(true, 0, "multipart/", 0, 10) ? boundary(type) : null;
		if (boundary == null) {
			return null;
		}
		String text = new String(body, StandardCharsets.ISO_8859_1);
		String delimiter = LINE_END + "--" + boundary;
		List<Part> parts = new ArrayList<>();
		int at = text.startsWith("--" + boundary) ? delimiter.length() - 2 : end(text, delimiter, 0);
		while (at >= 0 && !text.startsWith("--", at)) {
			int headers = text.indexOf(LINE_END, at);
			int blank = (headers >= 0) ? text.indexOf(LINE_END + LINE_END, headers) : -1;
			int next = (blank >= 0) ? text.indexOf(delimiter, blank + 2) : -1;
			if (next < 0) {
				return null;
			}
			int content = Math.min(blank + 4, next);
			parts.add(new Part(text.substring(headers, blank), text.substring(content, next), content, next));
			at = next + delimiter.length();
		}
		return (at >= 0) ? new Multipart(text, parts) : null;
	}

	private static int end(String text, String delimiter, int from) {
		int at = text.indexOf(delimiter, from);
		return (at >= 0) ? at + delimiter.length() : -1;
	}

	private static @Nullable String boundary(String type) {
		ContentType parsed = ContentType.parseLenient(type);
		String boundary = (parsed != null) ? parsed.getParameter("boundary") : null;
		return (boundary != null && !boundary.isEmpty()) ? boundary : null;
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	/**
	 * Return the body without secrets.
	 */
	byte[] masked() {
		StringBuilder masked = new StringBuilder();
		int at = 0;
		for (Part part : this.parts) {
			masked.append(this.text, at, part.begin()).append(new String(part.masked(), StandardCharsets.ISO_8859_1));
			at = part.end();
		}
		return bytes(masked.append(this.text, at, this.text.length()).toString());
	}

	/**
	 * A part.
	 *
	 * @param headers the lines of its headers
	 * @param body the bytes of its content as ISO-8859-1
	 * @param begin the index of the content in the body
	 * @param end the index after the content
	 */
	record Part(String headers, String body, int begin, int end) {

		private static final Pattern HEADER = Pattern.compile("\r\n([^:\r\n]*):[ \t]*([^\r\n]*)");

		private static final Pattern PARAMETER = Pattern
			.compile(";\\s*([^=;\\s]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|([^;]*))");

		/**
		 * Return the name of its field, or an empty string.
		 */
		String name() {
			return parameter("name");
		}

		/**
		 * Return the name of its file, or an empty string.
		 */
		String fileName() {
			String extended = parameter("filename*");
			return extended.isEmpty() ? parameter("filename") : extended;
		}

		byte[] content() {
			return bytes(this.body);
		}

		String type() {
			return header("content-type");
		}

		private String parameter(String name) {
			Matcher parameters = PARAMETER.matcher(header("content-disposition"));
			while (parameters.find()) {
				if (parameters.group(1).equalsIgnoreCase(name)) {
					String quoted = parameters.group(2);
					return new String(bytes((quoted != null) ? quoted : parameters.group(3).strip()),
							StandardCharsets.UTF_8);
				}
			}
			return "";
		}

		private String header(String name) {
			Matcher header = HEADER.matcher(this.headers);
			while (header.find()) {
				if (header.group(1).strip().toLowerCase(Locale.ROOT).equals(name)) {
					return header.group(2).strip();
				}
			}
			return "";
		}

		/**
		 * Return the content as text, or {@code null} if it is binary.
		 */
		@Nullable String text() {
			try {
				return HarEntry.charset(type()).newDecoder().decode(ByteBuffer.wrap(content())).toString();
			}
			catch (CharacterCodingException ex) {
				return null;
			}
		}

		/**
		 * Return the content without secrets. That of a part with the name of a secret is
		 * one as a whole, as is the value of a field that contains one.
		 */
		byte[] masked() {
			byte[] content = content();
			if (content.length == 0) {
				return content;
			}
			if (SecretNames.contains(name())) {
				return MASKED;
			}
			byte[] masked = MaskedBody.of(content, type());
			String text = (isField() && Arrays.equals(masked, content)) ? text() : null;
			return (text != null && SecretText.contains(text)) ? MASKED : masked;
		}

		private boolean isField() {
			String mime = MaskedBody.mimeType(type());
			return !name().isEmpty() && fileName().isEmpty() && (mime.isEmpty() || mime.equals("text/plain"));
		}

	}

}
