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

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.sessions.transport.HeadText;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;

import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;

/**
 * Parts in the form {@code multipart/form-data} of RFC 7578. Not thread-safe.
 */
public final class MultipartBody {

	private final MultipartEntityBuilder builder = MultipartEntityBuilder.create()
		.setMode(HttpMultipartMode.EXTENDED)
		.setCharset(StandardCharsets.UTF_8);

	/**
	 * Add a part.
	 * @param name its name
	 * @param part a file, a resource, bytes, or something whose text is sent
	 * @throws IllegalArgumentException if its name or that of its file holds CR, LF or
	 * NUL, or a file or a resource cannot be read
	 */
	public void add(String name, Object part) {
		HeadText.requireOneLine("The name of a part", name);
		if (part instanceof Path file) {
			addFile(name, file);
		}
		else if (part instanceof Resource resource) {
			addResource(name, resource);
		}
		else if (part instanceof byte[] bytes) {
			this.builder.addBinaryBody(utf8(name), bytes, ContentType.APPLICATION_OCTET_STREAM, name);
		}
		else {
			this.builder.addTextBody(utf8(name), part.toString(),
					ContentType.TEXT_PLAIN.withCharset(StandardCharsets.UTF_8));
		}
	}

	private void addFile(String name, Path file) {
		Path filename = file.getFileName();
		if (filename == null || !Files.isReadable(file) || Files.isDirectory(file)) {
			throw new IllegalArgumentException("The file " + filename + " does not exist or cannot be read");
		}
		addResource(name, new FileSystemResource(file));
	}

	private void addResource(String name, Resource resource) {
		String filename = (resource.getFilename() != null) ? resource.getFilename() : name;
		HeadText.requireOneLine("The file name of a part", filename);
		if (!resource.isReadable()) {
			throw new IllegalArgumentException("The resource " + resource.getDescription() + " cannot be read");
		}
		this.builder.addPart(utf8(name), new ResourcePart(resource, filename, typeOf(filename)));
	}

	/**
	 * A name is UTF-8 (RFC 7578, section 5.1), but written as ISO-8859-1 by HttpClient.
	 */
	private static String utf8(String name) {
		return new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	private static ContentType typeOf(String filename) {
		return ContentType
			.parse(MediaTypeFactory.getMediaType(filename).orElse(MediaType.APPLICATION_OCTET_STREAM).toString());
	}

	/**
	 * The parts added so far, as a body.
	 * @return the body; it can be sent again if all of its parts can
	 */
	public HttpEntity entity() {
		return this.builder.build();
	}

}
