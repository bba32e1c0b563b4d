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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/**
 * The responses of the servers: always the same record, plain or compressed, with the
 * head of an ordinary API in which two headers change each time.
 */
public final class Reply {

	private static final String JSON = """
			{"id":583231,"login":"octocat","name":"Mona Lisa Octocat","email":"octocat@example.com",\
			"company":"The Example Company","location":"San Francisco, California","biography":"%s",\
			"followers":9821,"active":true,"createdAt":"2011-01-25T18:44:36Z",\
			"topics":["http","spring-boot","sessions","connection-pool","retry"]}"""
		.formatted("Writes clients for other people's servers, and servers for clients. ".repeat(10).trim());

	private static final String HEAD = """
			HTTP/1.1 200 OK
			Date: Tue, 06 Jan 2026 10:15:30 GMT
			Content-Type: application/json
			Content-Length: %d
			Connection: keep-alive
			Server: example
			Cache-Control: private, max-age=60
			ETag: "33a64df551425fcc55e4d42a148795d9"
			Vary: Accept, Accept-Encoding
			X-Request-Id: 7f6c1f0e-33cb-4c35-9d70-6a0d5ba3f8%02x
			X-RateLimit-Remaining: 49%02d
			""";

	private static final String SET_COOKIE = "Set-Cookie: TURN=NWZiYWQ0ZjMtOTkxNy00%02x; Path=/; HttpOnly\n";

	/**
	 * The number of different heads, a power of two.
	 */
	private static final int VARIANTS = 16;

	private static final byte[][] PLAIN = messages("", json());

	private static final byte[][] COMPRESSED = messages("Content-Encoding: gzip\n", gzip());

	private static final byte[][] COOKIES = messages(SET_COOKIE, json());

	private static final AtomicInteger turn = new AtomicInteger();

	private Reply() {
	}

	/**
	 * The record, about 1 KB.
	 * @return a new array
	 */
	public static byte[] json() {
		return JSON.getBytes(StandardCharsets.US_ASCII);
	}

	/**
	 * The record, compressed.
	 * @return a new array
	 */
	public static byte[] gzip() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
			gzip.write(json());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return bytes.toByteArray();
	}

	/**
	 * Return the response to a request.
	 * @param request the request, from its request line on; a path that begins with
	 * {@code /g} requests the compressed response, and {@code /s} one with a cookie
	 * @return the head and the body
	 */
	static byte[] to(byte[] request) {
		return messages(request)[turn.getAndIncrement() & (VARIANTS - 1)];
	}

	private static byte[][] messages(byte[] request) {
		if (request[0] != 'G') {
			return PLAIN;
		}
		return switch (request[5]) {
			case 'g' -> COMPRESSED;
			case 's' -> COOKIES;
			default -> PLAIN;
		};
	}

	private static byte[][] messages(String furtherHeaders, byte[] body) {
		byte[][] messages = new byte[VARIANTS][];
		for (int i = 0; i < VARIANTS; i++) {
			messages[i] = message(i, furtherHeaders, body);
		}
		return messages;
	}

	private static byte[] message(int number, String furtherHeaders, byte[] body) {
		byte[] head = (HEAD.formatted(body.length, number, number) + furtherHeaders.formatted(number) + "\n")
			.replace("\n", "\r\n")
			.getBytes(StandardCharsets.US_ASCII);
		byte[] message = new byte[head.length + body.length];
		System.arraycopy(head, 0, message, 0, head.length);
		System.arraycopy(body, 0, message, head.length, body.length);
		return message;
	}

}
