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

package dev.sessions.benchmarks.soak;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/**
 * A fault of the server, in place of a proper response or after one.
 */
enum Fault {

	/**
	 * Reset the connection instead of sending a response.
	 */
	RESET {

		@Override
		boolean answer(Socket socket, String body, boolean once) throws IOException {
			socket.setSoLinger(true, 0);
			return false;
		}

	},

	/**
	 * Close the connection instead of sending a response.
	 */
	CLOSE {

		@Override
		boolean answer(Socket socket, String body, boolean once) {
			return false;
		}

	},

	/**
	 * Close the connection within a body of known length.
	 */
	TRUNCATED_BODY {

		@Override
		boolean answer(Socket socket, String body, boolean once) throws IOException {
			send(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + (body.length() + 100) + "\r\n\r\n" + body);
			return false;
		}

	},

	/**
	 * Close the connection before the last chunk.
	 */
	TRUNCATED_CHUNKS {

		@Override
		boolean answer(Socket socket, String body, boolean once) throws IOException {
			send(socket, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length())
					+ "\r\n" + body + "\r\n");
			return false;
		}

	},

	/**
	 * Send data that is not HTTP.
	 */
	GARBAGE {

		@Override
		boolean answer(Socket socket, String body, boolean once) throws IOException {
			send(socket, "\u0001\u0002 this is not HTTP\r\n\r\n");
			return false;
		}

	},

	/**
	 * Delay a proper response.
	 */
	SLOW {

		@Override
		boolean answer(Socket socket, String body, boolean once) throws IOException {
			pause(200);
			return ok(socket, body);
		}

	},

	/**
	 * Send a body in small pieces, completely or without an end.
	 */
	DRIP {

		@Override
		boolean answer(Socket socket, String body, boolean once) throws IOException {
			int drops = once ? 20 : 400;
			send(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + (body.length() + drops) + "\r\n\r\n");
			for (int i = 0; i < drops; i++) {
				send(socket, " ");
				pause(25);
			}
			send(socket, body);
			return true;
		}

	},

	/**
	 * Send nothing for longer than the client waits.
	 */
	SILENCE {

		@Override
		boolean answer(Socket socket, String body, boolean once) throws IOException {
			socket.setSoTimeout(5000);
			socket.getInputStream().read();
			return false;
		}

	},

	/**
	 * Answer with 503.
	 */
	UNAVAILABLE {

		@Override
		boolean answer(Socket socket, String body, boolean once) throws IOException {
			send(socket, "HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy");
			return true;
		}

	},

	/**
	 * Answer with 503 and {@code Retry-After}.
	 */
	RETRY_AFTER {

		@Override
		boolean answer(Socket socket, String body, boolean once) throws IOException {
			send(socket, "HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 4\r\n\r\nbusy");
			return true;
		}

	},

	/**
	 * Redirect to the same path, once or indefinitely.
	 */
	REDIRECT {

		@Override
		boolean answer(Socket socket, String body, boolean once) throws IOException {
			send(socket, "HTTP/1.1 302 Found\r\nLocation: /moved/" + body.trim() + "\r\nContent-Length: 0\r\n\r\n");
			return true;
		}

	},

	/**
	 * Declare an uncompressed body as compressed.
	 */
	BAD_GZIP {

		@Override
		boolean answer(Socket socket, String body, boolean once) throws IOException {
			send(socket, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + body.length() + "\r\n\r\n"
					+ body);
			return true;
		}

	},

	/**
	 * Send a second response after the proper one, as to an idle client, if no request
	 * follows in time. A request that is already on its way takes that response for its
	 * own, which no client can detect, so this one is the last on its connection.
	 */
	LATE_BYTES {

		@Override
		boolean answer(Socket socket, String body, boolean once) throws IOException {
			ok(socket, body);
			pause(2);
			if (socket.getInputStream().available() > 0) {
				return true;
			}
			send(socket, "HTTP/1.1 408 Late\r\nConnection: close\r\nContent-Length: 4\r\n\r\nlate");
			return false;
		}

	},

	/**
	 * Close the connection soon after a proper response, if no request follows in time.
	 */
	IDLE_CLOSE {

		@Override
		boolean answer(Socket socket, String body, boolean once) throws IOException {
			ok(socket, body);
			pause(2);
			return socket.getInputStream().available() > 0;
		}

	};

	/**
	 * Answer a request.
	 * @param socket the connection
	 * @param body the body of a proper response
	 * @param once whether the fault occurs once, not on each arrival of the request
	 * @return whether the connection stays open
	 * @throws IOException if the client has closed the connection
	 */
	abstract boolean answer(Socket socket, String body, boolean once) throws IOException;

	static boolean ok(Socket socket, String body) throws IOException {
		send(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
		return true;
	}

	static void send(Socket socket, String text) throws IOException {
		socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
	}

	private static void pause(int millis) {
		try {
			TimeUnit.MILLISECONDS.sleep(millis);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
