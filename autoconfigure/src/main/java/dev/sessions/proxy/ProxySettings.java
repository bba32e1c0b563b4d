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

package dev.sessions.proxy;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The proxies of a session. Each target goes by way of the one for its scheme, unless
 * {@code noProxy} names it. The credentials are sent to these proxies only.
 *
 * @param http the proxy for http targets, or {@code null} for none
 * @param https the proxy for https targets, or {@code null} for none
 * @param username the user name for both, or {@code null} for those they have themselves
 * @param password the password, {@code null} exactly when the user name is
 * @param noProxy the targets that need no proxy, or {@code null} if nothing is said about
 * them: hosts with all below them ({@code example.org} or {@code .example.org}),
 * addresses, CIDR blocks ({@code 10.0.0.0/8}), {@code *} for all; hosts and addresses may
 * name a port
 */
public record ProxySettings(@Nullable ProxyServer http, @Nullable ProxyServer https, @Nullable String username,
		@Nullable String password, @Nullable List<String> noProxy) {

	public ProxySettings {
		if (noProxy != null) {
			noProxy = List.copyOf(noProxy);
			NoProxy.parse(noProxy);
		}
		ProxyServer.checkCredentials(username, password);
	}

	/**
	 * No proxy.
	 * @return the default settings
	 */
	public static ProxySettings defaults() {
		return new ProxySettings(null, null, null, null, null);
	}

	/**
	 * One proxy for all targets.
	 * @param url the proxy as {@code scheme://host[:port]}, where the scheme is http,
	 * https, socks5 (names of hosts are resolved here) or socks5h (the proxy resolves
	 * them)
	 * @return settings with that proxy
	 * @throws IllegalArgumentException if it is not of that form, or holds a password
	 */
	public ProxySettings withUrl(String url) {
		ProxyServer server = ProxyServer.parse(url.trim());
		if (server.username() != null) {
			throw new IllegalArgumentException(
					"url must not hold a user name or password, which have settings of their own");
		}
		return new ProxySettings(server, server, this.username, this.password, this.noProxy);
	}

	/**
	 * The credentials for the proxies, whatever the environment says.
	 * @param username the user name, without a colon
	 * @param password the password
	 * @return settings with these credentials
	 */
	public ProxySettings withCredentials(String username, String password) {
		return new ProxySettings(this.http, this.https, username, password, this.noProxy);
	}

	/**
	 * The targets that need no proxy, whatever the environment says.
	 * @param noProxy the targets
	 * @return settings with these targets
	 * @throws IllegalArgumentException if one cannot be read
	 */
	public ProxySettings withNoProxy(Collection<String> noProxy) {
		return new ProxySettings(this.http, this.https, this.username, this.password, List.copyOf(noProxy));
	}

	/**
	 * Take what is not set here from {@code HTTP_PROXY}, {@code HTTPS_PROXY},
	 * {@code ALL_PROXY} and {@code NO_PROXY}. In lower case they count before those in
	 * upper case. Their values are read at once.
	 * @param variables finds the variables, such as {@code System::getenv}
	 * @return settings with what the variables say
	 * @throws IllegalArgumentException if a proxy cannot be read; the message names the
	 * variable and does not show its value
	 */
	public ProxySettings withEnvironment(Function<String, @Nullable String> variables) {
		ProxyEnvironment environment = new ProxyEnvironment(variables);
		return new ProxySettings((this.http != null) ? this.http : environment.server("http_proxy"),
				(this.https != null) ? this.https : environment.server("https_proxy"), this.username, this.password,
				(this.noProxy != null) ? this.noProxy : environment.noProxy());
	}

	/**
	 * Whether a proxy looks the names of targets up itself, so that nobody here knows
	 * their addresses.
	 * @return whether one does
	 */
	public boolean resolveTargets() {
		return Stream.of(this.http, this.https)
			.flatMap(Stream::ofNullable)
			.anyMatch((server) -> server.scheme() != ProxyServer.Scheme.SOCKS5);
	}

	/**
	 * Leaves out the password.
	 */
	@Override
	public String toString() {
		return "ProxySettings[http=" + this.http + ", https=" + this.https + ", username=" + this.username
				+ ", noProxy=" + this.noProxy + "]";
	}

}
