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
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;

import dev.sessions.internal.decoding.DecodedEntity.Decoder;
import dev.sessions.testsupport.Encoded;
import org.apache.hc.core5.http.HttpEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests for the decoders.
 */
class DecoderTests {

	private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

	private final AtomicBoolean closed = new AtomicBoolean();

	/**
	 * The position of a byte in the header, its value, and the fault (RFC 1952, section
	 * 2.3).
	 */
	@ParameterizedTest
	@CsvSource({ "0, 0, Not in GZIP format", "1, 0, Not in GZIP format",
			"2, 7, Unsupported compression method in GZIP header", "3, 32, Unknown flags in GZIP header",
			"3, -128, Unknown flags in GZIP header", "3, 2, Corrupt GZIP header" })
	void invalidHeaderIsAnError(int at, byte value, String message) {
		byte[] member = Encoded.gzip(TEXT);
		member[at] = value;
		assertThatIOException().isThrownBy(() -> gzip(member).readAllBytes()).withMessage(message);
	}

	@Test
	void wrongTrailerIsAnError() {
		for (int fromEnd : List.of(1, 4, 5, 8)) {
			byte[] member = Encoded.gzip(TEXT);
			member[member.length - fromEnd]++;
			assertThatIOException().isThrownBy(() -> gzip(member).readAllBytes()).withMessage("Corrupt GZIP trailer");
		}
	}

	@Test
	void presetDictionaryIsAnError() {
		Deflater deflater = new Deflater();
		deflater.setDictionary(TEXT);
		deflater.setInput(TEXT);
		deflater.finish();
		byte[] encoded = new byte[100];
		int length = deflater.deflate(encoded);
		deflater.end();
		assertThatIOException().isThrownBy(() -> deflate(Arrays.copyOf(encoded, length)).readAllBytes())
			.withMessageContaining("dictionary");
	}

	/**
	 * Otherwise a reader that continues would treat a part as the complete body.
	 */
	@Test
	void failureStays() {
		byte[] member = Encoded.gzip(TEXT);
		InputStream body = gzip(Arrays.copyOf(member, member.length - 1));
		Throwable failure = catchThrowable(body::readAllBytes);
		assertThat(failure).isInstanceOf(EOFException.class);
		assertThat(catchThrowable(body::read)).isSameAs(failure);
	}

	@Test
	void closedBodyCannotBeRead() throws IOException {
		for (InputStream body : List.of(gzip(Encoded.gzip(TEXT)), deflate(Encoded.zlib(TEXT)))) {
			assertThat(body.read()).isEqualTo('t');
			this.closed.set(false);
			body.close();
			body.close();
			assertThat(this.closed).isTrue();
			assertThatIOException().isThrownBy(body::read).withMessage("The body is closed");
		}
	}

	@Test
	void nothingIsReadInAdvance() throws IOException {
		InputStream never = new InputStream() {

			@Override
			public int read() {
				throw new IllegalStateException("not asked for");
			}

			@Override
			public int read(byte[] bytes, int offset, int length) {
				throw new IllegalStateException("not asked for");
			}

		};
		for (Decoder decoder : List.<Decoder>of(GzipInputStream::new, DeflateInputStream::new,
				(in, length) -> new LibraryInputStream(in, UnaryOperator.identity()))) {
			try (InputStream body = decoder.decode(never, -1)) {
				assertThat(body.available()).isZero();
				assertThat(body.read(new byte[1], 0, 0)).isZero();
			}
		}
	}

	@Test
	void libraryDoesNotDecodeAnEmptyBody() throws IOException {
		try (InputStream body = new LibraryInputStream(in(new byte[0]), (encoded) -> {
			throw new IllegalStateException("asked");
		})) {
			assertThat(body.read()).isNegative();
			assertThat(body.read()).isNegative();
		}
		assertThat(this.closed).isTrue();
	}

	@Test
	void libraryReceivesAllBytes() throws IOException {
		try (InputStream body = new LibraryInputStream(in(TEXT), UnaryOperator.identity())) {
			assertThat(body.readAllBytes()).isEqualTo(TEXT);
		}
		assertThat(this.closed).isTrue();
	}

	/**
	 * RULE 46.
	 */
	@Test
	void exceptionOfALibraryIsAnIoException() {
		UnaryOperator<HttpEntity> broken = (encoded) -> {
			throw new ArrayIndexOutOfBoundsException("27");
		};
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> new LibraryInputStream(in(TEXT), broken).readAllBytes())
			.withMessage("The body cannot be decoded");
	}

	private InputStream gzip(byte[] encoded) {
		return new GzipInputStream(in(encoded), encoded.length);
	}

	private InputStream deflate(byte[] encoded) {
		return new DeflateInputStream(in(encoded), -1);
	}

	private InputStream in(byte[] bytes) {
		return new ByteArrayInputStream(bytes) {

			@Override
			public void close() {
				DecoderTests.this.closed.set(true);
			}

		};
	}

}
