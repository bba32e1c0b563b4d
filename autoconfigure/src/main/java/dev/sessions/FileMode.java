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
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * The POSIX permissions of a file, which are preserved when the file is replaced.
 * Immutable.
 */
final class FileMode {

	private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(PosixFilePermission.OWNER_READ,
			PosixFilePermission.OWNER_WRITE);

	private final @Nullable Set<PosixFilePermission> permissions;

	private FileMode(@Nullable Set<PosixFilePermission> permissions) {
		this.permissions = permissions;
	}

	/**
	 * Read the mode of a file.
	 * @param file the file, which need not exist
	 * @return its mode, or the system's default if the file does not exist or the file
	 * system has no POSIX permissions
	 * @throws IOException if it cannot be read
	 */
	static FileMode of(Path file) throws IOException {
		PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
		try {
			return new FileMode((view != null) ? view.readAttributes().permissions() : null);
		}
		catch (NoSuchFileException ex) {
			return new FileMode(null);
		}
	}

	/**
	 * Create a file that only its owner can read until {@link #giveTo} is called.
	 * @param file the file
	 * @return the file, open for writing
	 * @throws FileAlreadyExistsException if the file exists
	 * @throws IOException if it cannot be created
	 */
	SeekableByteChannel create(Path file) throws IOException {
		Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
		return (this.permissions != null)
				? Files.newByteChannel(file, options, PosixFilePermissions.asFileAttribute(OWNER_ONLY))
				: Files.newByteChannel(file, options);
	}

	/**
	 * Give a file this mode.
	 * @param file a file from {@link #create}
	 * @throws IOException if the permissions cannot be set
	 */
	void giveTo(Path file) throws IOException {
		if (this.permissions != null) {
			Files.setPosixFilePermissions(file, this.permissions);
		}
	}

}
