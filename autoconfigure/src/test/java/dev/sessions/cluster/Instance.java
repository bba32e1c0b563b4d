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

package dev.sessions.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.sessions.testsupport.ChildJvm;

/**
 * An instance of an application in a separate JVM. Its commands are those of
 * {@link InstanceCommands}.
 */
final class Instance implements AutoCloseable {

	private static final int PATIENCE_SECONDS = 90;

	private final Path log;

	private final Process process;

	private final PrintStream input;

	private final Map<String, CompletableFuture<String>> results = new ConcurrentHashMap<>();

	private final AtomicInteger sent = new AtomicInteger();

	private Instance(Path log) throws IOException {
		this.log = log;
		this.process = ChildJvm.start(log, List.of(), InstanceProgram.class);
		this.input = new PrintStream(this.process.getOutputStream(), true, StandardCharsets.UTF_8);
		Thread reader = new Thread(this::read, "instance-output");
		reader.setDaemon(true);
		reader.start();
	}

	/**
	 * Start an instance, without a session.
	 * @param folder the directory for its log
	 * @return the instance, which may not be ready yet
	 */
	static Instance start(Path folder) {
		try {
			return new Instance(Files.createTempFile(folder, "instance", ".log"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read() {
		try (BufferedReader output = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8))) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				int space = line.indexOf(' ');
				CompletableFuture<String> result = this.results.get(line.substring(0, Math.max(0, space)));
				if (result != null) {
					result.complete(line.substring(space + 1));
				}
			}
		}
		catch (IOException ex) {
			// the instance has ended
		}
		this.results.values().forEach((result) -> result.completeExceptionally(new IllegalStateException("Ended")));
	}

	/**
	 * Send a command.
	 * @param words the command and its arguments
	 * @return its result, or a failure if the instance ends earlier
	 */
	CompletableFuture<String> send(String... words) {
		String number = String.valueOf(this.sent.incrementAndGet());
		CompletableFuture<String> result = new CompletableFuture<>();
		this.results.put(number, result);
		this.input.println(number + " " + String.join(" ", words));
		return result;
	}

	/**
	 * Execute a command.
	 * @param words the command and its arguments
	 * @return its result
	 */
	String ask(String... words) {
		return result(send(words));
	}

	/**
	 * Wait for the result of a command.
	 * @param sent the future returned by {@link #send}
	 * @return the result
	 */
	String result(CompletableFuture<String> sent) {
		try {
			String result = sent.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
			if (result.startsWith("FAILED")) {
				throw new IllegalStateException(result);
			}
			return result;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex + "\n" + log(), ex);
		}
	}

	/**
	 * Return the log of the instance so far.
	 * @return the text
	 */
	String log() {
		try {
			return Files.readString(this.log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Kill the instance without a shutdown.
	 */
	void kill() {
		this.process.destroyForcibly().onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
	}

	@Override
	public void close() {
		kill();
	}

}
