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

package dev.sessions.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import dev.sessions.internal.socket.ChannelSockets;
import dev.sessions.internal.socket.IdleConnectionCheck;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Measures the check of an idle loopback connection without pending data, and
 * HttpClient's own check of a connection with the JVM's socket.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH sets the fields
public class StaleCheckBenchmark {

	/**
	 * Whether the connection uses TLS.
	 */
	@Param({ "false", "true" })
	boolean tls;

	private ServerSocket listener;

	private SSLContext context;

	private ManagedHttpClientConnection looked;

	private ManagedHttpClientConnection checked;

	@Setup
	public void connect() throws Exception {
		this.listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
		this.context = this.tls ? context() : SSLContext.getDefault();
		this.looked = connect(ChannelSockets.INSTANCE.create(null));
		this.checked = connect(new Socket());
	}

	@TearDown
	public void close() throws IOException {
		this.looked.close();
		this.checked.close();
		this.listener.close();
	}

	/**
	 * The check that a session performs before each use of a connection.
	 * @return whether the connection can be used
	 */
	@Benchmark
	public boolean look() {
		return IdleConnectionCheck.isUsable(this.looked);
	}

	/**
	 * The check that HttpClient performs after {@code validateAfterInactivity}.
	 * @return whether the connection is closed
	 * @throws IOException never
	 */
	@Benchmark
	public boolean httpClientsCheck() throws IOException {
		return this.checked.isStale();
	}

	private ManagedHttpClientConnection connect(Socket client) throws Exception {
		FutureTask<Socket> accepted = new FutureTask<>(() -> accept(this.listener.accept()));
		new Thread(accepted, "server").start();
		client.connect(this.listener.getLocalSocketAddress());
		ManagedHttpClientConnection connection = ManagedHttpClientConnectionFactory.INSTANCE.createConnection(null);
		if (this.tls) {
			SSLSocket secured = (SSLSocket) this.context.getSocketFactory()
				.createSocket(client, "localhost", client.getPort(), true);
			secured.startHandshake();
			connection.bind(secured, client);
		}
		else {
			connection.bind(client);
		}
		accepted.get();
		return connection;
	}

	private Socket accept(Socket server) throws IOException {
		if (!this.tls) {
			return server;
		}
		SSLSocket secured = (SSLSocket) this.context.getSocketFactory()
			.createSocket(server, "localhost", server.getPort(), true);
		secured.setUseClientMode(false);
		secured.startHandshake();
		return secured;
	}

	/**
	 * Create the TLS context of a server with its own certificate and of a client that
	 * trusts it.
	 */
	private static SSLContext context() throws IOException, GeneralSecurityException, InterruptedException {
		Path directory = Files.createTempDirectory("stale-check");
		Path file = directory.resolve("server.p12");
		char[] password = "changeit".toCharArray();
		int exit = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "server", "-keyalg", "RSA", "-dname", "CN=localhost", "-storetype", "PKCS12",
				"-keystore", file.toString(), "-storepass", new String(password))
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor();
		if (exit != 0) {
			throw new IllegalStateException("keytool failed with " + exit);
		}
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			keys.load(in, password);
		}
		finally {
			Files.delete(file);
			Files.delete(directory);
		}
		KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keyManagers.init(keys, password);
		TrustManagerFactory trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trustManagers.init(keys);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
		return context;
	}

}
