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

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;

/**
 * A request that is complete except for its signature. Not thread-safe.
 */
public interface SignableRequest {

	/**
	 * Return the method of the request.
	 * @return the method
	 */
	HttpMethod method();

	/**
	 * Return the target of the request, with the path and query exactly as they are sent.
	 * @return an absolute URI
	 */
	URI uri();

	/**
	 * Return the headers as the target server receives them, including {@code Host},
	 * {@code Cookie} and those of the body. Headers for a proxy are not included.
	 * @return the headers, read-only
	 */
	HttpHeaders headers();

	/**
	 * Return whether the body can be read before it is sent.
	 * @return whether it is repeatable; {@code true} for a request without a body
	 */
	boolean isBodyRepeatable();

	/**
	 * Write the body as it will be sent, in constant memory. A request without a body
	 * writes nothing.
	 * @param out the stream to write to; it is not closed
	 * @throws IOException if the body can be read only once or not at all. If the signer
	 * does not catch it, the request fails
	 */
	void writeBodyTo(OutputStream out) throws IOException;

	/**
	 * Return the SHA-256 hash of the body, or of an empty input for a request without a
	 * body.
	 * @return the hash in lower-case hexadecimal digits
	 * @throws IOException as {@link #writeBodyTo(OutputStream)} does
	 */
	String bodySha256() throws IOException;

	/**
	 * Set a header of the signature. It replaces headers with the same name, is never
	 * sent to another origin, and its value is never logged. {@link #headers()} does not
	 * change.
	 * @param name the name of the header
	 * @param value the value
	 * @throws IllegalArgumentException if the header cannot be sent, or frames the
	 * request: {@code Host}, {@code Connection}, {@code Content-Length} and
	 * {@code Transfer-Encoding}
	 */
	void setHeader(String name, String value);

}
