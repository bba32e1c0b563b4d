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

package dev.sessions.internal.call;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;

import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the whole call: all handlers below, and the response body until it has been
 * read. Streamed bodies have no total bound.
 */
public final class DeadlineHandler implements ExecChainHandler {

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		if (!(scope.clientContext instanceof ExchangeContext call)) {
			return chain.proceed(request, scope);
		}
		DeadlineEnforcer.SHARED.add(call);
		boolean bodyPending = false;
		try {
			ClassicHttpResponse response = chain.proceed(request, scope);
			bodyPending = returned(call, response.getEntity());
			return response;
		}
		catch (IOException | RuntimeException ex) {
			Cancellation cancellation = call.cancellation();
			if (cancellation == null) {
				throw ex;
			}
			throw cancelled(cancellation, ex);
		}
		finally {
			if (!bodyPending) {
				DeadlineEnforcer.SHARED.remove(call);
			}
		}
	}

	/**
	 * Marks the response as returned, and returns whether its body is still to be read.
	 */
	private static boolean returned(ExchangeContext call, @Nullable HttpEntity body) {
		boolean pending = body != null && body.isStreaming();
		call.returned();
		if (pending && call.streaming()) {
			DeadlineEnforcer.SHARED.unbound(call);
		}
		return pending;
	}

	/**
	 * Translates the failure of a cancelled call. The original exception depends on where
	 * the cancellation took effect, and HttpClient does not expect one everywhere. The
	 * handlers above get an exception that names the reason.
	 */
	private static IOException cancelled(Cancellation cancellation, Exception cause) {
		InterruptedIOException cancelled = switch (cancellation) {
			case TIMEOUT -> new SocketTimeoutException("The call did not end within its total time");
			case CLOSED -> new InterruptedIOException("The session was closed");
			case INTERRUPTED -> new InterruptedIOException("The thread of the call was interrupted");
		};
		cancelled.initCause(cause);
		return cancelled;
	}

}
