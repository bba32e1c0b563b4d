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

package dev.sessions.benchmarks.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.DiscardingEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.reactor.ListenerEndpoint;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * HttpCore's own server, with one thread, for HTTP/1.1 or HTTP/2.
 */
public final class ReactorServer implements AutoCloseable {

	private final HttpAsyncServer server;

	private final URI url;

	private ReactorServer(HttpVersionPolicy versions) throws IOException {
		this.server = H2ServerBootstrap.bootstrap()
			.setIOReactorConfig(IOReactorConfig.custom().setIoThreadCount(1).setTcpNoDelay(true).build())
			.setVersionPolicy(versions)
			.setCanonicalHostName("127.0.0.1")
			.register("*", new Handler())
			.create();
		this.server.start();
		this.url = URI.create("http://127.0.0.1:" + listen().getPort());
	}

	/**
	 * Start a server on a free port.
	 * @param versions the HTTP versions to speak
	 * @return the listening server
	 * @throws IOException if no port is available
	 */
	public static ReactorServer start(HttpVersionPolicy versions) throws IOException {
		return new ReactorServer(versions);
	}

	private InetSocketAddress listen() throws IOException {
		Future<ListenerEndpoint> endpoint = this.server
			.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), URIScheme.HTTP);
		try {
			return (InetSocketAddress) endpoint.get().getAddress();
		}
		catch (InterruptedException | ExecutionException ex) {
			throw new IOException(ex);
		}
	}

	/**
	 * The base URL of the server.
	 * @return a URL without a path
	 */
	public URI url() {
		return this.url;
	}

	@Override
	public void close() {
		this.server.initiateShutdown();
		this.server.close(CloseMode.IMMEDIATE);
		try {
			this.server.awaitShutdown(TimeValue.ofSeconds(1));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static final class Handler implements AsyncServerRequestHandler<Message<HttpRequest, Void>> {

		private final byte[] json = Reply.json();

		@Override
		public AsyncRequestConsumer<Message<HttpRequest, Void>> prepare(HttpRequest request,
				@Nullable EntityDetails entity, HttpContext context) {
			return new BasicRequestConsumer<>((entity != null) ? new DiscardingEntityConsumer<>() : null);
		}

		@Override
		public void handle(Message<HttpRequest, Void> request, ResponseTrigger trigger, HttpContext context) {
			try {
				trigger.submitResponse(AsyncResponseBuilder.create(HttpStatus.SC_OK)
					.setEntity(this.json, ContentType.APPLICATION_JSON)
					.build(), context);
			}
			catch (HttpException ex) {
				throw new IllegalStateException(ex);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
