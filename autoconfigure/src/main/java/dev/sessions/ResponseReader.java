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

import java.io.IOException;

import org.jspecify.annotations.Nullable;

/**
 * Reads a streamed response.
 *
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface ResponseReader<T extends @Nullable Object> {

	/**
	 * Read a response. Its connection is released when this method returns or throws.
	 * @param response the response, valid until this method returns
	 * @return the result of the call
	 * @throws IOException if the body cannot be read, or its target cannot be written
	 */
	T read(StreamedResponse response) throws IOException;

}
