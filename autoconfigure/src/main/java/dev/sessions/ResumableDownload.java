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
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

import dev.sessions.internal.content.ContentRange;
import dev.sessions.internal.content.StreamedBody;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * A download. It writes a temporary file in the folder of the target, and moves it to the
 * target when it is complete. If the connection breaks, it requests the rest (RFC 9110,
 * section 14), or the whole file if the server cannot confirm that the file is unchanged.
 */
final class ResumableDownload {

	private static final int BUFFER_SIZE = 64 * 1024;

	private final Path target;

	private final DownloadCalls calls;

	private final DownloadListener listener;

	private long bytes;

	private FileVersion version = new FileVersion(-1, null, null, "");

	private boolean broken;

	/**
	 * Create a download.
	 * @param target the target file
	 * @param calls the calls that request the file and its rest
	 * @param listener the listener for the progress
	 */
	ResumableDownload(Path target, DownloadCalls calls, DownloadListener listener) {
		this.target = target;
		this.calls = calls;
		this.listener = listener;
	}

	/**
	 * Download the file.
	 * @return the target
	 * @throws IllegalArgumentException if the target is not a file in an existing folder
	 */
	Path run() {
		requireFile(this.target);
		Path part = this.target.resolveSibling(".download-" + UUID.randomUUID() + ".part");
		try {
			FileMode mode = FileMode.of(this.target);
			try (SeekableByteChannel file = mode.create(part)) {
				fetch(file);
			}
			mode.giveTo(part);
			Files.move(part, this.target, StandardCopyOption.ATOMIC_MOVE);
			return this.target;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The download cannot be written to " + this.target, ex);
		}
		finally {
			delete(part);
		}
	}

	private static void requireFile(Path target) {
		Path parent = target.toAbsolutePath().getParent();
		if (parent == null || Files.isDirectory(target)) {
			throw new IllegalArgumentException("The target " + target + " is a folder; name a file in it");
		}
		if (!Files.isDirectory(parent)) {
			throw new IllegalArgumentException("The folder of the target " + target + " does not exist");
		}
	}

	private static void delete(Path part) {
		try {
			Files.deleteIfExists(part);
		}
		catch (IOException ex) {
			// the failure of the download itself is reported, not this one
		}
	}

	private void fetch(SeekableByteChannel file) {
		while (true) {
			this.broken = false;
			try {
				this.calls.get(this.bytes, this.version.validator(), (response) -> receive(response, file));
				return;
			}
			catch (SessionException ex) {
				if (!this.broken || !this.calls.awaitRetry(ex)) {
					throw ex;
				}
			}
		}
	}

	private @Nullable Void receive(StreamedResponse response, SeekableByteChannel file) throws IOException {
		StreamedBody body = ((DefaultStreamedResponse) response).body();
		int status = response.status().value();
		boolean asksForRest = this.bytes > 0 && this.version.validator() != null;
		if (asksForRest && status == HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE.value()) {
			throw beginAnew(body, "the server does not have the requested part");
		}
		response.raiseForStatus();
		ContentRange part = (asksForRest && status == HttpStatus.PARTIAL_CONTENT.value())
				? this.version.continuation(response, this.bytes) : null;
		if (part != null) {
			this.version = this.version.withTotalOf(part);
			copyTo(this.bytes + part.length(), body, file);
			return null;
		}
		boolean all = FileVersion.bringsAll(response, body.length());
		if (asksForRest && (!all || this.version.isContradictedBy(response, body.length(), this.bytes))) {
			throw beginAnew(body, "the server sent another part of the file than was requested");
		}
		if (!all) {
			throw body.failed(new ProtocolException("status " + status + " does not deliver the whole file"));
		}
		this.bytes = 0;
		this.version = FileVersion.of(response, body.length());
		copyTo(this.version.total(), body, file);
		return null;
	}

	/**
	 * Copy a body to the file and check its length. An interruption during a write, which
	 * closes the file, is one of the call.
	 * @param end the expected length of the file afterwards in bytes, or -1 if it is
	 * unknown
	 */
	private void copyTo(long end, StreamedBody body, SeekableByteChannel file) throws IOException {
		long total = this.version.total();
		try {
			copy(body, file, total);
		}
		catch (ClosedByInterruptException ex) {
			throw body.failed(new InterruptedIOException("interrupted"));
		}
		if (end >= 0 && this.bytes != end) {
			throw beginAnew(body, "the file has " + this.bytes + " bytes instead of " + end);
		}
		if (total >= 0 && this.bytes != total) {
			throw breakOff(body, "the file has " + this.bytes + " bytes instead of " + total);
		}
	}

	private void copy(StreamedBody body, SeekableByteChannel file, long total) throws IOException {
		byte[] buffer = new byte[BUFFER_SIZE];
		file.truncate(this.bytes).position(this.bytes);
		this.listener.progressed(this.bytes, total);
		for (int n = read(body, buffer); n >= 0; n = read(body, buffer)) {
			for (ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, n); chunk.hasRemaining();) {
				file.write(chunk);
			}
			this.bytes += n;
			this.listener.progressed(this.bytes, total);
		}
	}

	private int read(StreamedBody body, byte[] buffer) throws IOException {
		try {
			return body.read(buffer);
		}
		catch (IOException ex) {
			this.broken = true;
			throw ex;
		}
	}

	/**
	 * Discard the bytes received so far, because they may belong to another version.
	 */
	private IOException beginAnew(StreamedBody body, String reason) {
		this.version = this.version.withoutValidator();
		return breakOff(body, reason);
	}

	private IOException breakOff(StreamedBody body, String reason) {
		this.broken = true;
		return body.failed(new ProtocolException(reason));
	}

}
