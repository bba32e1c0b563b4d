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

package dev.sessions.internal.auth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.sessions.testsupport.BackgroundCalls;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CredentialFiles}.
 */
@ExtendWith(OutputCaptureExtension.class)
class CredentialFilesTests {

	@TempDir
	private Path directory;

	private Path file;

	/**
	 * The clock of a JVM may start anywhere, even just before its overflow.
	 */
	private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

	private final AtomicInteger readings = new AtomicInteger();

	@BeforeEach
	void write() throws IOException {
		this.file = Files.writeString(this.directory.resolve("token"), "one\r\n");
	}

	@Test
	void checksOnceASecond() throws IOException {
		CredentialFiles<String> files = files(this.file);
		assertThat(files.current()).isEqualTo("one");
		Files.writeString(this.file, "changed");
		pass(999);
		assertThat(files.current()).isEqualTo("one");
		pass(1);
		assertThat(files.current()).isEqualTo("changed");
		assertThat(this.readings).hasValue(2);
	}

	@Test
	void doesNotReadUnchangedFile() {
		CredentialFiles<String> files = files(this.file);
		for (int i = 0; i < 5; i++) {
			pass(2000);
			assertThat(files.current()).isEqualTo("one");
		}
		assertThat(this.readings).hasValue(1);
	}

	@Test
	void detectsAnotherFileOfTheSameSizeAndTime() throws IOException {
		FileTime time = FileTime.from(Instant.EPOCH);
		Files.setLastModifiedTime(this.file, time);
		CredentialFiles<String> files = files(this.file);
		Path other = Files.writeString(this.directory.resolve("other"), "two\r\n");
		Files.setLastModifiedTime(other, time);
		Files.move(other, this.file, StandardCopyOption.ATOMIC_MOVE);
		pass(1000);
		assertThat(files.current()).isEqualTo("two");
	}

	@Test
	void detectsSwappedLinksOfKubernetes() throws IOException {
		Path mount = Files.createDirectory(this.directory.resolve("mount"));
		version(mount, "..1", "first");
		Files.createSymbolicLink(mount.resolve("..data"), Path.of("..1"));
		Files.createSymbolicLink(mount.resolve("token"), Path.of("..data/token"));
		CredentialFiles<String> files = files(mount.resolve("token"));
		assertThat(files.current()).isEqualTo("first");
		version(mount, "..2", "newer");
		Files.createSymbolicLink(mount.resolve("..tmp"), Path.of("..2"));
		Files.move(mount.resolve("..tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
		pass(1000);
		assertThat(files.current()).isEqualTo("newer");
	}

	private static void version(Path mount, String name, String token) throws IOException {
		Path version = Files.createDirectory(mount.resolve(name));
		Files.setLastModifiedTime(Files.writeString(version.resolve("token"), token), FileTime.from(Instant.EPOCH));
	}

	@Test
	void keepsKnownContentAndWarnsOnce(CapturedOutput output) throws IOException {
		CredentialFiles<String> files = files(this.file);
		Files.delete(this.file);
		for (int i = 0; i < 3; i++) {
			pass(1000);
			assertThat(files.current()).isEqualTo("one");
			assertThat(files.other("one"::equals)).isNull();
		}
		assertThat(output).containsOnlyOnce("The file " + this.file + " cannot be read: it does not exist");
		Files.writeString(this.file, "s3cret\0");
		pass(1000);
		assertThat(files.current()).isEqualTo("one");
		Files.writeString(this.file, "two");
		pass(1000);
		assertThat(files.current()).isEqualTo("two");
		Files.writeString(this.file, "");
		pass(1000);
		assertThat(files.current()).isEqualTo("two");
		assertThat(output).containsOnlyOnce("The file " + this.file + " cannot be used: nothing in it");
		assertThat(output).doesNotContain("s3cret");
	}

	@Test
	void rereadsAtOnceAfterRejection() throws IOException {
		CredentialFiles<String> files = files(this.file);
		assertThat(files.other("one"::equals)).isNull();
		Files.writeString(this.file, "two");
		assertThat(files.other("one"::equals)).isEqualTo("two");
		assertThat(files.other("one"::equals)).isEqualTo("two");
		assertThat(files.current()).isEqualTo("two");
		assertThat(this.readings).hasValue(3);
	}

	@ParameterizedTest
	@CsvSource({ "one,", "two, two" })
	void concurrentRejectionsReadOnce(String present, @Nullable String other) throws Exception {
		CredentialFiles<String> files = files(this.file);
		Files.writeString(this.file, present);
		int threads = 200;
		CyclicBarrier refused = new CyclicBarrier(threads);
		try (BackgroundCalls calls = new BackgroundCalls()) {
			List<Future<@Nullable String>> results = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				AtomicBoolean waited = new AtomicBoolean();
				results.add(calls.start(() -> files.other((content) -> {
					if (!waited.getAndSet(true)) {
						await(refused);
					}
					return content.equals("one");
				})));
			}
			for (Future<@Nullable String> result : results) {
				assertThat(result.get(30, TimeUnit.SECONDS)).isEqualTo(other);
			}
		}
		assertThat(this.readings).hasValue(2);
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await(30, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void readsSeveralFilesTogether() throws IOException {
		Path other = Files.writeString(this.directory.resolve("other"), "1");
		CredentialFiles<String> files = files(this.file, other);
		assertThat(files.current()).isEqualTo("one,1");
		Files.writeString(other, "2\n\n");
		pass(1000);
		assertThat(files.current()).isEqualTo("one,2");
	}

	@Test
	void rejectsUnusableFileAtStart() throws IOException {
		Path missing = this.directory.resolve("missing");
		assertRejected(missing, "cannot be read: it does not exist");
		assertRejected(Files.createSymbolicLink(this.directory.resolve("dangling"), missing),
				"cannot be read: it does not exist");
		assertRejected(this.directory, "cannot be read: it is a directory");
		assertRejected(Files.write(this.directory.resolve("large"), new byte[64 * 1024 + 1]),
				"cannot be used: it is larger than 64 KB");
		assertRejected(Files.createFile(this.directory.resolve("empty")), "cannot be used: nothing in it");
	}

	private void assertRejected(Path path, String fault) {
		assertThatIllegalArgumentException().isThrownBy(() -> files(path))
			.withMessageStartingWith("The file " + path + " " + fault);
	}

	private CredentialFiles<String> files(Path... paths) {
		List<CredentialFile<String>> files = Stream.of(paths)
			.map((path) -> new CredentialFile<>(path, this::check))
			.toList();
		return new CredentialFiles<>(files,
				() -> files.stream().map(CredentialFile::read).collect(Collectors.joining(",")), this.nanos::get);
	}

	private String check(String text) {
		this.readings.incrementAndGet();
		if (text.isEmpty() || text.indexOf('\0') >= 0) {
			throw new IllegalArgumentException("nothing in it");
		}
		return text;
	}

	private void pass(long millis) {
		this.nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
	}

}
