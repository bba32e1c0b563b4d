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

package dev.sessions.testsupport;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * What servers do and should not.
 */
public final class Faults {

	private Faults() {
	}

	/**
	 * Close the connection instead of an answer.
	 * @return the fault
	 */
	public static Answer closeWithoutAnswer() {
		return (request, connection) -> connection.close();
	}

	/**
	 * Reset the connection instead of an answer.
	 * @return the fault
	 */
	public static Answer reset() {
		return (request, connection) -> connection.reset();
	}

	/**
	 * Say nothing until the client gives up.
	 * @return the fault
	 */
	public static Answer silence() {
		return (request, connection) -> connection.awaitClientClose();
	}

	/**
	 * Answer with what is not HTTP.
	 * @return the fault
	 */
	public static Answer garbage() {
		return (request, connection) -> {
			connection.send("\u0001\u0002 this is not HTTP\r\n\r\n");
			connection.close();
		};
	}

	/**
	 * Close the connection within the head.
	 * @return the fault
	 */
	public static Answer truncatedHead() {
		return (request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\nContent-Le");
			connection.close();
		};
	}

	/**
	 * Promise 100 bytes and close the connection after 10.
	 * @return the fault
	 */
	public static Answer truncatedBody() {
		return (request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789");
			connection.close();
		};
	}

	/**
	 * Close the connection before the last chunk.
	 * @return the fault
	 */
	public static Answer truncatedChunks() {
		return (request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n0123456789\r\n");
			connection.close();
		};
	}

	/**
	 * Send half of a compressed body as if that were all of it.
	 * @return the fault
	 */
	public static Answer truncatedGzip() {
		byte[] whole = Reply.gzip("a body that is long enough to be cut in two".getBytes(StandardCharsets.UTF_8));
		return Reply.status(200).header("Content-Encoding", "gzip").body(Arrays.copyOf(whole, whole.length / 2));
	}

	/**
	 * Send a head that never ends, a header now and then.
	 * @param interval the time between two headers
	 * @return the fault
	 */
	public static Answer drippingHead(Duration interval) {
		return (request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\n");
			while (true) {
				connection.send("X-Drip: drop\r\n");
				connection.pause(interval);
			}
		};
	}

	/**
	 * Send a body that never ends, a byte now and then.
	 * @param interval the time between two bytes
	 * @return the fault
	 */
	public static Answer drippingBody(Duration interval) {
		return (request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
			while (true) {
				connection.send("x");
				connection.pause(interval);
			}
		};
	}

}
