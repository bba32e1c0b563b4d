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
 * What the server does in place of a proper answer, or after one.
 */
enum Fault {

	/**
	 * Reset the connection instead of an answer.
	 */
	RESET {

		@Override
		boolean answer(Socket socket, String body, boolean once) throws IOException {
			socket.setSoLinger(true, 0);
			return false;
		}

	},

	/**
	 * Close the connection instead of an answer.
	 */
	CLOSE {

		@Override
		boolean answer(Socket socket, String body, boolean once) {
			return false;
		}

	},

	/**
	 * Close it within a body of a known length.
	 */
	TRUNCATED_BODY {

		@Override
		boolean answer(Socket socket, String body, boolean once) throws IOException {
			send(socket, "HTTP/1.1 200 OK\r\nContent-Length: " + (body.length() + 100) + "\r\n\r\n" + body);
			return false;
		}

	},

	/**
	 * Close it before the last chunk.
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
	 * Answer with what is not HTTP.
	 */
	GARBAGE {

		@Override
		boolean answer(Socket socket, String body, boolean once) throws IOException {
			send(socket, "\u0001\u0002 this is not HTTP\r\n\r\n");
			return false;
		}

	},

	/**
	 * Take some time for a proper answer.
	 */
	SLOW {

		@Override
		boolean answer(Socket socket, String body, boolean once) throws IOException {
			pause(200);
			return ok(socket, body);
		}

	},

	/**
	 * Send a body bit by bit, all of it or without an end.
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
	 * Say nothing for longer than a client waits.
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
	 * Be unavailable.
	 */
	UNAVAILABLE {

		@Override
		boolean answer(Socket socket, String body, boolean once) throws IOException {
			send(socket, "HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy");
			return true;
		}

	},

	/**
	 * Be unavailable and say for how long.
	 */
	RETRY_AFTER {

		@Override
		boolean answer(Socket socket, String body, boolean once) throws IOException {
			send(socket, "HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 4\r\n\r\nbusy");
			return true;
		}

	},

	/**
	 * Redirect to the same place, once or for ever.
	 */
	REDIRECT {

		@Override
		boolean answer(Socket socket, String body, boolean once) throws IOException {
			send(socket, "HTTP/1.1 302 Found\r\nLocation: /moved/" + body.trim() + "\r\nContent-Length: 0\r\n\r\n");
			return true;
		}

	},

	/**
	 * Say that the body is compressed, which it is not.
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
	 * Send a second answer after the proper one, as to a client that was silent for too
	 * long, if nothing comes until then. What is on its way meanwhile takes it for its
	 * own, which nobody could tell; so this is to be the last on the connection.
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
	 * Close the connection soon after a proper answer, if nothing comes until then.
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
	 * @param body what a proper answer has
	 * @param once whether this happens once and not each time that the request comes
	 * @return whether the connection stays open
	 * @throws IOException if the client went away
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
