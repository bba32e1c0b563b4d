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
import org.apache.hc.client5.http.impl.routing.DefaultRoutePlanner;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * Plans the route of each target through its http or https proxy. SOCKS proxies are not
 * part of a route; {@link SocksProxies} connects through them.
 */
public final class ProxyRoutePlanner extends DefaultRoutePlanner {

	private final Proxies proxies;

	public ProxyRoutePlanner(Proxies proxies) {
		super(null);
		this.proxies = proxies;
	}

	@Override
	protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context) {
		ProxyServer server = this.proxies.forTarget(target);
		return (server == null || server.scheme().isSocks()) ? null : server.httpHost();
	}

}
