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

package dev.sessions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.client.HttpClientErrorException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the mode of a downloaded file, before and after its completion.
 */
class DownloadModeTests {

	@TempDir
	private Path directory;

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final Session session = Session.builder("test").baseUrl(this.server.url()).build();

	@ParameterizedTest(name = "download-mode {0}")
	@ValueSource(strings = { "rw-------", "rw-r-----", "rw-rw-rw-", "rwxr-x---", "r--------" })
	void replacedFileKeepsItsMode(String mode) throws IOException {
		this.server.otherwise(Reply.ok("new"));
		Path target = old(mode);
		this.session.download("/file", target);
		assertThat(target).hasContent("new");
		assertThat(mode(target)).isEqualTo(mode);
	}

	// download-part-mode
	@Test
	void privateFileIsNeverReadableByOthers() throws IOException {
		this.server.otherwise(Reply.ok("new".repeat(100_000)));
		Path target = old("rw-------");
		List<String> modes = new ArrayList<>();
		this.session.download("/file", target,
				(request) -> request.onProgress((bytes, total) -> modes.addAll(allModes())));
		assertThat(modes).hasSizeGreaterThan(3).containsOnly("rw-------");
	}

	// download-mode-failed
	@Test
	void failedDownloadLeavesTheFileUnchanged() throws IOException {
		this.server.on("/none", Reply.status(404));
		this.server.on("/broken", Faults.truncatedBody());
		Path target = old("rw-------");
		FileTime time = FileTime.fromMillis(1_000_000);
		Files.setLastModifiedTime(target, time);
		assertThatExceptionOfType(HttpClientErrorException.NotFound.class)
			.isThrownBy(() -> this.session.download("/none", target));
		assertThatExceptionOfType(SessionException.class).isThrownBy(() -> this.session.download("/broken", target));
		assertThat(target).hasContent("old");
		assertThat(mode(target)).isEqualTo("rw-------");
		assertThat(Files.getLastModifiedTime(target)).isEqualTo(time);
		assertThat(this.directory).isDirectoryNotContaining("glob:**.part");
	}

	@Test
	void newFileHasTheModeOfAnyNewFile() throws IOException {
		this.server.otherwise(Reply.ok("new"));
		Path other = Files.createFile(this.directory.resolve("other"));
		assertThat(mode(this.session.download("/file", this.directory.resolve("target")))).isEqualTo(mode(other));
	}

	private Path old(String mode) throws IOException {
		Path file = Files.writeString(this.directory.resolve("target"), "old");
		return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
	}

	private List<String> allModes() {
		try (Stream<Path> files = Files.list(this.directory)) {
			List<String> modes = new ArrayList<>();
			for (Path file : files.toList()) {
				modes.add(mode(file));
			}
			return modes;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String mode(Path file) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
	}

}
