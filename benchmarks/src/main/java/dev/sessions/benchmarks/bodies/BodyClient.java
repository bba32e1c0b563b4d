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

package dev.sessions.benchmarks.bodies;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Transfers large bodies without buffering them in memory.
 */
interface BodyClient extends AutoCloseable {

	/**
	 * Read the body to its end.
	 * @return the length of the body
	 * @throws IOException if the transfer fails
	 */
	long download() throws IOException;

	/**
	 * Write the body to a file.
	 * @param file the file, which may exist
	 * @throws IOException if the transfer fails
	 */
	void download(Path file) throws IOException;

	/**
	 * Send a file and read the response.
	 * @param file the file
	 * @return the status of the response
	 * @throws IOException if the transfer fails
	 */
	int upload(Path file) throws IOException;

	@Override
	void close() throws IOException;

}
