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
 * A request that is complete but for its signature. Not thread-safe.
 */
public interface SignableRequest {

	/**
	 * The method of the request.
	 * @return the method
	 */
	HttpMethod method();

	/**
	 * The target of the request, with the path and query exactly as they are written.
	 * @return an absolute URI
	 */
	URI uri();

	/**
	 * The headers as the server of the target receives them, among them {@code Host},
	 * {@code Cookie} and those of the body. Headers that are meant for a proxy are not
	 * among them.
	 * @return the headers, read-only
	 */
	HttpHeaders headers();

	/**
	 * Whether the body can be read before it is sent.
	 * @return whether it can; {@code true} for a request without a body
	 */
	boolean isBodyRepeatable();

	/**
	 * Write the body as it will be sent, in constant memory. A request without a body
	 * writes nothing.
	 * @param out the stream to write to; it is not closed
	 * @throws IOException if the body can be read only once or not at all. A signer that
	 * does not catch it refuses the request
	 */
	void writeBodyTo(OutputStream out) throws IOException;

	/**
	 * The SHA-256 hash of the body, or of no bytes for a request without a body.
	 * @return the hash in lower-case hexadecimal digits
	 * @throws IOException as {@link #writeBodyTo(OutputStream)} throws it
	 */
	String bodySha256() throws IOException;

	/**
	 * Set a header of the signature. It replaces headers with the same name, is never
	 * sent to another origin, and no log shows its value. {@link #headers()} does not
	 * change.
	 * @param name the name of the header
	 * @param value the value
	 * @throws IllegalArgumentException if the header cannot be sent, or frames the
	 * request: {@code Host}, {@code Connection}, {@code Content-Length} and
	 * {@code Transfer-Encoding}
	 */
	void setHeader(String name, String value);

}
