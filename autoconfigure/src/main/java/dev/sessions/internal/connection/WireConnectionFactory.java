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
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

import dev.sessions.settings.LimitSettings;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpConnectionFactory;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;
import org.jspecify.annotations.Nullable;

/**
 * Creates the connections of a pool. Thread-safe.
 */
final class WireConnectionFactory implements HttpConnectionFactory<ManagedHttpClientConnection> {

	/**
	 * The size of each of the two buffers of a connection. HttpCore's default of 32 KiB
	 * is more than a JSON API uses.
	 */
	private static final int BUFFER_SIZE = 8 * 1024;

	/**
	 * The length of a line end, which HttpCore includes in the line length.
	 */
	private static final int LINE_END = 2;

	/**
	 * The number of the next connection, for its id in the log of HttpClient.
	 */
	private static final AtomicLong COUNTER = new AtomicLong();

	private final Http1Config config;

	private final HttpMessageParserFactory<ClassicHttpResponse> parsers;

	WireConnectionFactory(LimitSettings limits) {
		int maxLineLength = (int) limits.maxLineLength().toBytes();
		Http1Config exact = Http1Config.custom()
			.setBufferSize(BUFFER_SIZE)
			.setMaxHeaderCount(limits.maxHeaderCount())
			.setMaxLineLength(maxLineLength)
			.build();
		this.config = Http1Config.copy(exact).setMaxLineLength(maxLineLength + LINE_END).build();
		this.parsers = (padded) -> new ResponseHeadParser(exact);
	}

	@Override
	public ManagedHttpClientConnection createConnection(@Nullable Socket socket) throws IOException {
		ExchangeConnection connection = new ExchangeConnection("http-outgoing-" + COUNTER.getAndIncrement(),
				this.config, this.parsers);
		if (socket != null) {
			connection.bind(socket);
		}
		return connection;
	}

}
