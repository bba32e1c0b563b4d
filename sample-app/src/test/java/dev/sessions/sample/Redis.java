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
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.springframework.util.FileSystemUtils;

/**
 * Debian's Redis on a free port of the loopback interface, without persistence.
 */
final class Redis implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final int port = Programs.freePort();

	private final Path directory = Files.createTempDirectory("redis");

	private final Process process;

	Redis() throws IOException {
		String program = Programs.require("redis-server", "redis-server").toString();
		this.process = new ProcessBuilder(program, "--port", String.valueOf(this.port), "--bind", "127.0.0.1", "--save",
				"", "--appendonly", "no")
			.directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(this.directory.resolve("log").toFile())
			.start();
		awaitPort();
	}

	private void awaitPort() throws IOException {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!isListening()) {
			if (!this.process.isAlive() || System.nanoTime() - end > 0) {
				close();
				throw new IOException("Redis does not listen at " + this.port);
			}
		}
	}

	private boolean isListening() {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	int port() {
		return this.port;
	}

	@Override
	public void close() throws IOException {
		this.process.destroyForcibly().onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
