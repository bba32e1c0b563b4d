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

package dev.sessions.benchmarks.server;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.springframework.util.FileSystemUtils;

/**
 * Runs nginx with one process on a free port of the loopback interface. It serves the
 * responses of {@link Reply} with heads of the same number of lines, and large bodies.
 */
public final class NginxProcess implements Server {

	/**
	 * The length of the large body.
	 */
	public static final long BODY_LENGTH = 100_000_000;

	/**
	 * An upload is answered only after all of it has arrived: it is kept in memory and
	 * not passed on to the server that sends the response.
	 */
	private static final String CONFIGURATION = """
			daemon off;
			master_process off;
			pid nginx.pid;
			events { worker_connections 4096; }
			http {
				access_log off;
				sendfile on;
				tcp_nodelay on;
				keepalive_requests 1000000000;
				keepalive_timeout 1h;
				client_body_temp_path body;
				proxy_temp_path proxy;
				fastcgi_temp_path fastcgi;
				uwsgi_temp_path uwsgi;
				scgi_temp_path scgi;
				default_type application/json;
				server {
					listen 127.0.0.1:%1$d %2$s;
					add_header Cache-Control "private, max-age=60";
					add_header ETag '"33a64df551425fcc55e4d42a148795d9"';
					add_header Vary "Accept, Accept-Encoding";
					add_header X-Request-Id $request_id;
					add_header X-RateLimit-Remaining $connection_requests;
					etag off;
					location /users { return 200 '%3$s'; }
					location /gzip { gzip_static always; }
					location = /large { default_type application/octet-stream; }
					location = /upload {
						client_max_body_size 0;
						client_body_buffer_size 128m;
						proxy_pass_request_body off;
						proxy_set_header Content-Length "";
						proxy_pass http://unix:%4$s/nginx.socket:/users;
					}
					root .;
				}
				server {
					listen unix:%4$s/nginx.socket;
					location / { return 200 '%3$s'; }
				}
			}
			""";

	private static final String TLS = "ssl; ssl_certificate server.pem; ssl_certificate_key server.pem; "
			+ "ssl_protocols TLSv1.3";

	private final Path directory;

	private final URI url;

	private final Process process;

	private NginxProcess(String program, Path directory, boolean tls) throws IOException {
		int port = Program.freePort();
		this.directory = directory;
		this.url = URI.create((tls ? "https" : "http") + "://127.0.0.1:" + port);
		String json = new String(Reply.json(), StandardCharsets.US_ASCII).replace("'", "\\'");
		Files.writeString(directory.resolve("nginx.conf"),
				CONFIGURATION.formatted(port, tls ? TLS : "", json, directory));
		Files.createDirectory(directory.resolve("gzip"));
		Files.write(directory.resolve("gzip/42.gz"), Reply.gzip());
		if (tls) {
			Files.writeString(directory.resolve("server.pem"), SelfSigned.pem());
		}
		try (RandomAccessFile large = new RandomAccessFile(directory.resolve("large").toFile(), "rw")) {
			large.setLength(BODY_LENGTH);
		}
		this.process = Program.launch(port,
				List.of(program, "-p", directory.toString(), "-e", "stderr", "-c", "nginx.conf"));
	}

	/**
	 * Whether nginx is installed.
	 * @return whether nginx is installed
	 */
	public static boolean isInstalled() {
		return Program.find("nginx").isPresent();
	}

	/**
	 * Start nginx and wait until it listens.
	 * @param tls whether to use TLS 1.3
	 * @return the running nginx
	 * @throws IOException if it does not start
	 * @throws IllegalStateException if it is not installed
	 */
	public static NginxProcess start(boolean tls) throws IOException {
		String program = Program.find("nginx")
			.orElseThrow(() -> new IllegalStateException("nginx is not on the PATH; on Debian: apt-get install nginx"));
		return new NginxProcess(program, Files.createTempDirectory("benchmark-nginx"), tls);
	}

	@Override
	public URI url() {
		return this.url;
	}

	@Override
	public void close() throws IOException {
		this.process.destroyForcibly().onExit().orTimeout(Program.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
		FileSystemUtils.deleteRecursively(this.directory);
	}

}
