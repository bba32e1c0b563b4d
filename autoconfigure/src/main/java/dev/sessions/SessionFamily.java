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

import dev.sessions.content.BodyReader;
import dev.sessions.content.BodyWriter;
import dev.sessions.transport.Transport;

import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.client.RestClient;

/**
 * What a session and its forks have in common. A fork that nobody uses yet is little more
 * than a reference to it.
 */
final class SessionFamily {

	private final String name;

	private final Transport transport;

	private final HttpMessageConverters converters;

	private final List<Consumer<RestClient.Builder>> restClientChanges;

	private final Failures failures;

	private final BodyReader bodyReader;

	private final BodyWriter bodyWriter;

	private final ReentrantLock changeLock = new ReentrantLock();

	SessionFamily(String name, Transport transport, HttpMessageConverters converters,
			List<Consumer<RestClient.Builder>> restClientChanges) {
		this.name = name;
		this.transport = transport;
		this.converters = converters;
		this.restClientChanges = restClientChanges;
		this.failures = new Failures(name, transport);
		transport.explainBy(this.failures::named);
		this.bodyReader = new BodyReader(converters);
		this.bodyWriter = new BodyWriter(converters);
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

	List<Consumer<RestClient.Builder>> restClientChanges() {
		return this.restClientChanges;
	}

	Failures failures() {
		return this.failures;
	}

	BodyReader bodyReader() {
		return this.bodyReader;
	}

	BodyWriter bodyWriter() {
		return this.bodyWriter;
	}

	/**
	 * Guards changes of a session. They are seldom, so one lock serves all.
	 */
	ReentrantLock changeLock() {
		return this.changeLock;
	}

}
