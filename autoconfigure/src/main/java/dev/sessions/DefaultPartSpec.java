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

package dev.sessions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.Consumer;

import dev.sessions.internal.content.MultipartBody;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * Collects the description of one part.
 */
final class DefaultPartSpec implements PartSpec {

	private final Consumer<Object> bodies;

	private final HttpHeaders headers = new HttpHeaders();

	private @Nullable String filename;

	private @Nullable Object body;

	private boolean hasBody;

	/**
	 * Create a part.
	 * @param bodies receives its body as soon as it is set
	 */
	DefaultPartSpec(Consumer<Object> bodies) {
		this.bodies = bodies;
	}

	@Override
	public PartSpec filename(String filename) {
		this.filename = filename;
		return this;
	}

	@Override
	public PartSpec contentType(MediaType contentType) {
		this.headers.setContentType(contentType);
		return this;
	}

	@Override
	public PartSpec header(String name, String... values) {
		this.headers.put(name, new ArrayList<>(Arrays.asList(values)));
		return this;
	}

	@Override
	public PartSpec body(@Nullable Object body) {
		if (body != null) {
			this.bodies.accept(body);
		}
		this.body = body;
		this.hasBody = true;
		return this;
	}

	void addTo(MultipartBody multipart, String name) {
		if (!this.hasBody) {
			throw new IllegalArgumentException("The part " + name + " has no body; set one with body(...)");
		}
		multipart.add(name, this.filename, this.headers, this.body);
	}

}
