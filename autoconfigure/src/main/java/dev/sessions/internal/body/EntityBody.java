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

package dev.sessions.internal.body;

import java.io.IOException;
import java.io.OutputStream;

import org.apache.hc.core5.http.HttpEntity;

import org.springframework.http.HttpOutputMessage;
import org.springframework.http.StreamingHttpOutputMessage;

/**
 * Presents an HttpClient request body as a Spring body.
 *
 * @param entity the body
 */
public record EntityBody(HttpEntity entity) implements StreamingHttpOutputMessage.Body {

	/**
	 * Write a body to a message, immediately or when the message is sent.
	 * @param entity the body
	 * @param message the message
	 * @throws IOException if it cannot be written
	 */
	public static void write(HttpEntity entity, HttpOutputMessage message) throws IOException {
		if (message instanceof StreamingHttpOutputMessage streaming) {
			streaming.setBody(new EntityBody(entity));
		}
		else {
			entity.writeTo(message.getBody());
		}
	}

	@Override
	public void writeTo(OutputStream out) throws IOException {
		this.entity.writeTo(out);
	}

	@Override
	public boolean repeatable() {
		return this.entity.isRepeatable();
	}

}
