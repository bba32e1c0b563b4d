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

package dev.sessions.benchmarks.client;

import java.net.URI;

/**
 * The clients in the comparison.
 */
public enum Peer {

	/**
	 * The part of a call that no client can save.
	 */
	DECODE_ONLY("Jackson alone"),

	/**
	 * The lower bound: a blocking socket with hand-written framing.
	 */
	RAW_SOCKET("raw socket"),

	/**
	 * The reference of all ratios.
	 */
	BARE("HttpClient, default"),

	/**
	 * HttpClient with the cheapest options of its public builder.
	 */
	TUNED("HttpClient, tuned"),

	/**
	 * {@code session.get(...).as(...)}.
	 */
	SESSION_VERB("Session, verb"),

	/**
	 * {@code session.restClient()}.
	 */
	SESSION_REST_CLIENT("Session, RestClient"),

	/**
	 * The reference for a session's {@code RestClient}.
	 */
	REST_CLIENT("RestClient on HttpClient"),

	/**
	 * The verbs of a session with an observation registry and its meters.
	 */
	MEASURED_SESSION("Session, verb, measured"),

	/**
	 * The verbs of a session with shared state.
	 */
	SHARED_SESSION("Session, verb, shared"),

	/**
	 * The reference for a measured session.
	 */
	OBSERVED_REST_CLIENT("RestClient, observed"),

	/**
	 * OkHttp 5 with its defaults.
	 */
	OK_HTTP("OkHttp"),

	/**
	 * A declarative client.
	 */
	OPEN_FEIGN("OpenFeign on HttpClient"),

	/**
	 * Over a network only: it does not use the JVM's socket factory.
	 */
	JDK("JDK HttpClient");

	private final String label;

	Peer(String label) {
		this.label = label;
	}

	public String label() {
		return this.label;
	}

	/**
	 * Create a client. It opens its connection on the first call.
	 * @param url the server's URL, without a path
	 * @return the client
	 */
	public Client open(URI url) {
		return switch (this) {
			case DECODE_ONLY -> new DecodeOnly();
			case RAW_SOCKET -> new RawSocket(url);
			case BARE -> new BareHttpClient(url);
			case TUNED -> new TunedHttpClient(url);
			case SESSION_VERB -> new SessionVerb(url);
			case SESSION_REST_CLIENT -> new SessionRestClient(url);
			case REST_CLIENT -> new RestClientOnHttpClient(url);
			case MEASURED_SESSION -> new SessionVerb(Registries.measured(url));
			case SHARED_SESSION -> new SessionVerb(SharedSessions.inMemory(url));
			case OBSERVED_REST_CLIENT -> new RestClientOnHttpClient(url, Registries.observations());
			case OK_HTTP -> new OkHttp(url);
			case OPEN_FEIGN -> new OpenFeign(url);
			case JDK -> new JdkHttpClient(url);
		};
	}

	/**
	 * Whether the client is measured over in-memory sockets.
	 * @return whether it is measured in memory
	 */
	public boolean inMemory() {
		return this != JDK;
	}

	/**
	 * Whether the client is measured over the loopback interface.
	 * @return whether it is measured over loopback
	 */
	public boolean overLoopback() {
		return this != DECODE_ONLY;
	}

}
