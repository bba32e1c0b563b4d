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
 * The answer to a request, read whole. Its connection is back in the pool. Thread-safe.
 */
public interface Response extends ResponseHead {

	/**
	 * The body as text, in the charset that its content type names, else that of its byte
	 * order mark, else UTF-8.
	 * @return the text, empty if there is no body; never fails for a status
	 */
	String text();

	/**
	 * The decoded body.
	 * @return a copy, empty if there is no body; never fails for a status
	 */
	byte[] bytes();

	/**
	 * Read the body with Spring's message converters. A {@code String} is the
	 * {@link #text()}.
	 * @param <T> the type
	 * @param type the type
	 * @return the value, or {@code null} if there is no body
	 * @throws RestClientResponseException for a status of 400 or more: the subclass that
	 * Spring has for it
	 * @throws org.springframework.web.client.RestClientException if no converter reads
	 * the content type into the type, or the body is not of that form
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

	@Override
	Response raiseForStatus();

}
