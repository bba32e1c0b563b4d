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

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A part of a multipart body, parsed strictly by RFC 2046 and RFC 7578.
 */
public final class ReceivedPart {

	private static final Pattern TYPE = Pattern
		.compile("multipart/([a-z-]+)(; ?[a-z]+=[^\";]+)*; ?boundary=(\"[^\"]+\"|[^\";, ]+)");

	private static final Pattern DISPOSITION = Pattern
		.compile("form-data; name=\"([^\"\\r\\n]*)\"(?:; filename=\"([^\"\\r\\n]*)\")?");

	private final List<HeaderLine> headers;

	private final byte[] body;

	private ReceivedPart(List<HeaderLine> headers, byte[] body) {
		this.headers = headers;
		this.body = body;
	}

	/**
	 * Parse the parts of a request.
	 * @param request the request
	 * @return the parts
	 */
	public static List<ReceivedPart> of(ReceivedRequest request) {
		return parse(String.valueOf(request.header("Content-Type")), request.body());
	}

	/**
	 * Parse parts.
	 * @param contentType the content type of the body, with the boundary
	 * @param body the body
	 * @return the parts
	 */
	public static List<ReceivedPart> parse(String contentType, byte[] body) {
		Matcher type = TYPE.matcher(contentType);
		require(type.matches(), "no multipart type with one boundary: " + contentType);
		String boundary = type.group(3).replace("\"", "");
		// one character for each byte, so that positions are byte offsets
		String text = new String(body, StandardCharsets.ISO_8859_1);
		List<ReceivedPart> parts = new ArrayList<>();
		int at = 0;
		while (text.startsWith("--" + boundary + "\r\n", at)) {
			int head = at + boundary.length() + 4;
			int content = text.indexOf("\r\n\r\n", head);
			int end = text.indexOf("\r\n--" + boundary, content + 2);
			require(content >= 0 && end >= content + 2, "a part without an end");
			parts.add(new ReceivedPart(headers(body, head, content), slice(body, content + 4, end)));
			at = end + 2;
		}
		require(text.substring(at).equals("--" + boundary + "--\r\n"), "no close-delimiter at the end");
		return parts;
	}

	private static List<HeaderLine> headers(byte[] body, int from, int to) {
		List<HeaderLine> headers = new ArrayList<>();
		for (String line : utf8(slice(body, from, to)).split("\r\n", -1)) {
			int colon = line.indexOf(": ");
			require(colon > 0 && line.indexOf('\r') < 0 && line.indexOf('\n') < 0, "no header: " + line);
			headers.add(new HeaderLine(line.substring(0, colon), line.substring(colon + 2)));
		}
		return headers;
	}

	private static byte[] slice(byte[] body, int from, int to) {
		// a part without content ends with its head
		return (from <= to) ? Arrays.copyOfRange(body, from, to) : new byte[0];
	}

	private static String utf8(byte[] bytes) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
		}
		catch (CharacterCodingException ex) {
			throw new IllegalStateException("no UTF-8", ex);
		}
	}

	private static void require(boolean condition, String fault) {
		if (!condition) {
			throw new IllegalStateException(fault);
		}
	}

	/**
	 * All headers, in order.
	 * @return the headers
	 */
	public List<HeaderLine> headers() {
		return this.headers;
	}

	public byte[] body() {
		return this.body.clone();
	}

	/**
	 * The value of a header.
	 * @param name the name in any case
	 * @return the value, or {@code null} if there is none
	 */
	public @Nullable String header(String name) {
		List<String> values = this.headers.stream()
			.filter((header) -> header.name().equalsIgnoreCase(name))
			.map(HeaderLine::value)
			.toList();
		require(values.size() < 2, "several lines of " + name);
		return values.isEmpty() ? null : values.get(0);
	}

	/**
	 * The name of the part.
	 * @return the unescaped name
	 */
	public String name() {
		return unescape(disposition().group(1));
	}

	/**
	 * The name of its file.
	 * @return the unescaped name, or {@code null} if there is none
	 */
	public @Nullable String filename() {
		String name = disposition().group(2);
		return (name != null) ? unescape(name) : null;
	}

	private Matcher disposition() {
		Matcher matcher = DISPOSITION.matcher(String.valueOf(header("Content-Disposition")));
		require(matcher.matches(), "no Content-Disposition of form-data: " + this.headers);
		return matcher;
	}

	private static String unescape(String name) {
		return name.replace("%22", "\"").replace("%0D", "\r").replace("%0A", "\n");
	}

	/**
	 * The content as text.
	 * @return the content, decoded as UTF-8
	 */
	public String text() {
		return utf8(this.body);
	}

}
