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

package dev.sessions.internal.decoding;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

import dev.sessions.internal.decoding.DecodedEntity.Decoder;
import dev.sessions.testsupport.Encoded;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Arbitrary bodies, received in arbitrary pieces.
 */
class DecoderInputTests {

	private static final Decoder GZIP = GzipInputStream::new;

	private static final Decoder DEFLATE = DeflateInputStream::new;

	@Provide
	Arbitrary<byte[]> contents() {
		Arbitrary<byte[]> random = Arbitraries.bytes().array(byte[].class).ofMaxSize(1000);
		Arbitrary<byte[]> text = Arbitraries
			.of("", "a", "{\"part\":1}\n", "x".repeat(70_000), "lorem ipsum ".repeat(99))
			.map((string) -> string.getBytes(StandardCharsets.UTF_8));
		return Arbitraries.oneOf(random, text);
	}

	@Property(tries = 300)
	void gzipWithAnyMembersIsDecoded(@ForAll @Size(max = 5) List<@From("contents") byte[]> members,
			@ForAll @IntRange(max = 31) int flags, @ForAll @IntRange(max = 40) int padding, @ForAll long seed)
			throws IOException {
		byte[] encoded = new byte[0];
		for (byte[] member : members) {
			encoded = Encoded.joined(encoded, member(member, flags), new byte[padding]);
		}
		byte[] decoded = Encoded.joined(members.toArray(new byte[0][]));
		assertThat(decode(GZIP, encoded, seed)).isEqualTo(decoded);
	}

	@Property(tries = 100)
	void gzipCutAnywhereIsAnError(@ForAll("contents") byte[] first, @ForAll("contents") byte[] second,
			@ForAll @IntRange(max = 31) int flags, @ForAll long seed) {
		byte[] whole = member(first, flags);
		byte[] encoded = Encoded.joined(whole, member(second, flags));
		for (int length : cuts(encoded.length)) {
			byte[] cut = Arrays.copyOf(encoded, length);
			if (length == whole.length) {
				continue;
			}
			assertThatIOException().as("after %d bytes", length).isThrownBy(() -> decode(GZIP, cut, seed));
		}
	}

	@Property(tries = 100)
	void gzipWithAFlippedBitIsAnErrorOrTheSame(@ForAll("contents") byte[] content, @ForAll long seed,
			@ForAll @IntRange(max = 7) int bit) {
		byte[] encoded = Encoded.gzip(content);
		for (int at : cuts(encoded.length)) {
			byte[] flipped = encoded.clone();
			flipped[at] ^= (byte) (1 << bit);
			try {
				assertThat(decode(GZIP, flipped, seed)).as("bit %d of byte %d", bit, at).isEqualTo(content);
			}
			catch (IOException ex) {
				assertThat(ex).hasMessageNotContaining("null");
			}
		}
	}

	@Property(tries = 300)
	void deflateOfBothKindsIsDecoded(@ForAll("contents") byte[] content, @ForAll long seed) throws IOException {
		assertThat(decode(DEFLATE, Encoded.zlib(content), seed)).isEqualTo(content);
		assertThat(decode(DEFLATE, Encoded.bareDeflate(content), seed)).isEqualTo(content);
	}

	@Property(tries = 100)
	void deflateCutAnywhereIsAnError(@ForAll("contents") byte[] content, @ForAll long seed) {
		for (byte[] encoded : List.of(Encoded.zlib(content), Encoded.bareDeflate(content))) {
			for (int length : cuts(encoded.length)) {
				byte[] cut = Arrays.copyOf(encoded, length);
				assertThatIOException().as("after %d bytes", length).isThrownBy(() -> decode(DEFLATE, cut, seed));
			}
		}
	}

	@Property(tries = 300)
	void layersAreDecoded(@ForAll("contents") byte[] content, @ForAll @IntRange(min = 1, max = 5) int layers,
			@ForAll long seed) throws IOException {
		byte[] encoded = content;
		for (int i = 0; i < layers; i++) {
			encoded = (i % 2 == 0) ? Encoded.gzip(encoded) : Encoded.zlib(encoded);
		}
		InputStream decoded = new Pieces(encoded, new Random(seed));
		for (int i = layers - 1; i >= 0; i--) {
			decoded = ((i % 2 == 0) ? GZIP : DEFLATE).decode(decoded, -1);
		}
		assertThat(decoded.readAllBytes()).isEqualTo(content);
	}

	/**
	 * As servers do that stream events.
	 */
	@Property(tries = 300)
	void eachFlushedPieceIsAvailableAtOnce(@ForAll @Size(max = 8) List<@From("contents") byte[]> pieces,
			@ForAll boolean gzip) throws IOException {
		Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
		Feed feed = new Feed();
		InputStream decoded = (gzip ? GZIP : DEFLATE).decode(feed, -1);
		if (gzip) {
			feed.add(Arrays.copyOf(Encoded.gzip(""), 10));
		}
		for (byte[] piece : pieces) {
			if (piece.length > 0) {
				feed.add(flushed(deflater, piece));
				assertThat(decoded.readNBytes(piece.length)).isEqualTo(piece);
			}
		}
		deflater.end();
	}

	@Property(tries = 300)
	void anythingIsDecodedOrAnError(@ForAll @Size(max = 200) byte[] bytes, @ForAll long seed) {
		for (byte[] encoded : List.of(bytes, Encoded.joined(Arrays.copyOf(Encoded.gzip(""), 10), bytes),
				Encoded.joined(Encoded.gzip("whole"), bytes))) {
			for (Decoder decoder : List.of(GZIP, DEFLATE)) {
				try {
					decode(decoder, encoded, seed);
				}
				catch (IOException ex) {
					assertThat(ex.getMessage()).isNotBlank();
				}
			}
		}
	}

	/**
	 * All positions of a short body, some of a long one.
	 */
	private static int[] cuts(int length) {
		IntStream all = IntStream.range(1, length);
		return (length <= 400) ? all.toArray()
				: IntStream.concat(all.limit(40), new Random(length).ints(60, 1, length)).toArray();
	}

	private static byte[] flushed(Deflater deflater, byte[] bytes) {
		deflater.setInput(bytes);
		byte[] out = new byte[bytes.length * 2 + 1000];
		return Arrays.copyOf(out, deflater.deflate(out, 0, out.length, Deflater.SYNC_FLUSH));
	}

	/**
	 * A member with all optional header fields (RFC 1952, section 2.3).
	 */
	private static byte[] member(byte[] content, int flags) {
		byte[] plain = Encoded.gzip(content);
		ByteArrayOutputStream header = new ByteArrayOutputStream();
		header.writeBytes(Arrays.copyOf(plain, 10));
		if ((flags & 4) != 0) {
			header.writeBytes(new byte[] { 3, 1 });
			header.writeBytes(new byte[3 + 256]);
		}
		if ((flags & 8) != 0) {
			header.writeBytes("name.txt\0".getBytes(StandardCharsets.ISO_8859_1));
		}
		if ((flags & 16) != 0) {
			header.writeBytes("a comment\0".getBytes(StandardCharsets.ISO_8859_1));
		}
		byte[] head = header.toByteArray();
		head[3] = (byte) flags;
		byte[] checksum = new byte[0];
		if ((flags & 2) != 0) {
			CRC32 crc = new CRC32();
			crc.update(head);
			checksum = new byte[] { (byte) crc.getValue(), (byte) (crc.getValue() >> 8) };
		}
		return Encoded.joined(head, checksum, Arrays.copyOfRange(plain, 10, plain.length));
	}

	private static byte[] decode(Decoder decoder, byte[] encoded, long seed) throws IOException {
		Random random = new Random(seed);
		InputStream in = new Pieces(encoded, random);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (InputStream decoded = decoder.decode(in, random.nextBoolean() ? encoded.length : -1)) {
			byte[] buffer = new byte[3000];
			for (int n = 0; n >= 0; n = read(decoded, buffer, random)) {
				out.write(buffer, 0, n);
			}
		}
		return out.toByteArray();
	}

	private static int read(InputStream in, byte[] buffer, Random random) throws IOException {
		int offset = random.nextInt(10);
		int n = in.read(buffer, offset, random.nextBoolean() ? buffer.length - offset : 1 + random.nextInt(50));
		if (n > 0) {
			System.arraycopy(buffer, offset, buffer, 0, n);
		}
		return n;
	}

	/**
	 * Returns the bytes in pieces of random size, and may report at any time that no more
	 * are available yet.
	 */
	private static final class Pieces extends ByteArrayInputStream {

		private final Random random;

		Pieces(byte[] bytes, Random random) {
			super(bytes);
			this.random = random;
		}

		@Override
		public synchronized int read(byte[] bytes, int offset, int length) {
			return super.read(bytes, offset,
					this.random.nextBoolean() ? 1 : Math.min(length, this.random.nextInt(600) + 1));
		}

		@Override
		public synchronized int available() {
			return this.random.nextBoolean() ? 0 : 1;
		}

	}

	/**
	 * Fails where a connection would wait.
	 */
	private static final class Feed extends InputStream {

		private byte[] bytes = new byte[0];

		void add(byte[] more) {
			this.bytes = Encoded.joined(this.bytes, more);
		}

		@Override
		public int read() {
			throw new UnsupportedOperationException();
		}

		@Override
		public int read(byte[] buffer, int offset, int length) {
			assertThat(this.bytes).as("received but unread bytes").isNotEmpty();
			int count = Math.min(length, this.bytes.length);
			System.arraycopy(this.bytes, 0, buffer, offset, count);
			this.bytes = Arrays.copyOfRange(this.bytes, count, this.bytes.length);
			return count;
		}

	}

}
