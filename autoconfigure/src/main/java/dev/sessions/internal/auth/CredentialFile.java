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

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

/**
 * A file that contains a secret.
 *
 * @param <V> the type of its parsed content
 * @param path the path of the file
 * @param reader parses the text, or throws an {@link IllegalArgumentException} if the
 * text is not usable
 */
record CredentialFile<V>(Path path, Function<String, V> reader) {

	private static final int MAX_BYTES = 64 * 1024;

	/**
	 * Return the metadata that identifies the content without reading it. It includes the
	 * path with links resolved, because Kubernetes replaces a mounted secret by changing
	 * a link.
	 * @return the metadata
	 * @throws IOException if the file does not exist
	 */
	Metadata metadata() throws IOException {
		Path real = this.path.toRealPath();
		BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
		return new Metadata(real, attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
	}

	/**
	 * Read the file, without trailing line breaks.
	 * @return the parsed content
	 * @throws IllegalArgumentException if the file cannot be read or parsed
	 */
	V read() {
		byte[] bytes = bytes();
		if (bytes.length > MAX_BYTES) {
			throw new IllegalArgumentException(
					"The file " + this.path + " cannot be used: it is larger than 64 KB, so it is no credential");
		}
		String text = new String(bytes, StandardCharsets.UTF_8);
		int end = text.length();
		while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
			end--;
		}
		try {
			return this.reader.apply(text.substring(0, end));
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("The file " + this.path + " cannot be used: " + ex.getMessage(), ex);
		}
	}

	private byte[] bytes() {
		// an interrupt would close an NIO channel
		try (InputStream in = new FileInputStream(this.path.toFile())) {
			return in.readNBytes(MAX_BYTES + 1);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("The file " + this.path + " cannot be read: " + reason(ex), ex);
		}
	}

	private String reason(IOException failure) {
		if (!Files.exists(this.path)) {
			return "it does not exist";
		}
		if (Files.isDirectory(this.path)) {
			return "it is a directory";
		}
		return Files.isReadable(this.path) ? failure.getClass().getSimpleName() : "access is denied";
	}

	/**
	 * Metadata of a file.
	 *
	 * @param path the path with links resolved
	 * @param key the file system's identifier of the file, or {@code null} if there is
	 * none
	 * @param modified the time of the last change
	 * @param size the size in bytes
	 */
	record Metadata(Path path, @Nullable Object key, FileTime modified, long size) {

	}

}
