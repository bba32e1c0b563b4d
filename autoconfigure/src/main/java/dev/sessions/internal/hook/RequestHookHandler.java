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

package dev.sessions.internal.hook;

import java.io.IOException;
import java.util.function.Consumer;

import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/**
 * Passes the request to the request hook, once for each call. The headers that the hook
 * sets become part of the original request, so that redirects and retries, which run
 * below, keep them.
 *
 * @param hook the hook
 */
public record RequestHookHandler(Consumer<HttpRequest> hook) implements ExecChainHandler {

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		this.hook.accept(request);
		ClassicHttpRequest original = ClassicRequestBuilder.copy(request).build();
		return chain.proceed(request,
				new ExecChain.Scope(scope.exchangeId, scope.route, original, scope.execRuntime, scope.clientContext));
	}

}
