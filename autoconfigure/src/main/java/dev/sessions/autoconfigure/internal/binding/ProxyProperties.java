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

package dev.sessions.autoconfigure.internal.binding;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The {@code proxy} block.
 *
 * @param url Proxy as scheme://host[:port], where the scheme is http, https, socks5 (host
 * names are resolved here) or socks5h (by the proxy).
 * @param username User name for the proxy, without a colon.
 * @param password Password for the proxy.
 * @param noProxy Targets that are reached without a proxy: hosts including all hosts
 * below them, addresses, CIDR blocks, * for all; optionally with a port.
 * @param fromEnvironment Whether keys that are not set are taken from HTTP_PROXY,
 * HTTPS_PROXY, ALL_PROXY and NO_PROXY.
 */
record ProxyProperties(@Nullable String url, @Nullable String username, @Nullable String password,
		@Nullable Set<String> noProxy, @Nullable Boolean fromEnvironment) {

	@Override
	public String toString() {
		return "ProxyProperties[******]";
	}

}
