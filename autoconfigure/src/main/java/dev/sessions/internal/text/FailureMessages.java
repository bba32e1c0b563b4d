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

package dev.sessions.internal.text;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;

import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.TruncatedChunkException;

/**
 * Describes a failure of a connection or of an exchange for the message of an exception.
 * Text from the server is not included.
 */
public final class FailureMessages {

	private static final List<String> CHUNK_FAULTS = List.of("Bad chunk header",
			"Unexpected content at the end of chunk");

	private FailureMessages() {
	}

	/**
	 * Describe a failure.
	 * @param ex the exception
	 * @return the description, to be read after "failed:"
	 */
	public static String of(Exception ex) {
		if (ex instanceof NoHttpResponseException) {
			return "the server closed the connection without an answer";
		}
		if (ex instanceof ConnectionClosedException || ex instanceof TruncatedChunkException
				|| ex instanceof EOFException) {
			return "the response ended too early";
		}
		if (ex instanceof MalformedChunkCodingException) {
			return malformedChunks(String.valueOf(ex.getMessage()));
		}
		if (ex instanceof MessageConstraintException) {
			return "its head is too large: " + ex.getMessage() + keyOfLimit(String.valueOf(ex.getMessage()));
		}
		if (ex instanceof InterruptedIOException) {
			return "the call was interrupted";
		}
		if (ex instanceof IOException && ex.getMessage() != null) {
			return ex.getMessage();
		}
		return ex.getClass().getSimpleName();
	}

	/**
	 * HttpCore names the limit in its message only. Some limits have no key.
	 */
	private static String keyOfLimit(String message) {
		if (message.contains("header count")) {
			return "; see limits.max-header-count";
		}
		return message.contains("line length") ? "; see limits.max-line-length" : "";
	}

	/**
	 * After the known prefix, the message quotes data from the server, so the rest is
	 * omitted.
	 */
	private static String malformedChunks(String message) {
		String fault = CHUNK_FAULTS.stream().filter(message::startsWith).findFirst().map(": "::concat).orElse("");
		return "the chunks of the response are malformed" + fault;
	}

}
