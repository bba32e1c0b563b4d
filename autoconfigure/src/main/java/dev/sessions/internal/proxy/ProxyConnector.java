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

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;

import javax.net.ssl.SSLException;

import dev.sessions.internal.concurrent.StepDeadline;
import dev.sessions.internal.net.HostName;
import dev.sessions.settings.ProxyServer;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.Method;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Opens connections through a proxy, with a tunnel for https targets (RFC 9110, section
 * 9.3.6), and attributes failures to the proxy. Thread-safe.
 */
final class ProxyConnector {

	/**
	 * The maximum number of attempts: basic, digest, and digest with a new nonce.
	 */
	private static final int MAX_TRIES = 3;

	private final Timeout connectTimeout;

	ProxyConnector(Duration connectTimeout) {
		this.connectTimeout = Timeout.of(connectTimeout);
	}

	/**
	 * Connect the endpoint that a call has acquired.
	 */
	void connect(ExecChain.Scope scope, ProxyServer server, @Nullable ProxyAuthentication authentication)
			throws IOException, HttpException {
		HttpClientContext context = scope.clientContext;
		RequestConfig config = context.getRequestConfigOrDefault();
		// the tunnel and its handshake are part of connecting, not of waiting for a
		// response
		context.setRequestConfig(RequestConfig.copy(config).setResponseTimeout(this.connectTimeout).build());
		try {
			if (server.scheme().isSocks()) {
				scope.execRuntime.connectEndpoint(context);
				return;
			}
			connectToProxy(scope, server);
			if (scope.route.isTunnelled()) {
				openTunnelInTime(scope, server, authentication);
				scope.execRuntime.upgradeTls(context);
			}
		}
		catch (SocksException ex) {
			throw ex.toFailureOf(server);
		}
		catch (SocketTimeoutException ex) {
			throw new ProxyTimeoutException(server, ex);
		}
		finally {
			context.setRequestConfig(config);
		}
	}

	private static void connectToProxy(ExecChain.Scope scope, ProxyServer server)
			throws IOException, PermanentProxyException {
		try {
			scope.execRuntime.connectEndpoint(scope.clientContext);
		}
		catch (InterruptedIOException ex) {
			throw ex;
		}
		catch (SSLException ex) {
			throw new PermanentProxyException(server, "failed at TLS: " + ex.getMessage(), ex);
		}
		catch (UnknownHostException ex) {
			throw new ProxyConnectException(server, "is unknown", ex);
		}
		catch (IOException ex) {
			throw new ProxyConnectException(server, "refused the connection or cannot be reached", ex);
		}
	}

	/**
	 * Opens the tunnel within the connect timeout, which includes all responses of the
	 * proxy to CONNECT.
	 */
	private void openTunnelInTime(ExecChain.Scope scope, ProxyServer server,
			@Nullable ProxyAuthentication authentication) throws IOException, HttpException {
		StepDeadline deadline = new StepDeadline(this.connectTimeout.toNanoseconds(),
				scope.execRuntime::discardEndpoint, "The proxy did not open the tunnel in time");
		try {
			openTunnel(scope, server, authentication);
		}
		finally {
			deadline.end();
		}
	}

	private static void openTunnel(ExecChain.Scope scope, ProxyServer server,
			@Nullable ProxyAuthentication authentication) throws IOException, HttpException {
		HttpHost target = scope.route.getTargetHost();
		for (int tries = 1;; tries++) {
			String authority = HostName.withoutZone(HostName.of(target)) + ":" + target.getPort();
			ClassicHttpRequest connect = new BasicClassicHttpRequest(Method.CONNECT, target, authority);
			connect.setVersion(HttpVersion.HTTP_1_1);
			connect.setHeader("Host", authority);
			String authorization = (authentication != null) ? ProxyHandler.authorize(authentication, connect) : null;
			ClassicHttpResponse response = send(connect, scope, server);
			int status = response.getCode();
			if (status >= HttpStatus.SC_SUCCESS && status < HttpStatus.SC_REDIRECTION) {
				return;
			}
			if (status != HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED) {
				throw failureOf(server, status);
			}
			if (authentication == null || authorization == null || tries == MAX_TRIES
					|| !authentication.learn(response, authorization)) {
				throw unauthorized(server);
			}
			scope.execRuntime.disconnectEndpoint();
			connectToProxy(scope, server);
		}
	}

	private static ClassicHttpResponse send(ClassicHttpRequest connect, ExecChain.Scope scope, ProxyServer server)
			throws IOException, HttpException {
		ExecRuntime runtime = scope.execRuntime;
		try {
			return runtime.execute(scope.exchangeId, connect, scope.clientContext);
		}
		catch (InterruptedIOException ex) {
			throw ex;
		}
		catch (IOException | HttpException ex) {
			throw new ProxyConnectException(server, "closed the connection or did not answer CONNECT with HTTP", ex);
		}
	}

	/**
	 * Translates the status of a CONNECT response. A status of 500 or more may be
	 * temporary, so that a retry may succeed.
	 */
	private static HttpException failureOf(ProxyServer server, int status) throws ProxyConnectException {
		String reason = "answered CONNECT with status " + status;
		if (status >= HttpStatus.SC_SERVER_ERROR) {
			throw new ProxyConnectException(server, reason, null);
		}
		return new PermanentProxyException(server, reason, null);
	}

	static PermanentProxyException unauthorized(ProxyServer server) {
		return new PermanentProxyException(server,
				(server.username() != null) ? "does not accept the user name and password (status 407)"
						: "requires a user name and password (status 407); set proxy.username and proxy.password",
				null);
	}

}
