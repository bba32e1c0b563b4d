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

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.sessions.internal.client.Transport;
import dev.sessions.internal.content.BodyReader;
import dev.sessions.internal.content.BodyWriter;
import dev.sessions.internal.content.MultipartConverter;
import org.jspecify.annotations.Nullable;

import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.client.RestClient;

/**
 * The parts that a session and its forks share. An unused fork is little more than a
 * reference to this object. Thread-safe.
 */
final class SharedWithForks {

	private final String name;

	private final Transport transport;

	private final HttpMessageConverters converters;

	private final List<HttpMessageConverter<?>> ownConverters;

	private final List<Consumer<RestClient.Builder>> restClientChanges;

	private final @Nullable ForkKeyResolver forkBy;

	private final FailureTranslator failures;

	private final BodyReader bodyReader;

	private final BodyWriter bodyWriter;

	private final ReentrantLock changeLock = new ReentrantLock();

	SharedWithForks(String name, Transport transport, HttpMessageConverters converters,
			List<Consumer<RestClient.Builder>> restClientChanges, @Nullable ForkKeyResolver forkBy) {
		this.name = name;
		this.transport = transport;
		this.converters = converters;
		this.restClientChanges = restClientChanges;
		this.forkBy = forkBy;
		this.failures = new FailureTranslator(name, transport);
		this.ownConverters = MultipartConverter.replaceIn(converters);
		this.bodyReader = new BodyReader(converters);
		this.bodyWriter = new BodyWriter(this.ownConverters);
	}

	String name() {
		return this.name;
	}

	Transport transport() {
		return this.transport;
	}

	HttpMessageConverters converters() {
		return this.converters;
	}

	/**
	 * The message converters, with the form converter replaced by one that writes
	 * multipart bodies as the session does.
	 */
	List<HttpMessageConverter<?>> ownConverters() {
		return this.ownConverters;
	}

	List<Consumer<RestClient.Builder>> restClientChanges() {
		return this.restClientChanges;
	}

	/**
	 * Tells which fork a call of the session uses, or {@code null} if it uses none.
	 */
	@Nullable ForkKeyResolver forkBy() {
		return this.forkBy;
	}

	FailureTranslator failures() {
		return this.failures;
	}

	BodyReader bodyReader() {
		return this.bodyReader;
	}

	BodyWriter bodyWriter() {
		return this.bodyWriter;
	}

	/**
	 * Changes a session or a fork. Changes are rare, so all of them share one lock.
	 */
	<T> T change(Supplier<T> change) {
		this.changeLock.lock();
		try {
			return change.get();
		}
		finally {
			this.changeLock.unlock();
		}
	}

	/**
	 * Changes a session or a fork, likewise.
	 */
	void change(Runnable change) {
		change(() -> {
			change.run();
			return true;
		});
	}

}
