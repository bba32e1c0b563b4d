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

package dev.sessions.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Assumptions;

/**
 * Finds installed programs that tests need. If one is not installed, the test is skipped
 * with a message; with {@code CI=true} in the environment it fails.
 */
final class Programs {

	private static final Set<String> SKIPPED = ConcurrentHashMap.newKeySet();

	private Programs() {
	}

	/**
	 * Return the path of a program.
	 * @param name its name
	 * @param debianPackage the package that contains it
	 */
	static Path require(String name, String debianPackage) {
		return Stream.concat(Arrays.stream(System.getenv("PATH").split(":", -1)), Stream.of("/usr/bin", "/usr/sbin"))
			.map((directory) -> Path.of(directory).resolve(name))
			.filter(Files::isExecutable)
			.findFirst()
			.orElseGet(() -> missing(name, debianPackage));
	}

	private static Path missing(String name, String debianPackage) {
		String message = name + " is not installed; on Debian: apt-get install " + debianPackage;
		if (Boolean.parseBoolean(System.getenv("CI"))) {
			throw new IllegalStateException(message);
		}
		if (SKIPPED.add(message)) {
			// Surefire prints the number of skipped tests, but not the reason
			System.err.println("Tests are skipped: " + message);
		}
		return Assumptions.abort(message);
	}

	/**
	 * A free port.
	 */
	static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
	}

}
