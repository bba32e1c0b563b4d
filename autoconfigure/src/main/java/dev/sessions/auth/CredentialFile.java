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

package dev.sessions.auth;

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
 * A file with a secret in it.
 *
 * @param <V> what is made of its text
 * @param path where it is
 * @param reader makes it, or throws an {@link IllegalArgumentException} if the text
 * cannot be used
 */
record CredentialFile<V>(Path path, Function<String, V> reader) {

	private static final int MAX_BYTES = 64 * 1024;

	/**
	 * What tells one content from another without reading it. The path without links is
	 * part of it, as Kubernetes changes a mounted secret by changing a link.
	 * @return the mark
	 * @throws IOException if there is no such file
	 */
	Mark mark() throws IOException {
		Path real = this.path.toRealPath();
		BasicFileAttributes attributes = Files.readAttributes(real, BasicFileAttributes.class);
		return new Mark(real, attributes.fileKey(), attributes.lastModifiedTime(), attributes.size());
	}

	/**
	 * What the file says, without the end of its last line.
	 * @return what was made of it
	 * @throws IllegalArgumentException if it cannot be read or used
	 */
	V read() {
		byte[] bytes = bytes();
		if (bytes.length > MAX_BYTES) {
			throw new IllegalArgumentException(
					"The file " + this.path + " cannot be used: it is larger than 64 KB, so it holds something else");
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
		// not by a channel, which an interrupted thread would close
		try (InputStream in = new FileInputStream(this.path.toFile())) {
			return in.readNBytes(MAX_BYTES + 1);
		}
		catch (IOException ex) {
			throw new IllegalArgumentException("The file " + this.path + " cannot be read: " + reason(ex), ex);
		}
	}

	private String reason(IOException failure) {
		if (!Files.exists(this.path)) {
			return "there is none";
		}
		if (Files.isDirectory(this.path)) {
			return "it is a directory";
		}
		return Files.isReadable(this.path) ? failure.getClass().getSimpleName() : "access is denied";
	}

	/**
	 * A file's outside.
	 *
	 * @param path the path without links
	 * @param key the file system's own name of the file
	 * @param modified when it was changed
	 * @param size its size
	 */
	record Mark(Path path, @Nullable Object key, FileTime modified, long size) {

	}

}
