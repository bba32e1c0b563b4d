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

package dev.sessions.autoconfigure.internal.binding;

import java.lang.reflect.RecordComponent;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeReference;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.security.oauth2.client.endpoint.RestClientClientCredentialsTokenResponseClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionRuntimeHints}.
 */
class SessionRuntimeHintsTests {

	private final RuntimeHints hints = new RuntimeHints();

	SessionRuntimeHintsTests() {
		new SessionRuntimeHints().registerHints(this.hints, getClass().getClassLoader());
	}

	static Stream<Class<?>> blocks() {
		return Stream.concat(Stream.of(SessionProperties.class, MountProperties.class),
				blocks(SessionProperties.class));
	}

	private static Stream<Class<?>> blocks(Class<?> type) {
		return Stream.of(type.getRecordComponents())
			.<Class<?>>map(RecordComponent::getType)
			.filter(KnownKeys::isBlock)
			.flatMap((block) -> Stream.concat(Stream.of(block), blocks(block)));
	}

	@ParameterizedTest
	@MethodSource("blocks")
	void eachBlockCanBeBound(Class<?> type) {
		assertThat(RuntimeHintsPredicates.reflection().onType(type)).accepts(this.hints);
	}

	@Test
	void springSecurityIsFound() {
		assertThat(RuntimeHintsPredicates.reflection()
			.onType(TypeReference.of(RestClientClientCredentialsTokenResponseClient.class))).accepts(this.hints);
	}

}
