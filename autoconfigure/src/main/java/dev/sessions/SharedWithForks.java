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
import dev.sessions.internal.content.BodyWriter;
import dev.sessions.internal.content.MultipartConverter;
import dev.sessions.internal.content.ResponseBodyReader;
import org.jspecify.annotations.Nullable;

import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.client.RestClient;

/**
 * The parts that a session and its forks share. An unused fork is little more than a
 * reference to this object. Thread-safe.
 *
 * @param name the name of the session
 * @param transport the transport
 * @param converters the message converters
 * @param ownConverters the message converters, with the form converter replaced by one
 * that writes multipart bodies as the session does
 * @param restClientChanges the application's changes of the RestClient's builder
 * @param forkBy the resolver of the fork that a call of the session uses, or {@code null}
 * for none
 * @param failures translates failures
 * @param responses creates the responses of the verbs
 * @param bodyWriter writes bodies
 * @param changeLock is held while a session or a fork is changed
 */
record SharedWithForks(String name, Transport transport, HttpMessageConverters converters,
		List<HttpMessageConverter<?>> ownConverters, List<Consumer<RestClient.Builder>> restClientChanges,
		@Nullable ForkKeyResolver forkBy, FailureTranslator failures, ResponseFactory<Response> responses,
		BodyWriter bodyWriter, ReentrantLock changeLock) {

	static SharedWithForks of(String name, Transport transport, HttpMessageConverters converters,
			List<Consumer<RestClient.Builder>> restClientChanges, @Nullable ForkKeyResolver forkBy) {
		List<HttpMessageConverter<?>> ownConverters = MultipartConverter.replaceIn(converters);
		ResponseBodyReader bodyReader = new ResponseBodyReader(converters);
		return new SharedWithForks(name, transport, converters, ownConverters, restClientChanges, forkBy,
				new FailureTranslator(name, transport),
				(call, head, body) -> new DefaultResponse(call, head, body, name, bodyReader),
				new BodyWriter(ownConverters), new ReentrantLock());
	}

	/**
	 * Change a session or a fork. Changes are rare, so all of them share one lock.
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
	 * Change a session or a fork under the same lock.
	 */
	void change(Runnable change) {
		change(() -> {
			change.run();
			return true;
		});
	}

}
