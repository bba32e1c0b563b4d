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

import java.nio.charset.StandardCharsets;
import java.util.Locale;

import dev.sessions.internal.net.HostAndPort;
import dev.sessions.internal.text.UnicodeText;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.net.PercentCodec;
import org.jspecify.annotations.Nullable;

/**
 * A proxy and its credentials. Immutable. Neither {@code toString} nor any message
 * contains the password.
 *
 * @param scheme the protocol
 * @param host the host, with an IPv6 address without brackets
 * @param port the port
 * @param username the user name, or {@code null} for none
 * @param password the password, {@code null} exactly when the user name is
 */
public record ProxyServer(Scheme scheme, String host, int port, @Nullable String username, @Nullable String password) {

	private static final String SCHEME_END = "://";

	public ProxyServer {
		checkCredentials(username, password);
	}

	static void checkCredentials(@Nullable String username, @Nullable String password) {
		if ((username == null) != (password == null)) {
			throw new IllegalArgumentException("A proxy needs a user name and a password, or neither");
		}
		if (username != null && username.indexOf(':') >= 0) {
			throw new IllegalArgumentException("The user name of a proxy must not contain ':', "
					+ "which separates it from the password (RFC 7617, section 2)");
		}
		if (hasControl(username) || hasControl(password)) {
			throw new IllegalArgumentException(
					"The user name and password of a proxy must not hold control characters");
		}
		if (username != null && password != null) {
			UnicodeText.require("The user name of a proxy", username);
			UnicodeText.require("The password of a proxy", password);
		}
	}

	private static boolean hasControl(@Nullable String text) {
		return text != null && text.chars().anyMatch(Character::isISOControl);
	}

	/**
	 * Parse {@code scheme://[user:password@]host[:port]}. The default port is 80 for
	 * http, 443 for https and 1080 for SOCKS.
	 * @param url the text
	 * @return the proxy
	 * @throws IllegalArgumentException if the text has another form; the message does not
	 * contain it
	 */
	static ProxyServer parse(String url) {
		int schemeEnd = url.indexOf(SCHEME_END);
		Scheme scheme = Scheme.of((schemeEnd < 0) ? "" : url.substring(0, schemeEnd));
		String authority = url.substring(schemeEnd + SCHEME_END.length());
		authority = authority.endsWith("/") ? authority.substring(0, authority.length() - 1) : authority;
		int userInfoEnd = authority.lastIndexOf('@');
		HostAndPort address = address(authority.substring(userInfoEnd + 1));
		String host = address.host().toLowerCase(Locale.ROOT);
		ProxyServer server = new ProxyServer(scheme, host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
				(address.port() < 0) ? scheme.defaultPort : address.port(), null, null);
		return (userInfoEnd < 0) ? server : server.withUserInfo(authority.substring(0, userInfoEnd));
	}

	private static HostAndPort address(String hostAndPort) {
		try {
			HostAndPort address = HostAndPort.parse(hostAndPort);
			if (address.port() != 0) {
				return address;
			}
		}
		catch (IllegalArgumentException ex) {
			// reported below without the text, which may contain a password
		}
		throw new IllegalArgumentException("url must consist of a scheme, a host and a port only");
	}

	private ProxyServer withUserInfo(String userInfo) {
		int colon = userInfo.indexOf(':');
		String username = (colon < 0) ? userInfo : userInfo.substring(0, colon);
		String password = (colon < 0) ? "" : userInfo.substring(colon + 1);
		return withCredentials(PercentCodec.decode(username, StandardCharsets.UTF_8),
				PercentCodec.decode(password, StandardCharsets.UTF_8));
	}

	/**
	 * Return a copy with other credentials.
	 * @param username the user name without a colon, or {@code null} for none
	 * @param password the password, {@code null} exactly when the user name is
	 * @return the copy
	 * @throws IllegalArgumentException if they cannot be used
	 */
	public ProxyServer withCredentials(@Nullable String username, @Nullable String password) {
		return new ProxyServer(this.scheme, this.host, this.port, username, password);
	}

	/**
	 * Return the proxy as HttpClient's host, with the scheme {@code https} for an https
	 * proxy and {@code http} otherwise.
	 * @return the host
	 */
	public HttpHost httpHost() {
		return new HttpHost((this.scheme == Scheme.HTTPS) ? "https" : "http", this.host, this.port);
	}

	/**
	 * Return the host and port for messages.
	 * @return {@code host:port}
	 */
	public String address() {
		return httpHost().toHostString();
	}

	@Override
	public String toString() {
		return this.scheme.name().toLowerCase(Locale.ROOT) + SCHEME_END + address();
	}

	/**
	 * The protocol of a proxy.
	 */
	public enum Scheme {

		/**
		 * HTTP without TLS: http requests are forwarded, https requests use a tunnel.
		 */
		HTTP(80),

		/**
		 * HTTP over TLS.
		 */
		HTTPS(443),

		/**
		 * SOCKS 5 (RFC 1928); host names are resolved locally.
		 */
		SOCKS5(1080),

		/**
		 * SOCKS 5 (RFC 1928); host names are resolved by the proxy.
		 */
		SOCKS5H(1080);

		private final int defaultPort;

		Scheme(int defaultPort) {
			this.defaultPort = defaultPort;
		}

		private static Scheme of(String text) {
			for (Scheme scheme : values()) {
				if (scheme.name().equalsIgnoreCase(text)) {
					return scheme;
				}
			}
			throw new IllegalArgumentException("url must begin with http://, https://, socks5:// or socks5h://");
		}

		/**
		 * Return whether this is a variant of SOCKS.
		 * @return whether it is SOCKS
		 */
		public boolean isSocks() {
			return this == SOCKS5 || this == SOCKS5H;
		}

	}

}
