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

package dev.sessions.internal.connection;

import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.HttpMessageParser;
import org.apache.hc.core5.http.io.HttpMessageParserFactory;

/**
 * Makes the parser of each connection.
 */
final class ResponseHeadParserFactory implements HttpMessageParserFactory<ClassicHttpResponse> {

	private final Http1Config limits;

	ResponseHeadParserFactory(Http1Config limits) {
		this.limits = limits;
	}

	@Override
	@SuppressWarnings("deprecation") // the interface has no other abstract method
	public HttpMessageParser<ClassicHttpResponse> create(Http1Config http1Config) {
		return create();
	}

	@Override
	public HttpMessageParser<ClassicHttpResponse> create() {
		return new ResponseHeadParser(this.limits);
	}

}
