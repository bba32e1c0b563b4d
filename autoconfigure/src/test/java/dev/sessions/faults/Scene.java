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

package dev.sessions.faults;

import java.io.Closeable;
import java.io.IOException;

import dev.sessions.Session;
import dev.sessions.TestSession;
import dev.sessions.settings.TransportSettings;
import dev.sessions.testsupport.BackgroundCalls;
import dev.sessions.testsupport.DrippingPort;
import dev.sessions.testsupport.Gate;
import dev.sessions.testsupport.HangingDns;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.RudePort;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.UnresponsivePort;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The environment of a failing call: a session, a healthy server, and a name server that
 * hangs.
 */
final class Scene implements AutoCloseable {

	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("healthy"));

	private final HangingDns dns = new HangingDns();

	private final Gate gate = new Gate();

	private final BackgroundCalls calls = new BackgroundCalls();

	private final Session session;

	Scene(TransportSettings settings) {
		this.session = TestSession.of(settings, this.dns);
	}

	Session session() {
		return this.session;
	}

	ScriptedServer server() {
		return this.server;
	}

	HangingDns dns() {
		return this.dns;
	}

	/**
	 * The gate that holds {@link #fullPool}.
	 */
	Gate gate() {
		return this.gate;
	}

	/**
	 * A server whose host name lookup hangs.
	 */
	Port lookedUpForEver() {
		return port("http://name.test/fault");
	}

	/**
	 * A server whose connections are all in use.
	 */
	Port fullPool(int connections) throws InterruptedException {
		this.server.on("/held", this.gate.then(Reply.ok("held")));
		for (int i = 0; i < connections; i++) {
			assertThat(this.calls
				.start(() -> this.session.get(this.server.url("/held"), (request) -> request.timeout(Ending.SOON))))
				.isNotNull();
		}
		this.gate.awaitArrivals(connections);
		return port(this.server.url("/fault"));
	}

	static Port rude(RudePort port) {
		return new Port(port.url("/fault"), port::close);
	}

	/**
	 * A port to which a connect neither succeeds nor fails.
	 */
	static Port backlogIsFull() {
		UnresponsivePort port = new UnresponsivePort();
		return new Port(port.url("/fault"), port::close);
	}

	static Port drippingHandshake() {
		DrippingPort port = new DrippingPort();
		return new Port(port.url("/fault"), port::close);
	}

	/**
	 * A port without a resource to close.
	 */
	static Port port(String url) {
		return new Port(url, () -> {
		});
	}

	@Override
	public void close() {
		this.session.close();
		this.calls.close();
		this.dns.close();
		this.server.close();
	}

	/**
	 * Opens a port at which a call fails.
	 */
	@FunctionalInterface
	interface Opens {

		Port open(Scene scene) throws Exception;

	}

	/**
	 * A port at which a call fails.
	 *
	 * @param url the URL of the port
	 * @param resource the resource to close
	 */
	record Port(String url, Closeable resource) implements Closeable {

		@Override
		public void close() throws IOException {
			this.resource.close();
		}

	}

}
