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

package dev.sessions.settings;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.sessions.internal.net.NoProxy;
import org.jspecify.annotations.Nullable;

/**
 * The proxies of a session. A target is reached through the proxy for its scheme, unless
 * {@code noProxy} lists it. The credentials are sent to these proxies only. Immutable.
 *
 * @param http the proxy for http targets, or {@code null} for none
 * @param https the proxy for https targets, or {@code null} for none
 * @param username the user name for both proxies, or {@code null} for the proxies' own
 * credentials
 * @param password the password, {@code null} exactly when the user name is
 * @param noProxy the targets that are reached without a proxy, or {@code null} if not
 * specified: hosts including all hosts below them ({@code example.org} or
 * {@code .example.org}), addresses, CIDR blocks ({@code 10.0.0.0/8}), or {@code *} for
 * all; hosts and addresses may have a port
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
	 * Return a copy with one proxy for all targets.
	 * @param url the proxy as {@code scheme://host[:port]}, where the scheme is http,
	 * https, socks5 (host names are resolved locally) or socks5h (the proxy resolves host
	 * names)
	 * @return the copy
	 * @throws IllegalArgumentException if the URL has another form, or contains a user
	 * name or password
	 */
	public ProxySettings withUrl(String url) {
		ProxyServer server = ProxyServer.parse(url.trim());
		if (server.username() != null) {
			throw new IllegalArgumentException(
					"url must not contain a user name or password, which have settings of their own");
		}
		return new ProxySettings(server, server, this.username, this.password, this.noProxy);
	}

	/**
	 * Return a copy with credentials for the proxies, which take precedence over those of
	 * the environment.
	 * @param username the user name, without a colon
	 * @param password the password
	 * @return the copy
	 */
	public ProxySettings withCredentials(String username, String password) {
		return new ProxySettings(this.http, this.https, username, password, this.noProxy);
	}

	/**
	 * Return a copy with targets that are reached without a proxy, which take precedence
	 * over those of the environment.
	 * @param noProxy the targets
	 * @return the copy
	 * @throws IllegalArgumentException if one is invalid
	 */
	public ProxySettings withNoProxy(Collection<String> noProxy) {
		return new ProxySettings(this.http, this.https, this.username, this.password, List.copyOf(noProxy));
	}

	/**
	 * Return a copy in which missing parts are taken from {@code HTTP_PROXY},
	 * {@code HTTPS_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}. Variables in lower
	 * case take precedence over those in upper case. The values are read immediately.
	 * @param variables looks up a variable, such as {@code System::getenv}
	 * @return the copy
	 * @throws IllegalArgumentException if a variable is not a valid proxy; the message
	 * contains the name of the variable, but not its value
	 */
	public ProxySettings withEnvironment(Function<String, @Nullable String> variables) {
		ProxyEnvironment environment = new ProxyEnvironment(variables);
		return new ProxySettings((this.http != null) ? this.http : environment.server("http_proxy"),
				(this.https != null) ? this.https : environment.server("https_proxy"), this.username, this.password,
				(this.noProxy != null) ? this.noProxy : environment.noProxy());
	}

	/**
	 * Return whether a proxy resolves the host names of targets, so that their addresses
	 * are unknown locally.
	 * @return whether a proxy resolves them
	 */
	public boolean resolveTargets() {
		return Stream.of(this.http, this.https)
			.flatMap(Stream::ofNullable)
			.anyMatch((server) -> server.scheme() != ProxyServer.Scheme.SOCKS5);
	}

	/**
	 * Omits the password.
	 */
	@Override
	public String toString() {
		return "ProxySettings[http=" + this.http + ", https=" + this.https + ", username=" + this.username
				+ ", noProxy=" + this.noProxy + "]";
	}

}
