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

import java.io.File;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import dev.sessions.internal.text.TextValue;
import dev.sessions.internal.text.UnicodeText;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;

/**
 * Fields in the form {@code application/x-www-form-urlencoded} of the WHATWG URL
 * standard, in UTF-8 and in the order in which they were added. Not thread-safe.
 */
public final class FormBody {

	private final StringBuilder encoded = new StringBuilder();

	/**
	 * Add a field.
	 * @param name its name
	 * @param value its value; an array or collection adds a field for each element, and
	 * {@code null} adds none
	 * @throws IllegalArgumentException if a value has no text form, or is a file, or if
	 * UTF-8 cannot encode the value or the name
	 */
	public void add(String name, @Nullable Object value) {
		TextValue.elements(value, (element) -> {
			if (element instanceof Path || element instanceof File) {
				throw new IllegalArgumentException(
						"The form field " + name + " is a file; send it with multipart, or its name as a text");
			}
			String what = "The form field " + name;
			String text = UnicodeText.require(what, TextValue.of(what, element));
			this.encoded.append((this.encoded.length() > 0) ? "&" : "")
				.append(URLEncoder.encode(UnicodeText.require("The name of a form field", name),
						StandardCharsets.UTF_8))
				.append('=')
				.append(URLEncoder.encode(text, StandardCharsets.UTF_8));
		});
	}

	/**
	 * Return the fields added so far as a body.
	 * @return the body, which is repeatable
	 */
	public HttpEntity entity() {
		byte[] bytes = this.encoded.toString().getBytes(StandardCharsets.US_ASCII);
		return new BytesEntity(bytes, bytes.length, MediaType.APPLICATION_FORM_URLENCODED_VALUE);
	}

}
