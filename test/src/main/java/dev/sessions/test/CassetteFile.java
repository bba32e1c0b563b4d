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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.CodeSource;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.ReflectionUtils;

/**
 * The file of a recording.
 *
 * @param name the name in the annotation
 * @param path the path that the recording is written to
 * @param testClass the test class; its class path is searched if the path does not exist
 */
record CassetteFile(String name, Path path, Class<?> testClass) {

	private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

	private static final Path RESOURCES = Path.of("src", "test", "resources");

	/**
	 * Find a file among the resources of the tests, in the module of the test class.
	 */
	static CassetteFile find(String name, Class<?> testClass) {
		if (name.isBlank() || Path.of(name).isAbsolute() || name.contains("..")) {
			throw new IllegalStateException(
					"The file of a cassette must be a path below src/test/resources, but is '" + name + "'");
		}
		return new CassetteFile(name, module(testClass).resolve(RESOURCES).resolve(name), testClass);
	}

	/**
	 * Return the directory of the module, above {@code target/test-classes} and the like.
	 */
	private static Path module(Class<?> testClass) {
		CodeSource source = testClass.getProtectionDomain().getCodeSource();
		try {
			Path folder = (source != null) ? Path.of(source.getLocation().toURI()) : null;
			while (folder != null && !Files.isDirectory(folder.resolve(RESOURCES))) {
				folder = folder.getParent();
			}
			return (folder != null) ? folder : Path.of("").toAbsolutePath();
		}
		catch (URISyntaxException | IllegalArgumentException ex) {
			return Path.of("").toAbsolutePath();
		}
	}

	/**
	 * Read the recording.
	 * @return the recording, or {@code null} if there is none
	 */
	@Nullable HarLog read() {
		try (InputStream in = open()) {
			return (in != null) ? HarLog.of(JSON.readTree(in), this.name) : null;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private @Nullable InputStream open() throws IOException {
		return Files.exists(this.path) ? Files.newInputStream(this.path)
				: this.testClass.getClassLoader().getResourceAsStream(this.name);
	}

	/**
	 * Change the recording, while no other JVM does.
	 */
	void change(Change change) throws IOException {
		String id = System.getProperty("user.name") + this.path.toAbsolutePath().normalize();
		Path lock = Path.of(System.getProperty("java.io.tmpdir"),
				"cassette-" + UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)) + ".lock");
		try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
			// released with the channel
			channel.lock();
			change.run();
		}
	}

	/**
	 * Return whether a test exists.
	 * @param test the name of its class and method
	 */
	boolean hasTest(String test) {
		int dot = test.lastIndexOf('.');
		try {
			return dot > 0 && Stream
				.of(ReflectionUtils.getAllDeclaredMethods(
						Class.forName(test.substring(0, dot), false, this.testClass.getClassLoader())))
				.anyMatch((method) -> method.getName().equals(test.substring(dot + 1)));
		}
		catch (ClassNotFoundException | LinkageError | IllegalStateException ex) {
			return false;
		}
	}

	/**
	 * Write the recording atomically.
	 */
	void write(HarLog log) throws IOException {
		Path folder = this.path.getParent();
		Files.createDirectories(folder);
		Path temporary = Files.createTempFile(folder, "cassette", ".tmp");
		try {
			Files.writeString(temporary, JSON.writeValueAsString(log.toJson()) + "\n");
			Files.move(temporary, this.path, StandardCopyOption.REPLACE_EXISTING);
		}
		finally {
			Files.deleteIfExists(temporary);
		}
	}

	/**
	 * A change of the file.
	 */
	@FunctionalInterface
	interface Change {

		void run() throws IOException;

	}

}
