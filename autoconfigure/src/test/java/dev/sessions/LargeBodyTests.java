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
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of bodies that exceed the memory and the range of an {@code int}, in a separate
 * JVM.
 */
class LargeBodyTests {

	private static final long SIZE = (1L << 31) + 1;

	@AutoClose
	private final LargeServer server = new LargeServer();

	@TempDir
	private Path directory;

	LargeBodyTests() throws IOException {
	}

	@Test
	@Timeout(value = 5, unit = TimeUnit.MINUTES)
	void needNoMemory() throws Exception {
		Path source = this.directory.resolve("source");
		try (RandomAccessFile sparse = new RandomAccessFile(source.toFile(), "rw")) {
			sparse.setLength(SIZE);
		}
		Path output = this.directory.resolve("output");
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx64m", "-cp", System.getProperty("java.class.path"), Transfers.class.getName(), this.server.url(),
				source.toString(), this.directory.resolve("target").toString())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor()).as(() -> read(output)).isZero();
		}
		finally {
			process.destroyForcibly();
		}
		assertThat(this.server.received.get()).isBetween(2 * SIZE, 2 * SIZE + 1000);
		assertThat(Files.readAllLines(output)).endsWith("streamed " + SIZE, "downloaded " + SIZE);
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	/**
	 * The program of the other JVM.
	 */
	public static final class Transfers {

		private Transfers() {
		}

		public static void main(String[] args) throws IOException {
			Path source = Path.of(args[1]);
			Path target = Path.of(args[2]);
			try (Session session = Session.builder("large").baseUrl(args[0]).build()) {
				session.put("/", (request) -> request.body(source)).raiseForStatus();
				session.post("/", (request) -> request.multipart("file", source)).raiseForStatus();
				long streamed = session.stream(HttpMethod.GET, "/", (request) -> {
				}, (response) -> response.body().transferTo(OutputStream.nullOutputStream()));
				System.out.println("streamed " + streamed);
				session.download("/", target);
				System.out.println("downloaded " + Files.size(target));
			}
		}

	}

	/**
	 * Accepts a large body and sends one in response to each request.
	 */
	private static final class LargeServer implements AutoCloseable {

		private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

		private final AtomicLong received = new AtomicLong();

		LargeServer() throws IOException {
			Thread thread = new Thread(this::serve, "large-server");
			thread.setDaemon(true);
			thread.start();
		}

		String url() {
			return "http://127.0.0.1:" + this.listener.getLocalPort();
		}

		private void serve() {
			while (!this.listener.isClosed()) {
				try (Socket socket = this.listener.accept()) {
					while (answer(socket)) {
						// and the next request
					}
				}
				catch (IOException ex) {
					// the client has closed the connection, or the test has ended
				}
			}
		}

		private boolean answer(Socket socket) throws IOException {
			List<String> head = head(socket.getInputStream());
			if (head.isEmpty()) {
				return false;
			}
			OutputStream out = socket.getOutputStream();
			if (head.get(0).startsWith("GET")) {
				out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + SIZE + "\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII));
				byte[] buffer = new byte[64 * 1024];
				for (long left = SIZE; left > 0; left -= buffer.length) {
					out.write(buffer, 0, (int) Math.min(left, buffer.length));
				}
			}
			else {
				receive(socket.getInputStream(), length(head));
				out.write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			}
			return true;
		}

		private void receive(InputStream in, long length) throws IOException {
			byte[] buffer = new byte[64 * 1024];
			for (long left = length; left > 0;) {
				int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
				if (n < 0) {
					throw new IOException("The body of the client is too short");
				}
				left -= n;
				this.received.addAndGet(n);
			}
		}

		private static List<String> head(InputStream in) throws IOException {
			StringBuilder head = new StringBuilder();
			for (int b = in.read(); b >= 0; b = in.read()) {
				head.append((char) b);
				if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
					return head.toString().lines().toList();
				}
			}
			return List.of();
		}

		private static long length(List<String> head) {
			return head.stream()
				.map((line) -> line.toLowerCase(Locale.ROOT))
				.filter((line) -> line.startsWith("content-length:"))
				.mapToLong((line) -> Long.parseLong(line.substring(15).trim()))
				.sum();
		}

		@Override
		public void close() throws IOException {
			this.listener.close();
		}

	}

}
