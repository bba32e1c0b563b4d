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
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The program of an instance. Each line of its input is a number and a command; the
 * result is a line of its output with the same number. Commands run concurrently. The
 * program ends with its input.
 */
public final class InstanceProgram {

	private final PrintStream output;

	private final InstanceCommands commands = new InstanceCommands();

	private InstanceProgram(PrintStream output) {
		this.output = output;
	}

	public static void main(String[] args) throws IOException {
		InstanceProgram program = new InstanceProgram(new PrintStream(System.out, true, StandardCharsets.UTF_8));
		System.setOut(System.err);
		((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.INFO);
		program.serve();
		System.exit(0);
	}

	private void serve() throws IOException {
		BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		for (String line = input.readLine(); line != null; line = input.readLine()) {
			List<String> words = Arrays.asList(line.split(" ", -1));
			new Thread(() -> run(words), "command").start();
		}
	}

	private void run(List<String> words) {
		String result;
		try {
			result = this.commands.run(words.get(1), words.subList(2, words.size()));
		}
		catch (Exception | Error ex) {
			result = "FAILED " + InstanceCommands.describe(ex);
		}
		synchronized (this.output) {
			this.output.println(words.get(0) + " " + result);
		}
	}

}
