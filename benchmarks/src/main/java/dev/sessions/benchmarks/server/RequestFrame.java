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

package dev.sessions.benchmarks.server;

import java.nio.charset.StandardCharsets;

/**
 * Finds the end of a request. It reads the raw bytes and allocates nothing, because the
 * in-memory server runs on the measured thread.
 */
final class RequestFrame {

	private static final byte[] CONTENT_LENGTH = ascii("content-length:");

	private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding:");

	private static final byte[] LAST_CHUNK = ascii("\r\n0\r\n\r\n");

	private RequestFrame() {
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * Return whether the bytes contain a whole request.
	 * @param bytes the bytes, from the request line on
	 * @param length the number of bytes
	 * @return whether the request is complete
	 */
	static boolean isWhole(byte[] bytes, int length) {
		int line = 0;
		int contentLength = 0;
		boolean chunked = false;
		for (int i = 1; i < length; i++) {
			if (bytes[i] != '\n') {
				continue;
			}
			if (i == line + 1) {
				return chunked ? endsWith(bytes, length, LAST_CHUNK) : length >= i + 1 + contentLength;
			}
			if (startsWith(bytes, line, i, CONTENT_LENGTH)) {
				contentLength = number(bytes, line + CONTENT_LENGTH.length, i);
			}
			chunked |= startsWith(bytes, line, i, TRANSFER_ENCODING);
			line = i + 1;
		}
		return false;
	}

	private static boolean startsWith(byte[] bytes, int from, int to, byte[] name) {
		if (to - from < name.length) {
			return false;
		}
		for (int i = 0; i < name.length; i++) {
			if ((bytes[from + i] | 0x20) != (name[i] | 0x20)) {
				return false;
			}
		}
		return true;
	}

	private static boolean endsWith(byte[] bytes, int length, byte[] end) {
		int from = length - end.length;
		for (int i = 0; i < end.length; i++) {
			if (bytes[from + i] != end[i]) {
				return false;
			}
		}
		return true;
	}

	private static int number(byte[] bytes, int from, int to) {
		int n = 0;
		for (int i = from; i < to; i++) {
			if (bytes[i] >= '0' && bytes[i] <= '9') {
				n = n * 10 + bytes[i] - '0';
			}
		}
		return n;
	}

}
