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

package dev.sessions.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the installed Redis on a free port of the loopback interface, without persistence.
 */
public final class RedisProcess implements AutoCloseable {

	private final String program;

	private final int port;

	private Process process;

	private RedisProcess(String program, int port) throws IOException {
		this.program = program;
		this.port = port;
		this.process = launch();
	}

	/**
	 * Start Redis and wait until it listens.
	 * @return the running Redis
	 * @throws IOException if it does not start
	 * @throws IllegalStateException if it is not installed
	 */
	public static RedisProcess start() throws IOException {
		String program = Program.find("redis-server")
			.orElseThrow(() -> new IllegalStateException(
					"redis-server is not on the PATH; on Debian: apt-get install redis-server"));
		return new RedisProcess(program, Program.freePort());
	}

	private Process launch() throws IOException {
		return Program.launch(this.port, List.of(this.program, "--port", String.valueOf(this.port), "--bind",
				"127.0.0.1", "--save", "", "--appendonly", "no"));
	}

	/**
	 * The port, which is the same after a restart.
	 * @return the port number
	 */
	public int port() {
		return this.port;
	}

	/**
	 * The number of open connections.
	 * @return the number of connections, without the one that counts them
	 * @throws IOException if Redis does not answer
	 */
	public int connections() throws IOException {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.getOutputStream().write("CLIENT LIST\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
			String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
			return (int) answer.lines().filter((line) -> line.startsWith("id=")).count() - 1;
		}
	}

	/**
	 * Freeze Redis: connections stay open, but requests are not answered.
	 * @throws IOException if that fails
	 */
	public void pause() throws IOException {
		signal("-STOP");
	}

	/**
	 * Resume after a pause.
	 * @throws IOException if that fails
	 */
	public void resume() throws IOException {
		signal("-CONT");
	}

	private void signal(String signal) throws IOException {
		try {
			int status = new ProcessBuilder("kill", signal, String.valueOf(this.process.pid())).start().waitFor();
			if (status != 0) {
				throw new IOException("kill " + signal + " failed");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

	/**
	 * Stop Redis: its port refuses connections, and all data is lost.
	 */
	public void stop() {
		this.process.destroyForcibly().onExit().orTimeout(Program.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
	}

	/**
	 * Start it again after a stop, without data, on the same port.
	 * @throws IOException if it does not start
	 */
	public void startAgain() throws IOException {
		this.process = launch();
	}

	@Override
	public void close() {
		stop();
	}

}
