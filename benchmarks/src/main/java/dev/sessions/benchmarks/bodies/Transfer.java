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
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The direction of a large transfer.
 */
enum Transfer {

	/**
	 * From the server; the body is read and discarded.
	 */
	DOWNLOAD("download, read from a stream") {
		@Override
		long make(BodyClient client, Path file) throws IOException {
			return client.download();
		}
	},

	/**
	 * From the server into a file.
	 */
	FILE("download into a file") {
		@Override
		long make(BodyClient client, Path file) throws IOException {
			Path target = file.resolveSibling("target");
			client.download(target);
			return Files.size(target);
		}
	},

	/**
	 * From a file to the server.
	 */
	UPLOAD("upload of a file") {
		@Override
		long make(BodyClient client, Path file) throws IOException {
			return (client.upload(file) == 200) ? Files.size(file) : 0;
		}
	};

	private final String label;

	Transfer(String label) {
		this.label = label;
	}

	/**
	 * Transfer one body.
	 * @param client the client
	 * @param file a file of the same length; downloads are written to the same directory
	 * @return the number of bytes transferred
	 * @throws IOException if the transfer fails
	 */
	abstract long make(BodyClient client, Path file) throws IOException;

	@Override
	public String toString() {
		return this.label;
	}

}
