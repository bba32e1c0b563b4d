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

package dev.sessions.internal.cookie;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A file that is replaced atomically and, if the file system supports owners, readable by
 * its owner only. New content is first written to a sibling file with the suffix
 * {@code .tmp}. A symbolic link in place of the file is never followed, so the linked
 * file stays unchanged; links in the path of the folder are followed.
 */
final class PrivateFile {

	private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

	private final Path path;

	private final boolean posix;

	private PrivateFile(Path path) {
		this.path = path;
		this.posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
	}

	/**
	 * Return a file, which need not exist. Creates a missing folder.
	 * @param path the path
	 * @return the file
	 * @throws IOException if the file cannot be created or written
	 */
	static PrivateFile at(Path path) throws IOException {
		Path absolute = path.toAbsolutePath();
		Path name = absolute.getFileName();
		Path folder = absolute.getParent();
		if (name == null || folder == null || isNoFile(absolute)) {
			throw new FileNotFoundException("it is not a regular file");
		}
		if (!Files.isDirectory(folder)) {
			if (Files.exists(folder)) {
				throw new NotDirectoryException(folder.toString());
			}
			Files.createDirectories(folder);
		}
		Path real = folder.toRealPath().resolve(name);
		if (!Files.isWritable(real.resolveSibling("."))) {
			throw new FileNotFoundException("its folder cannot be written to");
		}
		return new PrivateFile(real);
	}

	private static boolean isNoFile(Path path) {
		return Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(path)
				&& !Files.isRegularFile(path);
	}

	Path path() {
		return this.path;
	}

	/**
	 * Return whether the path of the file is a symbolic link.
	 */
	boolean isLink() {
		return Files.isSymbolicLink(this.path);
	}

	/**
	 * Read the file, and restrict its permissions to the owner.
	 * @param maxSize the maximum size in bytes
	 * @return its content, or {@code null} if there is no file
	 * @throws IOException if the file cannot be read or exceeds the maximum size
	 */
	byte @Nullable [] read(int maxSize) throws IOException {
		if (!Files.isRegularFile(this.path, LinkOption.NOFOLLOW_LINKS)) {
			return null;
		}
		hide();
		try (InputStream in = Files.newInputStream(this.path, LinkOption.NOFOLLOW_LINKS)) {
			byte[] content = in.readNBytes(maxSize);
			if (in.read() >= 0) {
				throw new IOException("it has more than " + maxSize + " bytes");
			}
			return content;
		}
	}

	private void hide() {
		try {
			PosixFileAttributeView view = Files.getFileAttributeView(this.path, PosixFileAttributeView.class,
					LinkOption.NOFOLLOW_LINKS);
			if (view != null && !view.readAttributes().permissions().equals(OWNER_ONLY)) {
				view.setPermissions(OWNER_ONLY);
			}
		}
		catch (IOException ex) {
			// the file belongs to another owner until it is replaced
		}
	}

	/**
	 * Replace the file atomically: after a crash, it has either the old or the new
	 * content.
	 * @param content the new content
	 * @throws IOException if the file could not be replaced and keeps the old content
	 */
	void replace(byte[] content) throws IOException {
		Path successor = sibling(".tmp");
		Files.deleteIfExists(successor);
		try {
			try (FileChannel channel = FileChannel.open(successor,
					Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attributes())) {
				for (ByteBuffer rest = ByteBuffer.wrap(content); rest.hasRemaining();) {
					channel.write(rest);
				}
				channel.force(true);
			}
			move(successor);
		}
		catch (IOException | RuntimeException ex) {
			discard(successor);
			throw ex;
		}
	}

	private void move(Path successor) throws IOException {
		try {
			Files.move(successor, this.path, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (AtomicMoveNotSupportedException ex) {
			throw new IOException("the file system cannot replace a file atomically", ex);
		}
	}

	private FileAttribute<?>[] attributes() {
		return this.posix ? new FileAttribute<?>[] { PosixFilePermissions.asFileAttribute(OWNER_ONLY) }
				: new FileAttribute<?>[0];
	}

	private static void discard(Path successor) {
		try {
			Files.deleteIfExists(successor);
		}
		catch (IOException ex) {
			// the next replacement deletes it
		}
	}

	/**
	 * Rename the file to an unused name.
	 * @return its new path
	 * @throws IOException if it cannot be renamed
	 */
	Path setAside() throws IOException {
		Path aside = sibling(".corrupt");
		for (int i = 2; Files.exists(aside, LinkOption.NOFOLLOW_LINKS); i++) {
			aside = sibling(".corrupt-" + i);
		}
		return Files.move(this.path, aside);
	}

	private Path sibling(String suffix) {
		return this.path.resolveSibling(this.path.getFileName() + suffix);
	}

}
