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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.sessions.internal.auth.AuthorizationText;
import dev.sessions.internal.cookie.SharedValues;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;

/**
 * The default headers and credentials of a keyed fork, shared by all instances. Each
 * value consists of the version of its format and lines of text. Values of another
 * version are ignored. Thread-safe.
 */
final class SharedFork {

	private static final Logger logger = LoggerFactory.getLogger(SharedFork.class);

	private static final String VERSION = "2";

	private static final String HEADERS = "headers";

	private static final String CREDENTIALS = "auth";

	private final SharedValues values;

	private final Consumer<HttpHeaders> headers;

	private final Consumer<@Nullable Credentials> credentials;

	private final Supplier<SessionSettings> session;

	/**
	 * Share the headers and credentials of a fork.
	 * @param values the shared values
	 * @param headers the consumer of the headers that other instances have set and will
	 * set
	 * @param credentials the consumer of the credentials that they set
	 * @param session the initial settings of the fork after it was forgotten
	 */
	SharedFork(SharedValues values, Consumer<HttpHeaders> headers, Consumer<@Nullable Credentials> credentials,
			Supplier<SessionSettings> session) {
		this.values = values;
		this.headers = headers;
		this.credentials = credentials;
		this.session = session;
	}

	void begin() {
		this.values.listen(this::changed);
	}

	private void changed(String name, byte[] value) {
		try {
			List<String> lines = read(value);
			if (name.equals(HEADERS)) {
				changedHeaders(lines);
			}
			else if (name.equals(CREDENTIALS)) {
				changedCredentials(lines);
			}
		}
		catch (IllegalArgumentException ex) {
			logger.debug("The {} of a fork are not those of this version", name, ex);
		}
	}

	private void changedHeaders(@Nullable List<String> lines) {
		HttpHeaders headers = new HttpHeaders();
		if (lines == null) {
			headers = this.session.get().headers();
		}
		else {
			for (int i = 0; i + 1 < lines.size(); i += 2) {
				headers.add(lines.get(i), lines.get(i + 1));
			}
		}
		this.headers.accept(headers);
	}

	private void changedCredentials(@Nullable List<String> lines) {
		if (lines == null) {
			this.credentials.accept(this.session.get().credentials());
		}
		else {
			this.credentials.accept(lines.isEmpty() ? null : Credentials.of(AuthorizationText.read(lines)));
		}
	}

	/**
	 * Publish the headers that were set on this instance.
	 */
	void set(HttpHeaders headers) {
		List<String> lines = new ArrayList<>();
		headers.forEach(
				(name, values) -> values.forEach((value) -> lines.addAll(List.of(name, (value != null) ? value : ""))));
		this.values.put(HEADERS, write(lines));
	}

	/**
	 * Publish the credentials that were set on this instance, unless they are obtained
	 * from elsewhere.
	 */
	void set(@Nullable Credentials credentials) {
		List<String> lines = (credentials != null) ? AuthorizationText.write(credentials.authorization()) : List.of();
		if (lines != null) {
			this.values.put(CREDENTIALS, write(lines));
		}
	}

	private static byte[] write(List<String> lines) {
		return Stream.concat(Stream.of(VERSION), lines.stream())
			.collect(Collectors.joining("\n"))
			.getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Read the lines of a value.
	 * @return the lines, or {@code null} if the fork was forgotten
	 * @throws IllegalArgumentException if the value is of another version
	 */
	private static @Nullable List<String> read(byte[] bytes) {
		if (bytes.length == 0) {
			return null;
		}
		List<String> lines = Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\n", -1));
		if (!lines.get(0).equals(VERSION)) {
			throw new IllegalArgumentException("Unknown version");
		}
		return lines.subList(1, lines.size());
	}

}
