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

package dev.sessions.internal.socket;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;

import dev.sessions.internal.concurrent.Step;

/**
 * A socket option for reads whose timeout leaves the connection usable, such as the wait
 * for an interim response. Without it, the timeout of a long read on a virtual thread
 * shuts down the input.
 */
public final class PassingReads {

	static final SocketOption<Boolean> OPTION = new ChannelOption<>("PASSING_READS", Boolean.class);

	private PassingReads() {
	}

	/**
	 * Run a read whose timeout leaves the socket usable.
	 * @param socket the socket, which may be of any kind
	 * @param read the read, which returns whether there is input
	 * @return the result of the read
	 * @throws IOException if the read fails
	 */
	public static boolean on(Socket socket, Step<Boolean, IOException> read) throws IOException {
		if (!socket.supportedOptions().contains(OPTION)) {
			return read.run();
		}
		socket.setOption(OPTION, true);
		try {
			return read.run();
		}
		finally {
			socket.setOption(OPTION, false);
		}
	}

}
