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

package dev.sessions.internal.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * Renders the start of a JSON or form body, without secrets. Any other body, or one that
 * does not match its type, is described by type and length.
 */
final class LoggedBody {

	static final int MAX_BYTES = 2048;

	/**
	 * The maximum size of a request body that is read again for the log.
	 */
	private static final int MAX_REREAD = 64 * 1024;

	private static final Pattern MIME_TYPE = Pattern.compile("[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,100}");

	private LoggedBody() {
	}

	/**
	 * Return whether a body may be shown, according to its type.
	 */
	static boolean isShown(HttpEntity entity) {
		String encoding = entity.getContentEncoding();
		return kind(entity.getContentType()) != Kind.OTHER
				&& (encoding == null || encoding.isEmpty() || "identity".equalsIgnoreCase(encoding));
	}

	/**
	 * Return the start of a request body.
	 * @param entity the body
	 * @return the text with placeholders, or {@code null} if it is not shown or cannot be
	 * read without consuming it
	 */
	static @Nullable String of(HttpEntity entity) {
		long length = entity.getContentLength();
		if (entity.isStreaming() || !entity.isRepeatable() || length <= 0 || length > MAX_REREAD || !isShown(entity)) {
			return null;
		}
		try (InputStream in = entity.getContent()) {
			return of(in.readNBytes(MAX_BYTES), length, entity.getContentType());
		}
		catch (IOException | RuntimeException ex) {
			return null;
		}
	}

	/**
	 * Return the start of a body.
	 * @param beginning the first bytes
	 * @param length the length of the complete body
	 * @param type its content type
	 * @return the text with placeholders, or {@code null} if it does not match the type
	 */
	static @Nullable String of(byte[] beginning, long length, @Nullable String type) {
		return of(beginning, length, type, false);
	}

	/**
	 * Return the start of a body, or a complete one that is decoded as the original is.
	 * @param beginning the first bytes
	 * @param length the length of the complete body
	 * @param type its content type
	 * @param typed whether JSON keeps its structure and the types of its values
	 * @return the text with placeholders, or {@code null} if it does not match the type
	 */
	static @Nullable String of(byte[] beginning, long length, @Nullable String type, boolean typed) {
		boolean cut = length > beginning.length;
		String text = text(beginning, cut, charset(type));
		Kind kind = kind(type);
		if (text == null || kind == Kind.OTHER) {
			return null;
		}
		String masked = (kind == Kind.FORM) ? MaskedForm.of(text, cut)
				: MaskedJson.of(text, cut, kind == Kind.JSON_LINES, typed);
		return (cut && masked != null) ? masked + "... (" + length + " bytes)" : masked;
	}

	/**
	 * Describe a body that is not shown.
	 * @param length its length, or negative if it is unknown
	 * @param type its content type
	 * @return the description
	 */
	static String description(long length, @Nullable String type) {
		String mime = mimeType(type);
		return "(" + (MIME_TYPE.matcher(mime).matches() ? mime : "unknown type")
				+ ((length >= 0) ? ", " + length + " bytes)" : ")");
	}

	private static @Nullable String text(byte[] bytes, boolean cut, Charset charset) {
		CharsetDecoder decoder = charset.newDecoder()
			.onMalformedInput(CodingErrorAction.REPORT)
			.onUnmappableCharacter(CodingErrorAction.REPORT);
		CharBuffer text = CharBuffer.allocate((int) Math.ceil(bytes.length * (double) decoder.maxCharsPerByte()));
		boolean valid = !decoder.decode(ByteBuffer.wrap(bytes), text, !cut).isError();
		return valid ? text.flip().toString() : null;
	}

	private static Kind kind(@Nullable String type) {
		String mime = mimeType(type);
		if (mime.endsWith("/json") || mime.endsWith("+json")) {
			return Kind.JSON;
		}
		if (mime.endsWith("ndjson") || mime.endsWith("jsonl")) {
			return Kind.JSON_LINES;
		}
		return mime.equals("application/x-www-form-urlencoded") ? Kind.FORM : Kind.OTHER;
	}

	private static String mimeType(@Nullable String type) {
		return (type != null) ? type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT) : "";
	}

	private static Charset charset(@Nullable String type) {
		try {
			ContentType parsed = ContentType.parseLenient(type);
			return (parsed != null) ? parsed.getCharset(StandardCharsets.UTF_8) : StandardCharsets.UTF_8;
		}
		catch (IllegalArgumentException ex) {
			return StandardCharsets.UTF_8;
		}
	}

	private enum Kind {

		JSON, JSON_LINES, FORM, OTHER

	}

}
