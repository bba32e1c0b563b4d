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

package dev.sessions.internal.pool;

import java.net.Socket;
import java.net.SocketAddress;

import javax.net.ssl.SSLSession;

import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.EndpointDetails;
import org.apache.hc.core5.http.ProtocolVersion;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection without a network. It is as small as possible, because Lincheck traces
 * each memory access.
 */
abstract class EmptyConnection implements ManagedHttpClientConnection {

	@Override
	public abstract void close(CloseMode mode);

	@Override
	public void close() {
		close(CloseMode.GRACEFUL);
	}

	@Override
	public boolean isOpen() {
		return true;
	}

	@Override
	public boolean isConsistent() {
		return true;
	}

	@Override
	public boolean isStale() {
		return false;
	}

	@Override
	public void setSocketTimeout(Timeout timeout) {
	}

	@Override
	public void passivate() {
	}

	@Override
	public void activate() {
	}

	@Override
	public void bind(Socket socket) {
		throw new UnsupportedOperationException();
	}

	@Override
	public Socket getSocket() {
		throw new UnsupportedOperationException();
	}

	@Override
	public SSLSession getSSLSession() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void sendRequestHeader(ClassicHttpRequest request) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void terminateRequest(ClassicHttpRequest request) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void sendRequestEntity(ClassicHttpRequest request) {
		throw new UnsupportedOperationException();
	}

	@Override
	public ClassicHttpResponse receiveResponseHeader() {
		throw new UnsupportedOperationException();
	}

	@Override
	public void receiveResponseEntity(ClassicHttpResponse response) {
		throw new UnsupportedOperationException();
	}

	@Override
	public boolean isDataAvailable(Timeout timeout) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void flush() {
		throw new UnsupportedOperationException();
	}

	@Override
	public EndpointDetails getEndpointDetails() {
		throw new UnsupportedOperationException();
	}

	@Override
	public SocketAddress getLocalAddress() {
		throw new UnsupportedOperationException();
	}

	@Override
	public SocketAddress getRemoteAddress() {
		throw new UnsupportedOperationException();
	}

	@Override
	public ProtocolVersion getProtocolVersion() {
		throw new UnsupportedOperationException();
	}

	@Override
	public Timeout getSocketTimeout() {
		return Timeout.DISABLED;
	}

}
