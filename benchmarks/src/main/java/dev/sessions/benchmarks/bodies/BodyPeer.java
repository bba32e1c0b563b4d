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

package dev.sessions.benchmarks.bodies;

import java.net.URI;

/**
 * The clients in the comparison, each with its defaults.
 */
enum BodyPeer {

	/**
	 * {@code session.stream(...)}, {@code session.download(...)} and a body that is a
	 * path.
	 */
	SESSION("Session") {
		@Override
		BodyClient open(URI url) {
			return new SessionBodies(url);
		}
	},

	/**
	 * The HttpClient that a session is built on.
	 */
	HTTP_CLIENT("HttpClient, default") {
		@Override
		BodyClient open(URI url) {
			return new HttpClientBodies(url);
		}
	},

	/**
	 * The JDK's own client.
	 */
	JDK("JDK HttpClient") {
		@Override
		BodyClient open(URI url) {
			return new JdkBodies(url);
		}
	},

	/**
	 * OkHttp 5.
	 */
	OK_HTTP("OkHttp") {
		@Override
		BodyClient open(URI url) {
			return new OkHttpBodies(url);
		}
	};

	private final String label;

	BodyPeer(String label) {
		this.label = label;
	}

	String label() {
		return this.label;
	}

	/**
	 * Create a client. It opens its connection on the first transfer.
	 * @param url the server's URL, without a path
	 * @return the client
	 */
	abstract BodyClient open(URI url);

}
