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
 * A connection on which an answer that comes before the request is sent whole is the
 * answer (RFC 9112, section 9.5, and RFC 9110, section 10.1.1). What is left of the
 * request's body is not sent then, and the connection serves no other exchange.
 */
final class ExchangeConnection extends WireConnection {

	/**
	 * What came while the body was sent, until it is asked for.
	 */
	private @Nullable EarlyAnswer early;

	/**
	 * The answer to the present request came.
	 */
	private boolean answered;

	/**
	 * What the body is written to, as long as it is sent.
	 */
	private @Nullable BodyOutput body;

	/**
	 * The last request was sent as its head says.
	 */
	private volatile boolean whole = true;

	ExchangeConnection(String id, Http1Config config, HttpMessageParserFactory<ClassicHttpResponse> parsers) {
		super(id, config, parsers);
	}

	@Override
	public void sendRequestHeader(ClassicHttpRequest request) throws HttpException, IOException {
		this.answered = false;
		super.sendRequestHeader(request);
	}

	/**
	 * Send the body, unless the answer is there.
	 */
	@Override
	public void sendRequestEntity(ClassicHttpRequest request) throws HttpException, IOException {
		HttpEntity entity = request.getEntity();
		if (entity == null) {
			return;
		}
		this.whole = false;
		if (this.answered) {
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
	 * Receive what came while the body is sent.
	 * @return the answer, or {@code null} if it was an interim response
	 */
	@Nullable EarlyAnswer receiveEarly() throws IOException {
		try {
			ClassicHttpResponse response = super.receiveResponseHeader();
			this.early = (response.getCode() >= HttpStatus.SC_SUCCESS) ? new EarlyAnswer(response, null) : null;
		}
		catch (HttpException ex) {
			this.early = new EarlyAnswer(null, ex);
		}
		return this.early;
	}

	/**
	 * The answer came in place of a go-ahead. HttpCore sends a small body all the same,
	 * and says of a chunked one that it is empty.
	 */
	@Override
	public void terminateRequest(ClassicHttpRequest request) {
		this.whole = request.getEntity() == null;
	}

	@Override
	public ClassicHttpResponse receiveResponseHeader() throws HttpException, IOException {
		EarlyAnswer present = this.early;
		if (present != null) {
			this.early = null;
			return present.get();
		}
		ClassicHttpResponse response = super.receiveResponseHeader();
		this.answered = response.getCode() >= HttpStatus.SC_SUCCESS;
		return response;
	}

	/**
	 * What HttpCore has in its buffer is nothing that the server waits for.
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
	 * A body that was not sent whole is not to look as if it were, and a server that does
	 * not read takes no farewell.
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
	 * What came while a body was sent.
	 *
	 * @param response the answer, of which the body is still to be read, or {@code null}
	 * if it cannot be understood
	 * @param failure why it cannot
	 */
	record EarlyAnswer(@Nullable ClassicHttpResponse response, @Nullable HttpException failure) {

		/**
		 * Whether the server takes the rest of the body, as far as one can know.
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
	 * A body whose end is marked. Where it breaks off, HttpCore would mark that as its
	 * end, and the server take what it has for all of it.
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
