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

package dev.sessions.internal.proxy;

import dev.sessions.settings.ProxyServer;
import org.apache.hc.client5.http.ConnectTimeoutException;

/**
 * Thrown when a connection through a proxy could not be opened in time. The request was
 * not sent.
 */
public class ProxyTimeoutException extends ConnectTimeoutException {

	private static final long serialVersionUID = 1L;

	ProxyTimeoutException(ProxyServer proxy, Throwable cause) {
		super("no connection through the proxy " + proxy.address() + " could be opened");
		initCause(cause);
	}

}
