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

package dev.sessions.transport;

import java.io.IOException;

import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * A place in the chain of a session with mounts: what stands there in the chain of the
 * line that the call is on.
 */
final class LineHandler implements ExecChainHandler {

	private final Line own;

	private final Place place;

	/**
	 * Create the handler.
	 * @param own the line of calls that are on none
	 * @param place what stands here
	 */
	LineHandler(Line own, Place place) {
		this.own = own;
		this.place = place;
	}

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		Line line = (scope.clientContext instanceof ExchangeContext call) ? call.line() : null;
		ExecChainHandler handler = this.place.of((line != null) ? line : this.own);
		return (handler != null) ? handler.execute(request, scope, chain) : chain.proceed(request, scope);
	}

	/**
	 * Finds the handler of a line.
	 */
	@FunctionalInterface
	interface Place {

		@Nullable ExecChainHandler of(Line line);

	}

}
