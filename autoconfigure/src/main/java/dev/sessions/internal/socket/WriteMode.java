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

import java.net.SocketOption;

/**
 * The write mode of a socket. Like {@link NonBlockingReads}, this is a socket option,
 * which a TLS socket passes to the underlying socket.
 */
enum WriteMode {

	/**
	 * A write waits until all bytes are written.
	 */
	PLAIN,

	/**
	 * A write that would wait returns when there is input. The socket keeps the remaining
	 * bytes and writes them before any others.
	 */
	UNTIL_INPUT,

	/**
	 * Each wait of a write is bounded by the read timeout of the socket.
	 */
	BOUNDED;

	static final SocketOption<WriteMode> OPTION = new ChannelOption<>("WRITE_MODE", WriteMode.class);

}
