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
 * Stands in for the network and the time of a transport in tests. Thread-safe.
 */
public interface Simulation {

	/**
	 * Return the time of calls.
	 * @return the time
	 */
	TimeSource time();

	/**
	 * Return the handler above all policies.
	 * @return the handler, which notes that a call begins and ends
	 */
	ExecChainHandler calls();

	/**
	 * Return the handler below all policies that do not need a connection.
	 * @param settings the settings of the client that the handler belongs to
	 * @return the handler; a connection is leased only if it proceeds
	 */
	ExecChainHandler exchanges(TransportSettings settings);

}
