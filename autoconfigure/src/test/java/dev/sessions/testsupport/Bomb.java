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

package dev.sessions.testsupport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.GZIPOutputStream;

/**
 * A small body that decompresses to a large one: zeros, compressed once or several times.
 * Immutable.
 */
public final class Bomb {

	private final byte[] packed;

	private final String codings;

	private Bomb(byte[] packed, String codings) {
		this.packed = packed;
		this.codings = codings;
	}

	/**
	 * Compress zeros.
	 * @param megabytes the uncompressed size in megabytes
	 * @return the bomb
	 */
	public static Bomb of(int megabytes) {
		byte[] zeros = new byte[1024 * 1024];
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			for (int i = 0; i < megabytes; i++) {
				gzip.write(zeros);
			}
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return new Bomb(out.toByteArray(), "gzip");
	}

	/**
	 * Compress it several times.
	 * @param times the number of layers
	 * @return the bomb with that number of layers
	 */
	public Bomb packed(int times) {
		Bomb bomb = this;
		for (int i = 1; i < times; i++) {
			bomb = new Bomb(Reply.gzip(bomb.packed), bomb.codings + ", gzip");
		}
		return bomb;
	}

	public int size() {
		return this.packed.length;
	}

	/**
	 * Set the body of a response.
	 * @param reply the response
	 * @return the response with this body
	 */
	public Reply in(Reply reply) {
		return reply.header("Content-Encoding", this.codings).body(this.packed);
	}

}
