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
 * The clients that are compared.
 */
public enum Peer {

	/**
	 * What no client can save.
	 */
	DECODE_ONLY("Jackson alone"),

	/**
	 * A blocking socket and bytes framed by hand: the floor.
	 */
	RAW_SOCKET("raw socket"),

	/**
	 * What the others are compared with.
	 */
	BARE("HttpClient, default"),

	/**
	 * As cheap as its public builder makes it.
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
	 * What a session's {@code RestClient} is compared with.
	 */
	REST_CLIENT("RestClient on HttpClient"),

	/**
	 * The verbs of a session that is observed and has its meters.
	 */
	MEASURED_SESSION("Session, verb, measured"),

	/**
	 * The verbs of a session that shares what it remembers.
	 */
	SHARED_SESSION("Session, verb, shared"),

	/**
	 * What a measured session is compared with.
	 */
	OBSERVED_REST_CLIENT("RestClient, observed"),

	/**
	 * OkHttp 5 with its defaults.
	 */
	OK_HTTP("OkHttp"),

	/**
	 * A declarative client of the field.
	 */
	OPEN_FEIGN("OpenFeign on HttpClient"),

	/**
	 * Needs a network: its channels are not made by the factory of sockets.
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
	 * Make a client, which opens its connection at its first call.
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
	 * Whether there is something to measure over sockets in memory.
	 * @return whether there is
	 */
	public boolean inMemory() {
		return this != JDK;
	}

	/**
	 * Whether there is something to measure over the loopback interface.
	 * @return whether there is
	 */
	public boolean overLoopback() {
		return this != DECODE_ONLY;
	}

}
