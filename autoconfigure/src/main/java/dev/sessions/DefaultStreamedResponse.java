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
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.sessions.internal.call.ExchangeContext;
import dev.sessions.internal.content.LineReader;
import dev.sessions.internal.content.StreamedBody;
import org.apache.hc.core5.http.HttpResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;

/**
 * A response whose head was read and whose body is streamed.
 */
final class DefaultStreamedResponse extends DefaultResponseHead implements StreamedResponse {

	private final ResponseFactory<Response> responses;

	private final StreamedBody body;

	private final long maxSize;

	private final Duration maxTime;

	/**
	 * Create a response.
	 * @param call the context of the call
	 * @param head the status and headers of the response
	 * @param responses creates a buffered response
	 * @param body the body
	 * @param maxSize the maximum size of a line or an event, and the maximum that is read
	 * of an error's body, in bytes
	 * @param maxTime the maximum time for a line
	 */
	DefaultStreamedResponse(ExchangeContext call, HttpResponse head, ResponseFactory<Response> responses,
			StreamedBody body, long maxSize, Duration maxTime) {
		super(call, head);
		this.responses = responses;
		this.body = body;
		this.maxSize = maxSize;
		this.maxTime = maxTime;
	}

	@Override
	public StreamedBody body() {
		return this.body;
	}

	@Override
	public Stream<String> lines() {
		MediaType type = contentType();
		Charset charset = (type != null) ? type.getCharset() : null;
		return stream(lineReader((charset != null) ? charset : StandardCharsets.UTF_8)::next);
	}

	@Override
	public Stream<ServerSentEvent> events() {
		return stream(new ServerSentEvents(lineReader(StandardCharsets.UTF_8))::next);
	}

	private LineReader lineReader(Charset charset) {
		return new LineReader(this.body, charset, this.maxSize, this.maxTime);
	}

	private static <T> Stream<T> stream(Source<T> source) {
		return StreamSupport.stream(new ElementSpliterator<>(source), false);
	}

	@Override
	public StreamedResponse raiseForStatus() {
		if (!ok()) {
			try {
				int most = (int) Math.min(this.maxSize, Integer.MAX_VALUE);
				this.responses.create(call(), head(), this.body.readNBytes(most)).raiseForStatus();
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}
		return this;
	}

	/**
	 * Reads the elements of a body.
	 */
	@FunctionalInterface
	private interface Source<T> {

		@Nullable T next() throws IOException;

	}

	/**
	 * A spliterator that reads each element on demand.
	 */
	private static final class ElementSpliterator<T> extends Spliterators.AbstractSpliterator<T> {

		private final Source<T> source;

		ElementSpliterator(Source<T> source) {
			super(Long.MAX_VALUE, ORDERED | NONNULL);
			this.source = source;
		}

		@Override
		public boolean tryAdvance(Consumer<? super T> action) {
			try {
				T next = this.source.next();
				if (next != null) {
					action.accept(next);
				}
				return next != null;
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
