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

import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.config.NamedElementChain;

/**
 * Builds a client with only the part of its chain below the redirects, which executes one
 * hop of a call.
 */
final class HopClientBuilder extends HttpClientBuilder {

	@Override
	protected void customizeExecChain(NamedElementChain<ExecChainHandler> chain) {
		String removed;
		do {
			removed = chain.getFirst().getName();
			chain.remove(removed);
		}
		while (!removed.equals(Chain.MOUNTS));
	}

}
