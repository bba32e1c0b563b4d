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

package dev.sessions.internal.spring;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;

/**
 * The read-only headers of a response. An invalid {@code Content-Type} is parsed
 * leniently, because message converters need it before they read the body.
 */
final class ReceivedHeaders extends HttpHeaders {

	private static final long serialVersionUID = 1L;

	private transient volatile @Nullable MediaType contentType;

	ReceivedHeaders(MultiValueMap<String, String> headers) {
		super(headers);
	}

	@Override
	public @Nullable MediaType getContentType() {
		MediaType current = this.contentType;
		if (current == null) {
			String value = getFirst(CONTENT_TYPE);
			current = (value != null) ? ReceivedContentType.parse(value) : null;
			this.contentType = current;
		}
		return current;
	}

}
