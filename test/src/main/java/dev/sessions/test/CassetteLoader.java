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

package dev.sessions.test;

import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.core.annotation.MergedAnnotations;
import org.springframework.core.annotation.MergedAnnotations.SearchStrategy;
import org.springframework.core.annotation.RepeatableContainers;
import org.springframework.test.context.TestContext;

/**
 * Inserts the cassettes of a test. Those of its method replace those of its class.
 */
final class CassetteLoader {

	private CassetteLoader() {
	}

	static void insert(TestContext testContext, MockSessions sessions, TestScope scope) {
		Map<MockSessionServer, Cassette> cassettes = new LinkedHashMap<>();
		for (Class<?> type = testContext.getTestClass(); type != null; type = type.getEnclosingClass()) {
			find(MergedAnnotations.from(type, SearchStrategy.TYPE_HIERARCHY,
					RepeatableContainers.standardRepeatables()), sessions)
				.forEach(cassettes::putIfAbsent);
		}
		cassettes.putAll(find(MergedAnnotations.from(testContext.getTestMethod(), SearchStrategy.TYPE_HIERARCHY,
				RepeatableContainers.standardRepeatables()), sessions));
		CassetteMode mode = CassetteMode.current();
		String test = testContext.getTestClass().getName() + "." + testContext.getTestMethod().getName();
		cassettes.forEach((server, cassette) -> {
			if (mode != CassetteMode.REPLAY) {
				// waits for the real API have to pass in real time
				server.clock().setJumping(false);
			}
			Recording recording = new Recording(CassetteFile.find(cassette.file(), testContext.getTestClass()), mode,
					new RequestComparison(cassette), test);
			if (mode != CassetteMode.REPLAY) {
				recording.secrets().learn(testContext.getApplicationContext().getEnvironment());
			}
			scope.insert(server, new CassetteExchanges(recording, server.session()));
		});
	}

	private static Map<MockSessionServer, Cassette> find(MergedAnnotations annotations, MockSessions sessions) {
		Map<MockSessionServer, Cassette> found = new LinkedHashMap<>();
		annotations.stream(Cassette.class).map((annotation) -> annotation.synthesize()).forEach((cassette) -> {
			if (found.putIfAbsent(sessions.server(cassette.session()), cassette) != null) {
				throw new IllegalStateException(
						"More than one @Cassette is given for the session '" + cassette.session() + "'");
			}
		});
		return found;
	}

}
