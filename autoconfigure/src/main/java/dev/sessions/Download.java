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
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

import dev.sessions.content.ContentRange;
import dev.sessions.content.StreamedBody;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * One download: into a file beside the target, which takes the target's place when it is
 * whole. Where the connection breaks, the rest is asked for (RFC 9110, section 14), or
 * all of it if the server cannot say that it still has the same file.
 */
final class Download {

	private static final int BUFFER_SIZE = 64 * 1024;

	private final Path target;

	private final Source source;

	private final Patience patience;

	private final DownloadListener listener;

	private long bytes;

	private long total = -1;

	private @Nullable Validator validator;

	private boolean broken;

	/**
	 * Create a download.
	 * @param target the file to be
	 * @param source sends the requests
	 * @param patience says whether it goes on after a failure
	 * @param listener is told how far it is
	 */
	Download(Path target, Source source, Patience patience, DownloadListener listener) {
		this.target = target;
		this.source = source;
		this.patience = patience;
		this.listener = listener;
	}

	/**
	 * Make sure that there can be such a file.
	 */
	static Path requireTarget(Path target) {
		Path parent = target.toAbsolutePath().getParent();
		if (parent == null || Files.isDirectory(target)) {
			throw new IllegalArgumentException("The target " + target + " is a folder; name a file in it");
		}
		if (!Files.isDirectory(parent)) {
			throw new IllegalArgumentException("The folder of the target " + target + " does not exist");
		}
		return target;
	}

	Path run() {
		Path part = this.target.resolveSibling(".download-" + UUID.randomUUID() + ".part");
		try {
			try (SeekableByteChannel file = Files.newByteChannel(part, StandardOpenOption.CREATE_NEW,
					StandardOpenOption.WRITE)) {
				fetch(file);
			}
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

	private static void delete(Path part) {
		try {
			Files.deleteIfExists(part);
		}
		catch (IOException ex) {
			// what made the download fail is what the caller must know
		}
	}

	private void fetch(SeekableByteChannel file) {
		while (true) {
			this.broken = false;
			try {
				this.source.get(this.bytes, this.validator, (response) -> receive(response, file));
				return;
			}
			catch (SessionException ex) {
				if (!this.broken || !this.patience.goesOn()) {
					throw ex;
				}
			}
		}
	}

	private @Nullable Void receive(StreamedResponse response, SeekableByteChannel file) throws IOException {
		StreamedBody body = ((DefaultStreamedResponse) response).body();
		HttpStatus status = HttpStatus.resolve(response.status().value());
		boolean rest = this.bytes > 0 && this.validator != null;
		if (rest && (status == HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE
				|| (status == HttpStatus.PARTIAL_CONTENT && !continues(response)))) {
			this.validator = null;
			throw breakOff(body, "the server sent another part of the file than was asked for");
		}
		response.raiseForStatus();
		if (!response.status().is2xxSuccessful() || (status == HttpStatus.PARTIAL_CONTENT && !rest)) {
			throw body.failed(new ProtocolException("status " + response.status().value() + " brings no whole file"));
		}
		if (status != HttpStatus.PARTIAL_CONTENT) {
			this.bytes = 0;
			this.total = body.length();
			this.validator = Validator.of(response.headers());
		}
		file.truncate(this.bytes).position(this.bytes);
		copy(body, file);
		return null;
	}

	private boolean continues(StreamedResponse response) {
		ContentRange range = ContentRange.of(response.headers());
		if (range == null || range.first() != this.bytes || this.validator == null
				|| !this.validator.allows(response.headers())) {
			return false;
		}
		if (this.total < 0) {
			this.total = range.total();
		}
		return range.total() < 0 || range.total() == this.total;
	}

	private void copy(StreamedBody body, SeekableByteChannel file) throws IOException {
		byte[] buffer = new byte[BUFFER_SIZE];
		this.listener.progressed(this.bytes, this.total);
		for (int n = read(body, buffer); n >= 0; n = read(body, buffer)) {
			for (ByteBuffer some = ByteBuffer.wrap(buffer, 0, n); some.hasRemaining();) {
				file.write(some);
			}
			this.bytes += n;
			this.listener.progressed(this.bytes, this.total);
		}
		if (this.total >= 0 && this.bytes != this.total) {
			throw breakOff(body, "the file has " + this.bytes + " bytes in place of " + this.total);
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

	private IOException breakOff(StreamedBody body, String reason) {
		this.broken = true;
		return body.failed(new ProtocolException(reason));
	}

	/**
	 * Sends the requests of a download.
	 */
	@FunctionalInterface
	interface Source {

		/**
		 * Ask for a file.
		 * @param offset how much of it is there
		 * @param validator what the rest must belong to
		 * @param reader reads the answer
		 */
		void get(long offset, @Nullable Validator validator, ResponseReader<@Nullable Void> reader);

	}

	/**
	 * How long a download is worth trying.
	 */
	@FunctionalInterface
	interface Patience {

		/**
		 * Wait before another try.
		 * @return whether there is one
		 */
		boolean goesOn();

	}

}
