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

package dev.sessions.internal.content;

import java.io.IOException;
import java.io.InputStream;

import dev.sessions.internal.body.BlockInputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;

/**
 * The body of a streamed response, as passed to its reader. Keeps the failure of a read,
 * and cannot be used after the reader has returned. Closing it does not close the
 * connection, which belongs to the call. Not thread-safe.
 */
public final class StreamedBody extends BlockInputStream {

	private final @Nullable HttpEntity entity;

	private @Nullable InputStream in;

	private @Nullable IOException failure;

	private boolean closed;

	/**
	 * Create the body, which is opened by the first read.
	 * @param entity the body of the response, or {@code null} if there is none
	 */
	public StreamedBody(@Nullable HttpEntity entity) {
		this.entity = entity;
	}

	/**
	 * Return the length in bytes.
	 * @return the length; 0 if there is no body, or -1 if the server did not send the
	 * length
	 */
	public long length() {
		return (this.entity != null) ? this.entity.getContentLength() : 0;
	}

	/**
	 * Return the failure of a read.
	 * @return the failure, or {@code null} if reading has not failed
	 */
	public @Nullable IOException failure() {
		return this.failure;
	}

	/**
	 * Record the failure of a read. Later reads fail with it.
	 * @param <E> the type of the failure
	 * @param failure the failure
	 * @return the failure, to be thrown
	 */
	public <E extends IOException> E failed(E failure) {
		this.failure = failure;
		return failure;
	}

	@Override
	public int read(byte[] buffer, int offset, int length) throws IOException {
		InputStream content = open();
		try {
			return content.read(buffer, offset, length);
		}
		catch (IOException ex) {
			throw failed(ex);
		}
	}

	@Override
	public int available() throws IOException {
		return open().available();
	}

	private InputStream open() throws IOException {
		if (this.closed) {
			throw new IOException("The body is closed; it can be read only while its reader runs");
		}
		if (this.failure != null) {
			throw this.failure;
		}
		if (this.in == null) {
			try {
				this.in = (this.entity != null) ? this.entity.getContent() : InputStream.nullInputStream();
			}
			catch (IOException ex) {
				throw failed(ex);
			}
		}
		return this.in;
	}

	@Override
	public void close() {
		this.closed = true;
	}

}
