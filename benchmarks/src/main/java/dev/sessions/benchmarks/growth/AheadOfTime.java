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

package dev.sessions.benchmarks.growth;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

import dev.sessions.benchmarks.worker.Worker;
import dev.sessions.benchmarks.worker.WorkerProcess;

import org.springframework.boot.SpringApplicationAotProcessor;
import org.springframework.context.aot.AbstractAotProcessor.Settings;

/**
 * Runs Spring's ahead-of-time processing for the application of {@link StartWorker}, as a
 * build does, and answers with the jar of the generated classes.
 */
public final class AheadOfTime {

	private AheadOfTime() {
	}

	/**
	 * Process an application.
	 * @param sessions the number of its sessions
	 * @param directory the directory of the files
	 * @return the jar of the generated classes
	 * @throws IOException if processing fails
	 */
	static Path process(int sessions, Path directory) throws IOException {
		try (WorkerProcess worker = WorkerProcess.start(AheadOfTime.class, List.of(), Integer.toString(sessions),
				directory.toString())) {
			return Path.of(worker.text());
		}
	}

	public static void main(String[] args) throws IOException {
		Worker worker = new Worker();
		Path directory = Path.of(args[1]);
		Path sources = directory.resolve("sources");
		Path classes = directory.resolve("classes");
		Settings settings = Settings.builder()
			.sourceOutput(sources)
			.resourceOutput(classes)
			.classOutput(classes)
			.groupId("dev.sessions")
			.artifactId("start")
			.build();
		new SpringApplicationAotProcessor(StartWorker.class, settings, new String[] { args[0] }).process();
		compile(sources, classes);
		worker.answer(jar(classes, directory.resolve("generated.jar")).toString());
		System.exit(0);
	}

	private static void compile(Path sources, Path classes) throws IOException {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-nowarn", "-d", classes.toString(), "-cp",
				classes + System.getProperty("path.separator") + System.getProperty("java.class.path")));
		arguments.addAll(files(sources).stream().map(Path::toString).toList());
		int status = compiler.run(null, OutputStream.nullOutputStream(), null, arguments.toArray(String[]::new));
		if (status != 0) {
			throw new IOException("The generated sources cannot be compiled");
		}
	}

	/**
	 * The JDK's AOT cache accepts only classes from jars.
	 */
	private static Path jar(Path classes, Path file) throws IOException {
		try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
			for (Path each : files(classes)) {
				jar.putNextEntry(new JarEntry(classes.relativize(each).toString().replace('\\', '/')));
				Files.copy(each, jar);
			}
		}
		return file;
	}

	private static List<Path> files(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			return files.filter(Files::isRegularFile).toList();
		}
	}

}
