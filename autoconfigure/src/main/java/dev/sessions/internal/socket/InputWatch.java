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
import java.net.SocketTimeoutException;

import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Watches the input of a connection that is being written to. Used by the writing thread
 * only. On a socket that {@link ChannelSockets} did not create, input is found only after
 * a failed write.
 */
public final class InputWatch {

	private static final Timeout SHORTEST = Timeout.ofMilliseconds(1);

	private final ManagedHttpClientConnection connection;

	private final @Nullable Socket socket;

	/**
	 * Create a watch that has not started.
	 * @param connection the connection
	 */
	public InputWatch(ManagedHttpClientConnection connection) {
		this.connection = connection;
		Socket current = connection.getSocket();
		this.socket = (current != null && IdleConnectionCheck.isCheckable(current)) ? current : null;
	}

	/**
	 * Let a write that would wait return when there is input.
	 * @throws IOException if the connection is closed
	 */
	public void begin() throws IOException {
		setMode(WriteMode.UNTIL_INPUT);
	}

	/**
	 * Let writes wait regardless of input, each wait bounded by the read timeout.
	 * @throws IOException if the connection is closed
	 */
	public void ignoreInput() throws IOException {
		setMode(WriteMode.BOUNDED);
	}

	/**
	 * Send all pending bytes and restore plain writes.
	 * @return {@code false} if the peer has not accepted all bytes yet, so that this has
	 * to be called again
	 * @throws IOException if the connection is closed
	 */
	public boolean end() throws IOException {
		try {
			setMode(WriteMode.PLAIN);
			return true;
		}
		catch (SocketTimeoutException ex) {
			return false;
		}
	}

	private void setMode(WriteMode mode) throws IOException {
		if (this.socket != null) {
			this.socket.setOption(WriteMode.OPTION, mode);
		}
	}

	/**
	 * Check for input without waiting.
	 * @return the kind of input
	 * @throws IOException if the connection is closed
	 */
	public Input look() throws IOException {
		if (this.socket == null) {
			return Input.NONE;
		}
		this.socket.setOption(NonBlockingReads.OPTION, true);
		try {
			return find();
		}
		finally {
			this.socket.setOption(NonBlockingReads.OPTION, false);
		}
	}

	/**
	 * Check for input on a connection whose writes fail.
	 * @return whether there is input
	 */
	public boolean lookAfterFailure() {
		try {
			return ((this.socket != null) ? look() : find()) == Input.PRESENT;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private Input find() {
		boolean ended = isEnded();
		return isPresent() ? Input.PRESENT : (ended ? Input.ENDED : Input.NONE);
	}

	private boolean isEnded() {
		try {
			return this.connection.isStale();
		}
		catch (IOException ex) {
			return true;
		}
	}

	private boolean isPresent() {
		try {
			return this.connection.isDataAvailable(SHORTEST);
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * The result of a check.
	 */
	public enum Input {

		/**
		 * No input has arrived.
		 */
		NONE,

		/**
		 * Input has arrived.
		 */
		PRESENT,

		/**
		 * No input has arrived, and none will.
		 */
		ENDED

	}

}
