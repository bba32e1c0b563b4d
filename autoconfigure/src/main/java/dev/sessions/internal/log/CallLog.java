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

import java.util.function.Consumer;

import dev.sessions.settings.LogDetail;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds the call log to a session's chain: at the top, where each call occurs once, and
 * next to the connection, where the sent request is known.
 */
public final class CallLog implements Consumer<HttpClientBuilder> {

	private static final String LOGGERS = "dev.sessions.log.";

	private final Logger logger;

	private final LogDetail detail;

	/**
	 * Create a log.
	 * @param session the name of the session; the logger is
	 * {@code dev.sessions.log.<name>}
	 * @param detail the level of detail
	 */
	public CallLog(String session, LogDetail detail) {
		this.logger = LoggerFactory.getLogger(LOGGERS + session);
		this.detail = detail;
	}

	@Override
	public void accept(HttpClientBuilder client) {
		client.addExecInterceptorFirst("log", new CallLogHandler(this.logger, this.detail));
		client.addExecInterceptorAfter(ChainElement.PROTOCOL.name(), "log of what is sent", new SentRequestHandler());
	}

}
