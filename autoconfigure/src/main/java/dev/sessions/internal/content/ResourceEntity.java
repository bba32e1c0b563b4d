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
import java.io.OutputStream;

import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.Resource;

/**
 * A Spring resource as a body, streamed each time it is sent. A resource that is open
 * already is not repeatable.
 */
final class ResourceEntity extends AbstractHttpEntity {

	private static final int BUFFER_SIZE = 64 * 1024;

	private final Resource resource;

	private volatile @Nullable InputStream open;

	ResourceEntity(Resource resource, ContentType contentType) {
		super(contentType, null, false);
		this.resource = resource;
	}

	@Override
	public boolean isRepeatable() {
		return !this.resource.isOpen();
	}

	/**
	 * Return the length in bytes, or -1 if it is unknown without reading the resource.
	 */
	@Override
	public long getContentLength() {
		try {
			return this.resource.isOpen() ? -1 : this.resource.contentLength();
		}
		catch (IOException ex) {
			return -1;
		}
	}

	@Override
	public InputStream getContent() throws IOException {
		return this.resource.getInputStream();
	}

	@Override
	public void writeTo(OutputStream out) throws IOException {
		try (InputStream in = this.resource.getInputStream()) {
			this.open = in;
			// large enough to keep a fast network busy
			byte[] buffer = new byte[BUFFER_SIZE];
			for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
				out.write(buffer, 0, n);
			}
		}
		finally {
			this.open = null;
		}
	}

	@Override
	public boolean isStreaming() {
		return this.resource.isOpen();
	}

	/**
	 * Close the stream that is being sent, which also ends a read that ignores
	 * interrupts.
	 */
	@Override
	public void close() throws IOException {
		InputStream in = this.open;
		if (in != null) {
			in.close();
		}
	}

}
