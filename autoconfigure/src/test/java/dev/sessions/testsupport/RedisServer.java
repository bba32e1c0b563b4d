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

package dev.sessions.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A Redis server on a free port of the loopback interface, without persistence. If Redis
 * is not installed, the test is skipped with a message; with {@code CI=true} in the
 * environment it fails.
 */
public final class RedisServer implements AutoCloseable {

	private final Path directory;

	private final List<String> command;

	private final int port;

	private ExternalProgram program;

	private RedisServer(Path directory, int port, List<String> command) throws IOException {
		this.directory = directory;
		this.port = port;
		this.command = command;
		this.program = launch();
	}

	/**
	 * Start a server and wait until it listens.
	 * @param options additional command line options, such as {@code --maxmemory}
	 * @return the running server, which the caller closes
	 */
	public static RedisServer start(String... options) {
		return start(ExternalProgram.freePort(), options);
	}

	/**
	 * Start a server that speaks TLS only.
	 * @param certificate a PEM file with its certificate
	 * @param key a PEM file with its key
	 * @return the running server, which the caller closes
	 */
	public static RedisServer startTls(Path certificate, Path key) {
		int port = ExternalProgram.freePort();
		return start(port, "--port", "0", "--tls-port", String.valueOf(port), "--tls-cert-file", certificate.toString(),
				"--tls-key-file", key.toString(), "--tls-ca-cert-file", certificate.toString(), "--tls-auth-clients",
				"no");
	}

	/**
	 * Start a node of a cluster, which has to be joined to the others.
	 * @return the running server, which the caller closes
	 */
	public static RedisServer startOfCluster() {
		// the nodes communicate 10,000 ports above, where Linux assigns no ephemeral
		// ports
		int port;
		do {
			port = ThreadLocalRandom.current().nextInt(51_000, 55_000);
		}
		while (!isFree(port) || !isFree(port + 10_000));
		return start(port, "--cluster-enabled", "yes");
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, Loopback.address())) {
			return socket.getLocalPort() == port;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private static RedisServer start(int port, String... options) {
		List<String> command = new ArrayList<>(List.of("redis-server", "--port", String.valueOf(port), "--bind",
				"127.0.0.1", "--save", "", "--appendonly", "no"));
		command.addAll(List.of(options));
		try {
			return new RedisServer(Files.createTempDirectory("redis"), port, command);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private ExternalProgram launch() throws IOException {
		return ExternalProgram.start(this.directory, this.port, this.command.toArray(String[]::new));
	}

	/**
	 * The port of the server, which is the same after a restart.
	 * @return the port number
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Stop the server. Its data is lost, and its port refuses connections.
	 */
	public void stop() {
		this.program.close();
	}

	/**
	 * Stop the server if it runs, and start it again without data on the same port.
	 */
	public void restart() {
		stop();
		try {
			this.program = launch();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Freeze the server: connections stay open and the system accepts new ones, but no
	 * command is answered.
	 */
	public void pause() {
		run("kill", "-STOP", String.valueOf(this.program.pid()));
	}

	/**
	 * Resume a frozen server.
	 */
	public void resume() {
		run("kill", "-CONT", String.valueOf(this.program.pid()));
	}

	/**
	 * Execute a command over a separate connection.
	 * @param arguments the command and its arguments
	 * @return the output of {@code redis-cli}, without leading and trailing white space
	 */
	public String cli(String... arguments) {
		List<String> line = new ArrayList<>(List.of(ExternalProgram.require("redis-cli").toString(), "-h", "127.0.0.1",
				"-p", String.valueOf(this.port)));
		line.addAll(List.of(arguments));
		return run(line.toArray(String[]::new));
	}

	private static String run(String... command) {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
			assertThat(process.waitFor()).as(output).isZero();
			return output;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Stop the server, even if it is frozen.
	 */
	@Override
	public void close() {
		stop();
	}

}
