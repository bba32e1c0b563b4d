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
 * An answer whose body is still coming in. It lives as long as the {@link ResponseReader}
 * that it was given to, and belongs to its thread.
 *
 * <p>
 * Its body can be read once, in one of the ways below. It may be of any size, as it is
 * not held in memory; only a line or an event is, and may be at most as long as
 * {@code limits.max-response-size}. A server that is silent for longer than the read
 * timeout, or takes longer than that for a line, ends the call with a
 * {@link ReadTimeoutException}.
 */
public interface StreamedResponse extends ResponseHead {

	/**
	 * The body, decoded, as it comes in.
	 * @return the stream, empty if there is no body; closing it is not needed
	 */
	InputStream body();

	/**
	 * The body as lines, in the charset of its content type, else UTF-8.
	 * @return the lines, without their ends, each when it has come in
	 */
	Stream<String> lines();

	/**
	 * The body as server-sent events, read as the HTML standard says, in UTF-8.
	 * @return the events, each when it has come in
	 */
	Stream<ServerSentEvent> events();

	/**
	 * Fail if the status is an error, with the body read as far as
	 * {@code limits.max-response-size} allows.
	 */
	@Override
	StreamedResponse raiseForStatus();

}
