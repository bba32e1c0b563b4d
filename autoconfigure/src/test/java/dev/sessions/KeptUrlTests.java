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
import java.lang.ref.WeakReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests of the memory that a session uses for the URLs of its calls.
 */
class KeptUrlTests {

	private static final int URLS = 256;

	private static final int MAX_KEPT = 4 * 1024 * 1024;

	/**
	 * Does not record its requests.
	 */
	private final HttpServer server;

	KeptUrlTests() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
		this.server.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(204, -1);
			exchange.close();
		});
		this.server.start();
	}

	@AfterEach
	void stop() {
		this.server.stop(0);
	}

	@ParameterizedTest
	@MethodSource("urls")
	void isBoundedInBytes(int length, BiConsumer<Session, String> call) {
		String base = "http://127.0.0.1:" + this.server.getAddress().getPort();
		try (Session session = Session.builder("test").baseUrl(base).build()) {
			call.accept(session, base + "/warm-up");
			long before = used();
			for (int i = 0; i < URLS; i++) {
				call.accept(session, base + "/" + i + "x".repeat(length));
			}
			assertThat(used() - before).isLessThan(MAX_KEPT);
			session.get("/last");
		}
	}

	static Stream<Arguments> urls() {
		Named<BiConsumer<Session, String>> path = Named.of("urls-kept",
				(session, url) -> session.get(URI.create(url).getRawPath()));
		return Stream.of(Arguments.of(40_000, path),
				Arguments.of(40_000,
						Named.<BiConsumer<Session, String>>of("urls-kept-absolute",
								(session, url) -> session.post(url))),
				Arguments.of(40_000,
						Named.<BiConsumer<Session, String>>of("urls-kept-uri",
								(session, url) -> session.get(URI.create(url)))),
				Arguments.of(40_000,
						Named.<BiConsumer<Session, String>>of("urls-kept of the RestClient",
								(session, url) -> session.restClient().get().uri(url).retrieve().toBodilessEntity())),
				Arguments.of(500, path));
	}

	/**
	 * The used bytes after a garbage collection.
	 */
	private static long used() {
		WeakReference<Object> unreachable = new WeakReference<>(new Object());
		await().until(() -> {
			System.gc();
			return unreachable.get() == null;
		});
		return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
	}

}
