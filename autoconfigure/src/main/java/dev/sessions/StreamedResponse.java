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

import java.io.InputStream;
import java.util.stream.Stream;

/**
 * A response whose body is streamed. It is valid until its {@link ResponseReader}
 * returns, and is confined to the reader's thread.
 *
 * <p>
 * The body can be read once, with one of the methods below. Its size is not limited,
 * because it is not held in memory; a single line or event may be at most
 * {@code limits.max-response-size} long. If the server is silent for longer than the read
 * timeout, or a line takes longer than that, the call fails with a
 * {@link ReadTimeoutException}.
 */
public interface StreamedResponse extends ResponseHead {

	/**
	 * Return the decoded body.
	 * @return the stream, empty if there is no body; it need not be closed
	 */
	InputStream body();

	/**
	 * Return the body as lines, decoded with the charset of its content type, else UTF-8.
	 * @return the lines without their terminators, each available as soon as it is
	 * received
	 */
	Stream<String> lines();

	/**
	 * Return the body as server-sent events (HTML standard, section 9.2), decoded with
	 * UTF-8.
	 * @return the events, each available as soon as it is received
	 */
	Stream<ServerSentEvent> events();

	/**
	 * Throw an exception if the status is an error. The exception contains the body, up
	 * to {@code limits.max-response-size}.
	 */
	@Override
	StreamedResponse raiseForStatus();

}
