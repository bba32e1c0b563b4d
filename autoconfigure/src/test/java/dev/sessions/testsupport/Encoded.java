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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Encoded bodies, and answers that send them in pieces.
 */
public final class Encoded {

	private Encoded() {
	}

	/**
	 * Encode a text as a gzip member.
	 * @param text the text
	 * @return the member
	 */
	public static byte[] gzip(String text) {
		return gzip(text.getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Encode bytes as a gzip member.
	 * @param bytes the bytes
	 * @return the member
	 */
	public static byte[] gzip(byte[] bytes) {
		return Reply.gzip(bytes);
	}

	/**
	 * Encode bytes in the zlib format, the definition of {@code deflate}.
	 * @param bytes the bytes
	 * @return the encoded bytes
	 */
	public static byte[] zlib(byte[] bytes) {
		return deflated(bytes, false);
	}

	/**
	 * Encode bytes in the raw format that some servers send as {@code deflate}.
	 * @param bytes the bytes
	 * @return the encoded bytes
	 */
	public static byte[] bareDeflate(byte[] bytes) {
		return deflated(bytes, true);
	}

	private static byte[] deflated(byte[] bytes, boolean bare) {
		Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, bare);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, deflater)) {
			deflating.write(bytes);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		finally {
			deflater.end();
		}
		return out.toByteArray();
	}

	/**
	 * Concatenate bytes.
	 * @param parts the parts
	 * @return the concatenation
	 */
	public static byte[] joined(byte[]... parts) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			out.writeBytes(part);
		}
		return out.toByteArray();
	}

	/**
	 * Encode a chunk.
	 * @param bytes its content; an empty one makes the last chunk
	 * @return the encoded chunk
	 */
	public static byte[] chunk(byte[] bytes) {
		return joined(ascii(Integer.toHexString(bytes.length) + "\r\n"), bytes, ascii("\r\n"));
	}

	/**
	 * Send a body in chunks.
	 * @param head the head without the framing headers and the final empty line
	 * @param pause the time between two pieces; zero sends all at once
	 * @param pieces the chunks
	 * @return the answer
	 */
	public static Answer inChunks(String head, Duration pause, byte[]... pieces) {
		byte[][] chunks = new byte[pieces.length + 1][];
		for (int i = 0; i < pieces.length; i++) {
			chunks[i] = chunk(pieces[i]);
		}
		chunks[pieces.length] = chunk(new byte[0]);
		return inPieces(head + "Transfer-Encoding: chunked\r\n\r\n", pause, chunks);
	}

	/**
	 * Send a body with its length.
	 * @param head the head without the framing headers and the final empty line
	 * @param pause the time between two pieces; zero sends all at once
	 * @param pieces the body
	 * @return the answer
	 */
	public static Answer withLength(String head, Duration pause, byte[]... pieces) {
		return inPieces(head + "Content-Length: " + joined(pieces).length + "\r\n\r\n", pause, pieces);
	}

	/**
	 * Send a body that ends with the connection.
	 * @param head the head without the framing headers and the final empty line
	 * @param pause the time between two pieces; zero sends all at once
	 * @param pieces the body
	 * @return the answer
	 */
	public static Answer untilClose(String head, Duration pause, byte[]... pieces) {
		Answer answer = inPieces(head + "Connection: close\r\n\r\n", pause, pieces);
		return (request, connection) -> {
			answer.send(request, connection);
			connection.close();
		};
	}

	private static Answer inPieces(String head, Duration pause, byte[]... pieces) {
		if (pause.isZero()) {
			return (request, connection) -> connection.send(joined(ascii(head), joined(pieces)));
		}
		return (request, connection) -> {
			connection.send(head);
			for (int i = 0; i < pieces.length; i++) {
				if (i > 0) {
					connection.pause(pause);
				}
				connection.send(pieces[i]);
			}
		};
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

}
