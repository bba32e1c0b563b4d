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
import java.util.concurrent.locks.LockSupport;

import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.util.Timeout;

/**
 * Checks an idle connection before it is reused. The check does not wait and takes one
 * system call, so it precedes every use. It reads a bounded number of bytes, so it also
 * ends on a flooded connection.
 */
public final class IdleConnectionCheck {

	private static final Timeout SHORTEST = Timeout.ofMilliseconds(1);

	private IdleConnectionCheck() {
	}

	/**
	 * Return whether an idle connection can be used for another exchange: the server has
	 * not closed it, and no unsolicited bytes have arrived, which would be taken for the
	 * next response. TLS messages such as session tickets are read and do not matter.
	 * @param connection the connection, which no other thread uses
	 * @return whether it can be used; always {@code true} for a socket that
	 * {@link ChannelSockets} did not create, which cannot be checked
	 */
	public static boolean isUsable(ManagedHttpClientConnection connection) {
		Socket socket = connection.getSocket();
		if (socket == null) {
			return false;
		}
		return !isCheckable(socket) || isQuiet(connection, socket);
	}

	/**
	 * Return whether a usable connection is still usable one millisecond later, in which
	 * a close may arrive.
	 * @param connection the connection, which no other thread uses
	 * @return whether it can be used
	 */
	public static boolean staysUsable(ManagedHttpClientConnection connection) {
		Socket socket = connection.getSocket();
		try {
			if (socket == null || !isCheckable(socket)) {
				return !connection.isStale();
			}
			// a waiting read would not end on a flooded connection
			LockSupport.parkNanos(SHORTEST.toNanoseconds());
			return isQuiet(connection, socket);
		}
		catch (IOException ex) {
			return false;
		}
	}

	static boolean isCheckable(Socket socket) {
		return socket.supportedOptions().contains(NonBlockingReads.OPTION);
	}

	private static boolean isQuiet(ManagedHttpClientConnection connection, Socket socket) {
		try {
			socket.setOption(NonBlockingReads.OPTION, true);
			try {
				// HttpClient sets a short timeout, but the socket does not wait
				return !connection.isStale() && !connection.isDataAvailable(SHORTEST);
			}
			finally {
				socket.setOption(NonBlockingReads.OPTION, false);
			}
		}
		catch (IOException ex) {
			return false;
		}
	}

}
