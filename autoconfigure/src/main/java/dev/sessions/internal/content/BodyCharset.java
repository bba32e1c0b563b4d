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

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;

/**
 * Determines the charset of a body: that of its content type, or else of its byte order
 * mark, or else UTF-8, which is also the charset of JSON (RFC 8259, section 8.1). The
 * mark is not part of the text.
 */
public final class BodyCharset {

	private static final String MARK = "\uFEFF";

	/**
	 * Longer marks first: the mark of UTF-32LE starts with that of UTF-16LE.
	 */
	private static final List<Charset> MARKED = List.of(Charset.forName("UTF-32LE"), Charset.forName("UTF-32BE"),
			StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);

	private BodyCharset() {
	}

	/**
	 * Return the text of a body.
	 * @param body the body
	 * @param type its content type, or {@code null} if it is unknown
	 * @return the text without a byte order mark
	 */
	public static String of(byte[] body, @Nullable MediaType type) {
		String text = new String(body, charset(body, type));
		return text.startsWith(MARK) ? text.substring(1) : text;
	}

	/**
	 * Return the charset of a body.
	 * @param body the body
	 * @param type its content type, or {@code null} if it is unknown
	 * @return the charset
	 */
	public static Charset charset(byte[] body, @Nullable MediaType type) {
		if (type != null && type.getCharset() != null) {
			return type.getCharset();
		}
		// no mark starts with an ASCII character other than NUL
		return (body.length < 2 || body[0] > 0) ? StandardCharsets.UTF_8 : marked(body);
	}

	private static Charset marked(byte[] body) {
		for (Charset charset : MARKED) {
			byte[] mark = MARK.getBytes(charset);
			if (body.length >= mark.length && startsWith(body, mark)) {
				return charset;
			}
		}
		return StandardCharsets.UTF_8;
	}

	private static boolean startsWith(byte[] body, byte[] mark) {
		for (int i = 0; i < mark.length; i++) {
			if (body[i] != mark[i]) {
				return false;
			}
		}
		return true;
	}

}
