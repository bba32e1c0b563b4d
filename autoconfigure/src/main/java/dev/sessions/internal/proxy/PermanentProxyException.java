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
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * Thrown when a proxy rejects a request permanently, so that a retry would fail as well.
 * The request did not reach the target.
 */
public class PermanentProxyException extends HttpException {

	private static final long serialVersionUID = 1L;

	private final String proxy;

	PermanentProxyException(ProxyServer proxy, String reason, @Nullable Throwable cause) {
		super("the proxy " + proxy.address() + " " + reason, cause);
		this.proxy = proxy.address();
	}

	/**
	 * The proxy.
	 * @return its host and port
	 */
	public String proxy() {
		return this.proxy;
	}

}
