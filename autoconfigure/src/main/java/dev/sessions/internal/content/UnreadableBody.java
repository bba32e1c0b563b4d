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

import dev.sessions.internal.text.PlainText;

/**
 * Cleans the failures of converters. A converter may quote the body, so terminal control
 * characters are removed from the message.
 */
final class UnreadableBody {

	private UnreadableBody() {
	}

	/**
	 * Return a failure without control characters in its messages.
	 * @param failure the exception of a converter
	 * @return the failure itself, or one with the cleaned message and without causes
	 */
	static Exception plain(Exception failure) {
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			// the messages of converters contain line breaks of their own
			String message = String.valueOf(cause.getMessage()).replace('\n', ' ');
			if (!PlainText.of(message).equals(message)) {
				IOException plain = new IOException(PlainText.of(String.valueOf(failure.getMessage())));
				plain.setStackTrace(failure.getStackTrace());
				return plain;
			}
		}
		return failure;
	}

}
