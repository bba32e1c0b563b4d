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

package dev.sessions.socket;

import java.io.IOException;
import java.net.Socket;

import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.util.Timeout;

/**
 * The look at an idle connection before it is used again. It does not wait, so each use
 * can afford it: it is one system call.
 */
public final class StaleCheck {

	private static final Timeout SHORTEST = Timeout.ofMilliseconds(1);

	private StaleCheck() {
	}

	/**
	 * Whether a connection that was idle can be used for another exchange: the server has
	 * not closed it, and nothing came that nobody asked for, which would be taken for the
	 * next answer. Of a connection over TLS, what TLS says to itself, such as a ticket to
	 * resume a session with, is read and is no reason against it.
	 * @param connection the connection, which nobody else uses
	 * @return whether it can be used; also of a socket that {@link ChannelSockets} did
	 * not make, which cannot be looked at
	 */
	public static boolean isUsable(ManagedHttpClientConnection connection) {
		Socket socket = connection.getSocket();
		if (socket == null) {
			return false;
		}
		if (!socket.supportedOptions().contains(NoWait.OPTION)) {
			return true;
		}
		try {
			socket.setOption(NoWait.OPTION, true);
			try {
				// HttpClient waits for a moment, but the socket does not
				return !connection.isStale() && !connection.isDataAvailable(SHORTEST);
			}
			finally {
				socket.setOption(NoWait.OPTION, false);
			}
		}
		catch (IOException ex) {
			return false;
		}
	}

}
