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
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * A valid HTTP response. Immutable.
 */
public final class Reply implements Answer {

	private final int status;

	private final List<HeaderLine> headers;

	private final byte[] body;

	private final boolean chunked;

	private Reply(int status, List<HeaderLine> headers, byte[] body, boolean chunked) {
		this.status = status;
		this.headers = headers;
		this.body = body;
		this.chunked = chunked;
	}

	public static Reply status(int status) {
		return new Reply(status, List.of(), new byte[0], false);
	}

	public static Reply ok(String body) {
		return status(200).body(body);
	}

	public static Reply json(String body) {
		return status(200).header("Content-Type", "application/json").body(body);
	}

	public static Reply redirect(int status, String location) {
		return status(status).header("Location", location);
	}

	/**
	 * Add a header.
	 * @param name the name
	 * @param value the value
	 * @return a reply with the additional header
	 */
	public Reply header(String name, String value) {
		List<HeaderLine> changed = new ArrayList<>(this.headers);
		changed.add(new HeaderLine(name, value));
		return new Reply(this.status, List.copyOf(changed), this.body, this.chunked);
	}

	public Reply cookie(String cookie) {
		return header("Set-Cookie", cookie);
	}

	public Reply body(String body) {
		return body(body.getBytes(StandardCharsets.UTF_8));
	}

	public Reply body(byte[] body) {
		return new Reply(this.status, this.headers, body.clone(), this.chunked);
	}

	/**
	 * Frame the body by chunks of at most 1000 bytes instead of a length.
	 * @return a reply with a chunked body
	 */
	public Reply chunked() {
		return new Reply(this.status, this.headers, this.body, true);
	}

	/**
	 * Compress the body.
	 * @return a reply with that body and its {@code Content-Encoding}
	 */
	public Reply gzip() {
		return body(gzip(this.body)).header("Content-Encoding", "gzip");
	}

	static byte[] gzip(byte[] bytes) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
			gzip.write(bytes);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		return out.toByteArray();
	}

	@Override
	public void send(ReceivedRequest request, Connection connection) throws IOException {
		ByteArrayOutputStream response = new ByteArrayOutputStream();
		response.writeBytes(head().getBytes(StandardCharsets.ISO_8859_1));
		if (!request.method().equals("HEAD") && mayHaveBody()) {
			writeBody(response);
		}
		connection.send(response.toByteArray());
		if (this.headers.contains(new HeaderLine("Connection", "close"))) {
			connection.close();
		}
	}

	private String head() {
		StringBuilder head = new StringBuilder("HTTP/1.1 " + this.status + " Scripted\r\n");
		this.headers.forEach((header) -> head.append(header).append("\r\n"));
		if (this.chunked) {
			head.append("Transfer-Encoding: chunked\r\n");
		}
		else if (mayHaveBody()) {
			head.append("Content-Length: ").append(this.body.length).append("\r\n");
		}
		return head.append("\r\n").toString();
	}

	private boolean mayHaveBody() {
		return this.status != 204 && this.status != 304;
	}

	private void writeBody(ByteArrayOutputStream response) {
		if (!this.chunked) {
			response.writeBytes(this.body);
			return;
		}
		for (int start = 0; start < this.body.length; start += 1000) {
			int size = Math.min(1000, this.body.length - start);
			response.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
			response.write(this.body, start, size);
			response.writeBytes(new byte[] { '\r', '\n' });
		}
		response.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
	}

}
