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
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.sessions.internal.body.EntityBody;
import dev.sessions.internal.text.UnicodeText;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.StreamingHttpOutputMessage;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.util.MultiValueMap;

/**
 * Writes multipart bodies of Spring's clients like those of a session, with the part
 * converters of the converter that it replaces. Forms are still written by the replaced
 * converter. Thread-safe.
 */
public final class MultipartConverter implements HttpMessageConverter<MultiValueMap<String, ?>> {

	private final FormHttpMessageConverter forms;

	private MultipartConverter(FormHttpMessageConverter forms) {
		this.forms = forms;
	}

	/**
	 * Replace each form converter.
	 * @param converters the converters
	 * @return the converters in the same order, with form converters replaced
	 */
	public static List<HttpMessageConverter<?>> replaceIn(Iterable<HttpMessageConverter<?>> converters) {
		List<HttpMessageConverter<?>> replaced = new ArrayList<>();
		converters.forEach((converter) -> replaced
			.add((converter instanceof FormHttpMessageConverter forms) ? new MultipartConverter(forms) : converter));
		return List.copyOf(replaced);
	}

	@Override
	public boolean canRead(Class<?> type, @Nullable MediaType contentType) {
		return this.forms.canRead(type, contentType);
	}

	@Override
	public boolean canWrite(Class<?> type, @Nullable MediaType contentType) {
		return this.forms.canWrite(type, contentType);
	}

	@Override
	public List<MediaType> getSupportedMediaTypes() {
		return this.forms.getSupportedMediaTypes();
	}

	@Override
	public MultiValueMap<String, ?> read(Class<? extends MultiValueMap<String, ?>> type, HttpInputMessage message)
			throws IOException {
		return this.forms.read(type, message);
	}

	@Override
	public void write(MultiValueMap<String, ?> map, @Nullable MediaType contentType, HttpOutputMessage message)
			throws IOException {
		if ((contentType != null) ? MultipartBody.isMultipart(contentType) : hasParts(map)) {
			write(entity(map, contentType), message);
		}
		else {
			map.forEach((name, values) -> {
				requireEncodable("The name of a form field", String.valueOf(name), contentType);
				values
					.forEach((value) -> requireEncodable("The form field " + name, String.valueOf(value), contentType));
			});
			this.forms.write(map, contentType, message);
		}
	}

	/**
	 * The form converter would replace the character with a question mark.
	 */
	private static void requireEncodable(String what, String text, @Nullable MediaType type) {
		UnicodeText.require(what, text);
		Charset charset = (type != null) ? type.getCharset() : null;
		if (charset != null && charset.canEncode() && !charset.newEncoder().canEncode(text)) {
			throw new IllegalArgumentException(what + " has a character that cannot be written in " + charset);
		}
	}

	private static boolean hasParts(MultiValueMap<String, ?> map) {
		return map.values()
			.stream()
			.flatMap(Collection::stream)
			.anyMatch((value) -> value != null && !(value instanceof String));
	}

	private HttpEntity entity(MultiValueMap<String, ?> map, @Nullable MediaType contentType) {
		MultipartBody body = new MultipartBody(new BodyWriter(this.forms.getPartConverters()));
		map.forEach((name, values) -> values.forEach((value) -> {
			if (value instanceof org.springframework.http.HttpEntity<?> entity) {
				body.addAs(name, null, entity.getHeaders(), entity.getBody());
			}
			else {
				body.addAs(name, null, HttpHeaders.EMPTY, value);
			}
		}));
		return body.entity(contentType);
	}

	private static void write(HttpEntity entity, HttpOutputMessage message) throws IOException {
		message.getHeaders().setContentType(MediaType.parseMediaType(entity.getContentType()));
		if (message instanceof StreamingHttpOutputMessage && entity.getContentLength() >= 0) {
			message.getHeaders().setContentLength(entity.getContentLength());
		}
		EntityBody.write(entity, message);
	}

}
