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

package dev.sessions;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.web.client.RestClientResponseException;

/**
 * A response whose body was read into memory. Its connection was released. Thread-safe.
 */
public interface Response extends ResponseHead {

	/**
	 * Return the body as text, decoded with the charset of its content type, else of its
	 * byte order mark, else UTF-8. Never fails because of the status.
	 * @return the text, empty if there is no body
	 */
	String text();

	/**
	 * Return the decoded body. Never fails because of the status.
	 * @return a copy, empty if there is no body
	 */
	byte[] bytes();

	/**
	 * Read the body with Spring's message converters. For {@code String}, the result is
	 * {@link #text()}. If no converter supports the content type for the target type, the
	 * body is read as JSON, regardless of its content type.
	 * @param <T> the type
	 * @param type the type
	 * @return the value, or {@code null} if there is no body
	 * @throws RestClientResponseException for a status of 400 or more, as Spring's
	 * subclass for that status
	 * @throws org.springframework.web.client.RestClientException if the body cannot be
	 * read as that type; an
	 * {@link org.springframework.web.client.UnknownContentTypeException} if no converter
	 * supports the content type and the body is not JSON
	 */
	<T> @Nullable T as(Class<T> type);

	/**
	 * Read the body with Spring's message converters into a generic type.
	 * @param <T> the type
	 * @param type the type
	 * @return the value, or {@code null} if there is no body
	 * @throws RestClientResponseException for a status of 400 or more
	 * @throws org.springframework.web.client.RestClientException as for
	 * {@link #as(Class)}
	 */
	<T> @Nullable T as(ParameterizedTypeReference<T> type);

	/**
	 * {@inheritDoc}
	 */
	@Override
	Response raiseForStatus();

}
