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
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;

import org.apache.hc.core5.function.Supplier;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;
import org.apache.hc.core5.http.io.SessionOutputBuffer;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * A connection that accepts an early response, received before the request is complete
 * (RFC 9112, section 9.5, and RFC 9110, section 10.1.1). The rest of the request body is
 * then not sent, and the connection is not reused.
 */
final class ExchangeConnection extends WireConnection {

	/**
	 * The early response, until it is read by HttpCore.
	 */
	private @Nullable EarlyResponse early;

	/**
	 * Whether the final response to the current request was received.
	 */
	private boolean responded;

	/**
	 * The output of the body while it is being sent.
	 */
	private @Nullable BodyOutput body;

	/**
	 * Whether the last request was sent completely.
	 */
	private volatile boolean whole = true;

	ExchangeConnection(String id, Http1Config config, HttpMessageParserFactory<ClassicHttpResponse> parsers) {
		super(id, config, parsers);
	}

	@Override
	public void sendRequestHeader(ClassicHttpRequest request) throws HttpException, IOException {
		this.responded = false;
		super.sendRequestHeader(request);
	}

	/**
	 * Sends the body, unless the response was already received.
	 */
	@Override
	public void sendRequestEntity(ClassicHttpRequest request) throws HttpException, IOException {
		HttpEntity entity = request.getEntity();
		if (entity == null) {
			return;
		}
		this.whole = false;
		if (this.responded) {
			return;
		}
		try {
			if (entity.getContentLength() < 0) {
				request.setEntity(new UnendedBody(entity));
			}
			super.sendRequestEntity(request);
			this.whole = body().finish();
		}
		catch (IOException | RuntimeException ex) {
			if (this.body == null || !this.body.isStopped()) {
				throw ex;
			}
		}
		finally {
			request.setEntity(entity);
			this.body = null;
		}
	}

	private BodyOutput body() {
		return Objects.requireNonNull(this.body, "body");
	}

	@Override
	protected OutputStream createContentOutputStream(long length, SessionOutputBuffer buffer, OutputStream out,
			@Nullable Supplier<List<? extends Header>> trailers) {
		BodyOutput output = new BodyOutput(out, this);
		this.body = output;
		return super.createContentOutputStream(length, buffer, output, trailers);
	}

	/**
	 * Receives a response while the body is being sent.
	 * @return the response, or {@code null} for an interim response
	 */
	@Nullable EarlyResponse receiveEarly() throws IOException {
		try {
			ClassicHttpResponse response = super.receiveResponseHeader();
			this.early = (response.getCode() >= HttpStatus.SC_SUCCESS) ? new EarlyResponse(response, null) : null;
		}
		catch (HttpException ex) {
			this.early = new EarlyResponse(null, ex);
		}
		return this.early;
	}

	/**
	 * Omits the body after a final response instead of {@code 100 Continue}. HttpCore
	 * would still send a small body, and would send a chunked body as empty.
	 */
	@Override
	public void terminateRequest(ClassicHttpRequest request) {
		this.whole = request.getEntity() == null;
	}

	@Override
	public ClassicHttpResponse receiveResponseHeader() throws HttpException, IOException {
		EarlyResponse present = this.early;
		if (present != null) {
			this.early = null;
			return present.get();
		}
		ClassicHttpResponse response = super.receiveResponseHeader();
		this.responded = response.getCode() >= HttpStatus.SC_SUCCESS;
		return response;
	}

	/**
	 * Does not flush an incomplete request, as the server does not wait for the buffered
	 * rest.
	 */
	@Override
	public void flush() throws IOException {
		if (this.whole) {
			super.flush();
		}
	}

	@Override
	public boolean isConsistent() {
		return this.whole && super.isConsistent();
	}

	/**
	 * Closes the connection immediately after an incomplete request. The body must not
	 * appear complete, and a server that does not read may block a graceful close.
	 */
	@Override
	public void close() throws IOException {
		if (this.whole) {
			super.close();
		}
		else {
			close(CloseMode.IMMEDIATE);
		}
	}

	@Override
	public void close(CloseMode mode) {
		super.close(this.whole ? mode : CloseMode.IMMEDIATE);
	}

	/**
	 * A response received while the body was being sent.
	 *
	 * @param response the response, with its body still unread, or {@code null} if it is
	 * malformed
	 * @param failure the failure to parse it, or {@code null}
	 */
	record EarlyResponse(@Nullable ClassicHttpResponse response, @Nullable HttpException failure) {

		/**
		 * Whether the server can be expected to read the rest of the body.
		 */
		boolean isSuccess() {
			return this.response != null && this.response.getCode() < HttpStatus.SC_REDIRECTION;
		}

		ClassicHttpResponse get() throws HttpException {
			if (this.response == null) {
				throw Objects.requireNonNull(this.failure);
			}
			return this.response;
		}

	}

	/**
	 * A chunked body that is not terminated on failure. HttpCore would otherwise send the
	 * last chunk, and the server would take the incomplete body for the whole.
	 */
	private final class UnendedBody extends HttpEntityWrapper {

		UnendedBody(HttpEntity entity) {
			super(entity);
		}

		@Override
		public void writeTo(OutputStream out) throws IOException {
			boolean written = false;
			try {
				super.writeTo(out);
				written = true;
			}
			finally {
				if (!written) {
					body().discard();
				}
			}
		}

	}

}
