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

package dev.sessions.cookie;

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
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * A file that is replaced as a whole, or not at all, and that only its owner may read
 * where the file system knows owners. Its successor is written beside it first, with the
 * name and {@code .tmp}.
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
	 * A file, which need not be there yet. Its folder is made if it is missing.
	 * @param path the path, perhaps through links
	 * @return the file
	 * @throws IOException if there cannot be such a file
	 */
	static PrivateFile at(Path path) throws IOException {
		Path absolute = path.toAbsolutePath();
		Path name = absolute.getFileName();
		Path folder = absolute.getParent();
		if (name == null || folder == null || (Files.exists(absolute) && !Files.isRegularFile(absolute))) {
			throw new FileNotFoundException("it is a folder or another thing that is no file");
		}
		if (!Files.isDirectory(folder)) {
			if (Files.exists(folder)) {
				throw new NotDirectoryException(folder.toString());
			}
			Files.createDirectories(folder);
		}
		Path real = Files.exists(absolute) ? absolute.toRealPath() : folder.toRealPath().resolve(name);
		if (!Files.isWritable(real.resolveSibling("."))) {
			throw new FileNotFoundException("its folder cannot be written to");
		}
		return new PrivateFile(real);
	}

	Path path() {
		return this.path;
	}

	/**
	 * Read the file, and see to it that nobody else does.
	 * @param maxSize the bytes it may have
	 * @return what is in it, or {@code null} if there is none
	 * @throws IOException if it cannot be read or has more
	 */
	byte @Nullable [] read(int maxSize) throws IOException {
		if (!Files.exists(this.path)) {
			return null;
		}
		try (InputStream in = Files.newInputStream(this.path)) {
			byte[] content = in.readNBytes(maxSize);
			if (in.read() >= 0) {
				throw new IOException("it has more than " + maxSize + " bytes");
			}
			hide();
			return content;
		}
	}

	private void hide() {
		try {
			if (this.posix && !Files.getPosixFilePermissions(this.path).equals(OWNER_ONLY)) {
				Files.setPosixFilePermissions(this.path, OWNER_ONLY);
			}
		}
		catch (IOException ex) {
			// it belongs to somebody else, until it is replaced
		}
	}

	/**
	 * Replace the file. Whatever happens meanwhile, the old or the new one is there.
	 * @param content what is to be in it
	 * @throws IOException if the old one is still there
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
			throw new IOException("the file system cannot replace a file at once", ex);
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
			// the next one deletes it
		}
	}

	/**
	 * Give the file another name, that of none before it.
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
