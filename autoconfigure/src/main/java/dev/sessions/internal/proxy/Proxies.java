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

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.sessions.internal.net.NoProxy;
import dev.sessions.settings.ProxyServer;
import dev.sessions.settings.ProxySettings;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.jspecify.annotations.Nullable;

/**
 * The proxies of a session and the targets that use them. Immutable.
 */
public final class Proxies {

	private final @Nullable ProxyServer http;

	private final @Nullable ProxyServer https;

	private final NoProxy noProxy;

	private Proxies(ProxySettings settings) {
		this.http = server(settings.http(), settings);
		this.https = server(settings.https(), settings);
		this.noProxy = NoProxy.parse(Objects.requireNonNullElse(settings.noProxy(), List.of()));
	}

	private static @Nullable ProxyServer server(@Nullable ProxyServer server, ProxySettings settings) {
		return (server != null && settings.username() != null)
				? server.withCredentials(settings.username(), settings.password()) : server;
	}

	/**
	 * Create the proxies of settings.
	 * @param settings the settings
	 * @return the proxies, or {@code null} if there are none
	 */
	public static @Nullable Proxies of(ProxySettings settings) {
		return (settings.http() != null || settings.https() != null) ? new Proxies(settings) : null;
	}

	/**
	 * Return whether one of the proxies is a SOCKS proxy.
	 * @return whether there is one
	 */
	public boolean useSocks() {
		return servers().stream().anyMatch((server) -> server.scheme().isSocks());
	}

	/**
	 * Return whether a host is one of the proxies.
	 * @param host its name or address
	 * @param port its port
	 * @return whether it is a proxy
	 */
	public boolean contain(String host, int port) {
		return servers().stream().anyMatch((server) -> server.port() == port && server.host().equalsIgnoreCase(host));
	}

	Set<ProxyServer> servers() {
		return Stream.of(this.http, this.https).flatMap(Stream::ofNullable).collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Return the proxy for a target.
	 * @param target the target
	 * @return the proxy, or {@code null} for a direct connection
	 */
	public @Nullable ProxyServer forTarget(HttpHost target) {
		ProxyServer server = URIScheme.HTTPS.same(target.getSchemeName()) ? this.https : this.http;
		return (server == null || this.noProxy.matches(target)) ? null : server;
	}

}
