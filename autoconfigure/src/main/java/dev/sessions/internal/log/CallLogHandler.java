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

package dev.sessions.internal.log;

import java.io.IOException;

import dev.sessions.settings.LogDetail;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.slf4j.Logger;

/**
 * Logs each call once, when its body ends or when the call fails.
 *
 * @param logger the logger of the session
 * @param detail the level of detail
 */
record CallLogHandler(Logger logger, LogDetail detail) implements ExecChainHandler {

	@Override
	public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
			throws IOException, HttpException {
		if (!this.logger.isInfoEnabled() || !(scope.clientContext instanceof LogScope)) {
			return chain.proceed(request, scope);
		}
		LoggedCall call = new LoggedCall(this.logger, this.detail, scope);
		scope.clientContext.setAttribute(LoggedCall.ATTRIBUTE, call);
		ClassicHttpResponse response;
		try {
			response = chain.proceed(request, scope);
		}
		catch (IOException | HttpException | RuntimeException ex) {
			call.ended(null, 0, ex);
			throw ex;
		}
		call.answered(response);
		HttpEntity entity = response.getEntity();
		if (entity != null) {
			response.setEntity(new LoggedEntity(entity, call));
		}
		else {
			call.ended(null, 0, null);
		}
		return response;
	}

}
