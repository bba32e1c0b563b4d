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

package dev.sessions.internal.aws;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;

import dev.sessions.internal.auth.RequestToSign;
import dev.sessions.internal.body.BodyInMemory;
import dev.sessions.internal.concurrent.DaemonThread;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * A repeatable body in the form that the signer of the AWS SDK reads. A request writes
 * its body, so a body that is not in memory is written by another thread, which ends when
 * this object is closed.
 */
final class SignedBody implements ContentStreamProvider, AutoCloseable {

	private static final int PIPE = 64 * 1024;

	private final RequestToSign request;

	private @Nullable Pipe pipe;

	SignedBody(RequestToSign request) {
		this.request = request;
	}

	@Override
	public InputStream newStream() {
		try {
			close();
			if (this.request.body() instanceof BodyInMemory) {
				ByteArrayOutputStream body = new ByteArrayOutputStream();
				this.request.writeBodyTo(body);
				return new ByteArrayInputStream(body.toByteArray());
			}
			Pipe opened = Pipe.open(this.request);
			this.pipe = opened;
			return opened;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		if (this.pipe != null) {
			this.pipe.close();
		}
	}

	/**
	 * A stream that fails if the body fails to be written to it.
	 */
	private static final class Pipe extends FilterInputStream {

		private volatile @Nullable IOException failure;

		private Pipe(PipedInputStream in) {
			super(in);
		}

		static Pipe open(RequestToSign request) throws IOException {
			PipedInputStream in = new PipedInputStream(PIPE);
			PipedOutputStream out = new PipedOutputStream(in);
			Pipe pipe = new Pipe(in);
			DaemonThread.start("sessions-aws-body", () -> pipe.write(request, out));
			return pipe;
		}

		private void write(RequestToSign request, PipedOutputStream out) {
			try (out) {
				this.failure = failure(request, out);
			}
			catch (IOException ex) {
				// the stream is no longer read
			}
		}

		/**
		 * Write the body and return its failure, which is thus known before the end of
		 * the pipe is reached.
		 */
		private static @Nullable IOException failure(RequestToSign request, PipedOutputStream out) {
			try {
				request.writeBodyTo(out);
				return null;
			}
			catch (IOException ex) {
				return ex;
			}
			catch (RuntimeException ex) {
				return new IOException(ex.getClass().getName());
			}
		}

		@Override
		public int read() throws IOException {
			return checked(super.read());
		}

		@Override
		public int read(byte[] bytes, int offset, int length) throws IOException {
			return checked(super.read(bytes, offset, length));
		}

		private int checked(int result) throws IOException {
			IOException failed = this.failure;
			if (result < 0 && failed != null) {
				throw failed;
			}
			return result;
		}

	}

}
