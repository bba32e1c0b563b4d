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

package dev.sessions.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a body that is text, without secrets.
 */
final class LoggedBody {

	static final int MAX_BYTES = 2048;

	/**
	 * How large a request's body may be to be read once more for the log.
	 */
	private static final int MAX_REREAD = 64 * 1024;

	private LoggedBody() {
	}

	/**
	 * Whether a body is text, as far as its type says.
	 */
	static boolean isText(HttpEntity entity) {
		String encoding = entity.getContentEncoding();
		return kind(entity.getContentType()) != Kind.OTHER
				&& (encoding == null || encoding.isEmpty() || "identity".equalsIgnoreCase(encoding));
	}

	/**
	 * The beginning of a request's body.
	 * @param entity the body
	 * @return the text with marks, or {@code null} if it cannot be had without reading
	 * what only the server is to read
	 */
	static @Nullable String of(HttpEntity entity) {
		long length = entity.getContentLength();
		if (entity.isStreaming() || !entity.isRepeatable() || length <= 0 || length > MAX_REREAD || !isText(entity)) {
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
	 * The beginning of a body.
	 * @param beginning the first bytes
	 * @param length how long it is in all
	 * @param type its content type
	 * @return the text with marks
	 */
	static String of(byte[] beginning, long length, @Nullable String type) {
		String text = Marks.clean(new String(beginning, charset(type)));
		String masked = switch (kind(type)) {
			case JSON -> MaskedJson.of(text);
			case FORM -> MaskedForm.of(text);
			case XML -> MaskedText.of(text);
			default -> text.stripLeading().matches("(?s)[{\\[].*") ? MaskedJson.of(text) : MaskedText.of(text);
		};
		return (length > beginning.length) ? masked + "... (" + length + " bytes)" : masked;
	}

	private static Kind kind(@Nullable String type) {
		String mime = (type != null) ? type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT) : "";
		if (mime.endsWith("/json") || mime.endsWith("+json") || mime.endsWith("ndjson")) {
			return Kind.JSON;
		}
		if (mime.endsWith("/xml") || mime.endsWith("+xml") || mime.equals("text/html")) {
			return Kind.XML;
		}
		if (mime.equals("application/x-www-form-urlencoded")) {
			return Kind.FORM;
		}
		return mime.startsWith("text/") ? Kind.TEXT : Kind.OTHER;
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

		JSON, FORM, XML, TEXT, OTHER

	}

}
