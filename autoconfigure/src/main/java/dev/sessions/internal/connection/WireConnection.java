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

package dev.sessions.internal.connection;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

import dev.sessions.internal.concurrent.WaitLimits;
import dev.sessions.internal.socket.PassingReads;
import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentLengthStrategy;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;
import org.apache.hc.core5.http.io.SessionInputBuffer;
import org.apache.hc.core5.util.Timeout;

/**
 * A connection with the HTTP/1.1 wire format of this package.
 */
class WireConnection extends DefaultManagedHttpClientConnection {

	private static final ContentLengthStrategy RESPONSE_LENGTH = new ResponseLength();

	private static final Timeout SHORTEST_LIMITED = Timeout.of(WaitLimits.SHORTEST);

	private final int maxTrailers;

	@SuppressWarnings("NullAway") // HttpClient takes null for its defaults
	WireConnection(String id, Http1Config config, HttpMessageParserFactory<ClassicHttpResponse> parsers) {
		super(id, null, null, config, RESPONSE_LENGTH, null, RequestHeadWriter::new, parsers);
		this.maxTrailers = config.getMaxHeaderCount();
	}

	/**
	 * Waits for input. HttpClient calls this before it sends a body that expects
	 * {@code 100 Continue}, and continues to use the connection if the wait times out.
	 * Checks of idle connections use a timeout of one millisecond, which needs no other
	 * limit than the socket's own.
	 */
	@Override
	public boolean isDataAvailable(Timeout timeout) throws IOException {
		Socket socket = getSocket();
		return (socket == null || timeout.compareTo(SHORTEST_LIMITED) < 0) ? super.isDataAvailable(timeout)
				: PassingReads.on(socket, () -> super.isDataAvailable(timeout));
	}

	@Override
	protected final InputStream createContentInputStream(long length, SessionInputBuffer buffer, InputStream in) {
		return (length == ContentLengthStrategy.CHUNKED) ? new ChunkedBody(buffer, in, this.maxTrailers)
				: super.createContentInputStream(length, buffer, in);
	}

}
