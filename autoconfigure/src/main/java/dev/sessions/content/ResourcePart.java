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
import java.io.OutputStream;

import org.apache.hc.client5.http.entity.mime.AbstractContentBody;
import org.apache.hc.core5.http.ContentType;

import org.springframework.core.io.Resource;

/**
 * A Spring resource as a part of a multipart body, opened each time it is sent. If its
 * length is not known beforehand or it can be read only once, so can the whole body.
 */
final class ResourcePart extends AbstractContentBody {

	private final Resource resource;

	private final String filename;

	ResourcePart(Resource resource, String filename, ContentType type) {
		super(type);
		this.resource = resource;
		this.filename = filename;
	}

	@Override
	public String getFilename() {
		return this.filename;
	}

	@Override
	public long getContentLength() {
		return ResourceEntity.lengthOf(this.resource);
	}

	@Override
	public void writeTo(OutputStream out) throws IOException {
		ResourceEntity.write(this.resource, out);
	}

}
