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
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * An installed server program that listens on a port of the loopback interface until it
 * is closed. If the program is not installed, the test is skipped with a message; with
 * {@code CI=true} in the environment it fails.
 */
public final class ExternalProgram implements AutoCloseable {

	private static final Set<String> SKIPPED = ConcurrentHashMap.newKeySet();

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final Process process;

	private final Path output;

	private final int port;

	private ExternalProgram(Process process, Path output, int port) {
		this.process = process;
		this.output = output;
		this.port = port;
	}

	/**
	 * Start a program and wait until it listens.
	 * @param directory the directory for its output
	 * @param port the port on which it is configured to listen
	 * @param command its name or path and its arguments
	 * @return the running program, which the caller closes
	 * @throws IOException if it does not start
	 */
	public static ExternalProgram start(Path directory, int port, String... command) throws IOException {
		List<String> arguments = new ArrayList<>(Arrays.asList(command));
		Path path = require(command[0]);
		arguments.set(0, path.toString());
		Path output = Files.createTempFile(directory, path.getFileName().toString(), ".log");
		Process process = new ProcessBuilder(arguments).directory(directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		ExternalProgram program = new ExternalProgram(process, output, port);
		try {
			program.awaitPort();
		}
		catch (IOException | RuntimeException ex) {
			program.close();
			throw ex;
		}
		return program;
	}

	/**
	 * Return the path of a program that a test requires.
	 * @param name its name, which is also that of its Debian package
	 * @return the path
	 */
	public static Path require(String name) {
		Path program = find(name);
		return (program != null) ? program : missing("The program " + name, name);
	}

	/**
	 * Skip the test because a requirement is missing, or fail with {@code CI=true}.
	 * @param what the missing requirement
	 * @param debianPackage the package that contains it
	 * @return nothing
	 */
	static Path missing(String what, String debianPackage) {
		String message = what + " is not installed; on Debian: apt-get install " + debianPackage;
		if (Boolean.parseBoolean(System.getenv("CI"))) {
			throw new IllegalStateException(message);
		}
		if (SKIPPED.add(message)) {
			// Surefire prints the number of skipped tests, but not the reason
			System.err.println("Tests are skipped: " + message);
		}
		return Assumptions.abort(message);
	}

	private static @Nullable Path find(String name) {
		Stream<String> path = Stream.concat(Arrays.stream(System.getenv("PATH").split(":", -1)),
				Stream.of("/usr/sbin", "/usr/local/sbin"));
		return path.map((directory) -> Path.of(directory).resolve(name))
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(null);
	}

	/**
	 * A free port.
	 * @return the port number
	 */
	public static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, Loopback.address())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void awaitPort() throws IOException {
		long end = System.nanoTime() + PATIENCE.toNanos();
		while (!isListening()) {
			try {
				boolean ended = this.process.waitFor(20, TimeUnit.MILLISECONDS);
				if (ended || System.nanoTime() > end) {
					throw new IOException("Not listening: " + this.process.info().command().orElse("") + "\n"
							+ Files.readString(this.output));
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new IOException("Interrupted", ex);
			}
		}
	}

	private boolean isListening() {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(Loopback.address(), this.port), 1000);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	public int port() {
		return this.port;
	}

	/**
	 * The process ID.
	 * @return the process ID
	 */
	long pid() {
		return this.process.pid();
	}

	/**
	 * Stop the program and its child processes, and wait for their end.
	 */
	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroyForcibly);
		this.process.destroyForcibly().onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
	}

}
