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

package dev.sessions.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

import org.springframework.core.io.Resource;

/**
 * A Spring resource as a body, streamed each time it is sent. A resource that is open
 * already can be sent once.
 */
final class ResourceEntity extends AbstractHttpEntity {

	private static final int BUFFER_SIZE = 64 * 1024;

	private final Resource resource;

	ResourceEntity(Resource resource, ContentType contentType) {
		super(contentType, null, false);
		this.resource = resource;
	}

	@Override
	public boolean isRepeatable() {
		return !this.resource.isOpen();
	}

	@Override
	public long getContentLength() {
		return lengthOf(this.resource);
	}

	/**
	 * The length of a resource in bytes, or -1 if it is not known without reading it.
	 */
	static long lengthOf(Resource resource) {
		try {
			return resource.isOpen() ? -1 : resource.contentLength();
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
		write(this.resource, out);
	}

	/**
	 * Write a resource in pieces of a size that keeps a fast network busy.
	 */
	static void write(Resource resource, OutputStream out) throws IOException {
		try (InputStream in = resource.getInputStream()) {
			byte[] buffer = new byte[BUFFER_SIZE];
			for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
				out.write(buffer, 0, n);
			}
		}
	}

	@Override
	public boolean isStreaming() {
		return this.resource.isOpen();
	}

	@Override
	public void close() {
	}

}
