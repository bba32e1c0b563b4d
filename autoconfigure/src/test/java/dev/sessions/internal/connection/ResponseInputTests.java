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

package dev.sessions.internal.connection;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import dev.sessions.testsupport.Encoded;
import dev.sessions.testsupport.HostileText;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.SessionInputBufferImpl;
import org.apache.hc.core5.http.message.BasicHttpRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests of arbitrary data in place of a response.
 */
class ResponseInputTests {

	private static final Http1Config LIMITS = Http1Config.custom().setMaxHeaderCount(20).setMaxLineLength(400).build();

	private static final ResponseLength LENGTH = new ResponseLength();

	@Provide
	Arbitrary<String> heads() {
		return HostileText.around(
				List.of("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n",
						"HTTP/1.0 404 Not Found\r\nTransfer-Encoding: chunked\r\n\r\n",
						"HTTP/1.1 204\r\nX: y\r\n folded\r\nTransfer-Encoding: identity\r\n\r\n",
						"\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"),
				"HTTP", "/", "1.1", ".", "-1", "+1", "99999999999", "0", " ", "\t", "\r\n", "\n", "\r", ":", "-", "200",
				"099", "Content-Length", "Transfer-Encoding", "Connection: close", "Keep-Alive: timeout=", "chunked",
				"identity", ",", ";", "\u0000", "\u000b", "\u0085", "\u00a0", "\u00b9", "\u00ff");
	}

	@Provide
	Arbitrary<String> statusLines() {
		return HostileText.around(List.of("HTTP/1.1 200", "HTTP/1.0 404 No", "HTTP/2.0 200"), "HTTP/", "1", ".", "-",
				"+", "99999999999", " ", "200");
	}

	@Provide
	Arbitrary<String> chunks() {
		return HostileText.around(
				List.of("5\r\nabcde\r\n0\r\n\r\n", "00A;a=b\r\n0123456789\r\n5 \r\nabcde\r\n0\r\nX: y\r\n\r\n"), "0",
				"5", "f", "-", "+", " ", "\t", ";", "\r\n", "\n", "\r", "x", "7fffffffffffffff", "8000000000000000",
				"\u0000", "\u00b2", "\u00ff");
	}

	/**
	 * RULE 46: a status line is parsed or a protocol error.
	 */
	@Property
	void statusLineIsReadOrAnErrorOfTheProtocol(@ForAll("statusLines") String line) {
		headIsReadOrAnErrorOfTheProtocol(line + "\r\n\r\n");
	}

	/**
	 * RULE 46: a head is parsed or a protocol error.
	 */
	@Property
	void headIsReadOrAnErrorOfTheProtocol(@ForAll("heads") String head) {
		byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
		try {
			ClassicHttpResponse response = new ResponseHeadParser(LIMITS).parse(buffer(),
					new ByteArrayInputStream(bytes));
			if (response != null) {
				assertThat(response.getCode()).isBetween(100, 999);
				assertThat(response.getVersion().getMajor()).isNotNegative();
				assertThat(LENGTH.determineLength(response)).isGreaterThan(Long.MIN_VALUE);
				HttpClientContext context = HttpClientContext.create();
				context.setRequestConfig(RequestConfig.DEFAULT);
				new ConnectionReuse().keepAlive(new BasicHttpRequest("GET", "/"), response, context);
				new KeepAlive().getKeepAliveDuration(response, context);
			}
		}
		catch (IOException | HttpException ex) {
			assertThat(ex.getMessage()).isNotBlank();
		}
	}

	@Property
	void chunksAreReadOrAnError(@ForAll("chunks") String chunks, @ForAll long seed) {
		try {
			read(chunks.getBytes(StandardCharsets.ISO_8859_1), seed);
		}
		catch (IOException ex) {
			assertThat(ex.getMessage()).isNotBlank().doesNotContainPattern("[^\\p{Print}]");
		}
	}

	@Property
	void chunksAreJoined(@ForAll @Size(max = 20) List<@NotEmpty byte[]> parts, @ForAll @IntRange(max = 15) int zeros,
			@ForAll long seed) throws IOException {
		byte[] encoded = new byte[0];
		for (byte[] part : parts) {
			encoded = Encoded.joined(encoded, "0".repeat(zeros).getBytes(StandardCharsets.US_ASCII),
					Encoded.chunk(part));
		}
		byte[] expected = Encoded.joined(parts.toArray(new byte[0][]));
		assertThat(read(Encoded.joined(encoded, Encoded.chunk(new byte[0])), seed)).isEqualTo(expected);
	}

	@Property(tries = 200)
	void chunksCutAnywhereAreAnError(@ForAll @Size(min = 1, max = 5) List<@NotEmpty @Size(max = 50) byte[]> parts,
			@ForAll long seed) {
		byte[] encoded = new byte[0];
		for (byte[] part : parts) {
			encoded = Encoded.joined(encoded, Encoded.chunk(part));
		}
		for (int length = 0; length <= encoded.length; length++) {
			byte[] cut = Arrays.copyOf(encoded, length);
			assertThatIOException().as("after %d bytes", length).isThrownBy(() -> read(cut, seed));
		}
	}

	private static byte[] read(byte[] encoded, long seed) throws IOException {
		Random random = new Random(seed);
		InputStream pieces = new ByteArrayInputStream(encoded) {

			@Override
			public synchronized int read(byte[] bytes, int offset, int length) {
				return super.read(bytes, offset, Math.min(length, random.nextInt(30) + 1));
			}

		};
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (ChunkedBody body = new ChunkedBody(buffer(), pieces, 5)) {
			byte[] buffer = new byte[40];
			for (int n = 0; n >= 0; n = body.read(buffer, 0, random.nextInt(40) + 1)) {
				assertThat(body.available()).isNotNegative();
				out.write(buffer, 0, n);
			}
		}
		return out.toByteArray();
	}

	private static SessionInputBufferImpl buffer() {
		return new SessionInputBufferImpl(64, 402);
	}

}
