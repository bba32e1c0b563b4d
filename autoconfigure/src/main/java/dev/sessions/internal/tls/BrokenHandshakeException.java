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

package dev.sessions.internal.tls;

import java.io.IOException;
import java.net.NoRouteToHostException;

/**
 * Thrown when a connection broke during the TLS handshake, before any part of a request
 * was sent. Unlike most failed handshakes, this is a connection failure and not a
 * configuration error. It is not a {@code ConnectException}, as HttpClient would replace
 * that by its own.
 */
public final class BrokenHandshakeException extends NoRouteToHostException {

	private static final long serialVersionUID = 1L;

	BrokenHandshakeException(IOException cause) {
		super("the connection broke during the handshake (" + cause.getMessage() + ")");
		initCause(cause);
	}

}
