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
 * Reads a response while it comes in.
 *
 * @param <T> what it makes of it
 */
@FunctionalInterface
public interface ResponseReader<T extends @Nullable Object> {

	/**
	 * Read a response. Its connection is taken back when this method ends, however it
	 * does.
	 * @param response the response, of use until this method returns
	 * @return the result of the call
	 * @throws IOException if the body, or what it is written to, fails
	 */
	T read(StreamedResponse response) throws IOException;

}
