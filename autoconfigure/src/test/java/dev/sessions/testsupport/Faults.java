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
 * Faults of servers.
 */
public final class Faults {

	/**
	 * The response of a server that closes an idle connection: too late for the last
	 * request and too early for the next.
	 */
	public static final String LATE = "HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

	/**
	 * An unsolicited response.
	 */
	public static final String FORGED = "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged";

	private Faults() {
	}

	/**
	 * Close the connection without a response.
	 * @return the fault
	 */
	public static Answer closeWithoutAnswer() {
		return (request, connection) -> connection.close();
	}

	/**
	 * Reset the connection without a response.
	 * @return the fault
	 */
	public static Answer reset() {
		return (request, connection) -> connection.reset();
	}

	/**
	 * Send nothing until the client closes the connection.
	 * @return the fault
	 */
	public static Answer silence() {
		return (request, connection) -> connection.awaitClientClose();
	}

	/**
	 * Send data that is not HTTP.
	 * @return the fault
	 */
	public static Answer garbage() {
		return closeAfter("\u0001\u0002 this is not HTTP\r\n\r\n");
	}

	/**
	 * Close the connection within the head.
	 * @return the fault
	 */
	public static Answer truncatedHead() {
		return closeAfter("HTTP/1.1 200 OK\r\nContent-Le");
	}

	/**
	 * Announce 100 bytes and close the connection after 10.
	 * @return the fault
	 */
	public static Answer truncatedBody() {
		return closeAfter("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789");
	}

	/**
	 * Close the connection before the last chunk.
	 * @return the fault
	 */
	public static Answer truncatedChunks() {
		return closeAfter("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\na\r\n0123456789\r\n");
	}

	/**
	 * Send half of a compressed body, with the length of that half.
	 * @return the fault
	 */
	public static Answer truncatedGzip() {
		return Reply.status(200).header("Content-Encoding", "gzip").body(halfOfGzip());
	}

	/**
	 * Send half of a compressed body without a length, and close the connection.
	 * @return the fault
	 */
	public static Answer closeWithinGzip() {
		return (request, connection) -> {
			connection.send("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n");
			connection.send(halfOfGzip());
			connection.close();
		};
	}

	private static byte[] halfOfGzip() {
		byte[] whole = Reply.gzip("a body that is long enough to be cut in two".getBytes(StandardCharsets.UTF_8));
		return Arrays.copyOf(whole, whole.length / 2);
	}

	/**
	 * Send data and close the connection.
	 * @param text the data
	 * @return the fault
	 */
	public static Answer closeAfter(String text) {
		return (request, connection) -> {
			connection.send(text);
			connection.close();
		};
	}

	/**
	 * Send data and reset the connection.
	 * @param text the data
	 * @return the fault
	 */
	public static Answer resetAfter(String text) {
		return (request, connection) -> {
			connection.send(text);
			connection.reset();
		};
	}

	/**
	 * Send data, and then nothing until the client closes the connection.
	 * @param text the data
	 * @return the fault
	 */
	public static Answer silenceAfter(String text) {
		return (request, connection) -> {
			connection.send(text);
			connection.awaitClientClose();
		};
	}

	/**
	 * Send data and close the output of the connection. It still accepts data.
	 * @param text the data
	 * @return the fault
	 */
	public static Answer halfCloseAfter(String text) {
		return (request, connection) -> {
			connection.send(text);
			connection.halfClose();
			connection.awaitClientClose();
		};
	}

	/**
	 * Send data, and then repeat a part without end.
	 * @param text the first data
	 * @param part the part to repeat
	 * @return the fault
	 */
	public static Answer endless(String text, String part) {
		String parts = part.repeat(Math.max(1, 8192 / part.length()));
		return (request, connection) -> {
			connection.send(text);
			while (true) {
				connection.send(parts);
			}
		};
	}

	/**
	 * Send data, and then repeat a part slowly without end.
	 * @param text the first data
	 * @param part the part to repeat
	 * @param interval the time between two parts
	 * @return the fault
	 */
	public static Answer drip(String text, String part, Duration interval) {
		return (request, connection) -> {
			connection.send(text);
			while (true) {
				connection.send(part);
				connection.pause(interval);
			}
		};
	}

	/**
	 * Send an endless head, one header at a time.
	 * @param interval the time between two headers
	 * @return the fault
	 */
	public static Answer drippingHead(Duration interval) {
		return drip("HTTP/1.1 200 OK\r\n", "X-Drip: drop\r\n", interval);
	}

	/**
	 * Send an endless body, one byte at a time.
	 * @param interval the time between two bytes
	 * @return the fault
	 */
	public static Answer drippingBody(Duration interval) {
		return drip("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", "x", interval);
	}

}
