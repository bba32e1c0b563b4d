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

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.sessions.internal.log.MaskedText;
import dev.sessions.internal.text.SecretNames;
import org.jspecify.annotations.Nullable;

/**
 * Masks the secrets of bodies: those of JSON, forms, multipart bodies, XML and HTML. A
 * body without secrets, and one of another type, is unchanged.
 */
final class MaskedBody {

	/**
	 * What sessions read as JSON whatever its type is.
	 */
	private static final Pattern JSON_OBJECT = Pattern.compile("\\s*+(?:\\[\\s*+)?\\{\\s*+[\"}]");

	private MaskedBody() {
	}

	static byte[] of(byte[] body, @Nullable String type) {
		String known = typeOf(body, type);
		Charset charset = HarEntry.charset(known);
		String masked = MaskedText.recorded(body, known);
		if (masked != null) {
			return masked.getBytes(charset);
		}
		if (isForm(known)) {
			return form(new String(body, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
		}
		Multipart parts = Multipart.of(body, known);
		if (parts != null) {
			return parts.masked();
		}
		return Markup.isMarkup(known) ? Markup.mask(body, known, (name, value) -> {
		}) : body;
	}

	/**
	 * Return the type of a body. An object, or an array of objects, is JSON whatever its
	 * type is.
	 */
	static String typeOf(byte[] body, @Nullable String type) {
		String given = (type != null) ? type : "";
		Charset charset = HarEntry.charset(given);
		String json = "application/json; charset=" + charset;
		boolean isJson = MaskedText.text(body, given) == null
				&& JSON_OBJECT.matcher(new String(body, charset)).lookingAt() && MaskedText.text(body, json) != null;
		return isJson ? json : given;
	}

	static String mimeType(String type) {
		return type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
	}

	static boolean isForm(String type) {
		return mimeType(type).equals("application/x-www-form-urlencoded");
	}

	/**
	 * Mask a form with characters that should have been encoded.
	 */
	private static String form(String form) {
		return Arrays.stream(form.split("&", -1)).map((parameter) -> {
			int equals = parameter.indexOf('=');
			boolean secret = equals >= 0 && SecretNames.contains(parameter.substring(0, equals));
			return secret ? parameter.substring(0, equals) + "=***" : parameter;
		}).collect(Collectors.joining("&"));
	}

}
