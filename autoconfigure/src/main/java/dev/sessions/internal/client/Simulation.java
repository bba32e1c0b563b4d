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

package dev.sessions.internal.client;

import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.settings.TransportSettings;
import org.apache.hc.client5.http.classic.ExecChainHandler;

/**
 * A simulation of the network and the time of a transport, for tests. Thread-safe.
 */
public interface Simulation {

	/**
	 * Return the time source of calls.
	 * @return the time source
	 */
	TimeSource time();

	/**
	 * Return the handler above all policies.
	 * @return the handler, which records the start and end of calls
	 */
	ExecChainHandler calls();

	/**
	 * Return the handler below all policies that work without a connection.
	 * @param settings the settings of the client
	 * @return the handler; a connection is leased only if it proceeds
	 */
	ExecChainHandler exchanges(TransportSettings settings);

}
