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

import java.nio.charset.StandardCharsets;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of a connection that another thread has closed.
 */
class ExchangeConnectionTests {

	@Test
	void bodyOnClosedConnectionIsClearError() {
		ExchangeConnection connection = new ExchangeConnection("test", Http1Config.DEFAULT,
				(config) -> new ResponseHeadParser(Http1Config.DEFAULT));
		ByteArrayEntity body = new ByteArrayEntity("text".getBytes(StandardCharsets.US_ASCII), ContentType.TEXT_PLAIN);
		ClassicHttpRequest request = ClassicRequestBuilder.post("http://h/").setEntity(body).build();
		assertThatExceptionOfType(ConnectionClosedException.class)
			.isThrownBy(() -> connection.sendRequestEntity(request));
		assertThat(connection.isConsistent()).isFalse();
		assertThat(request.getEntity()).isSameAs(body);
	}

}
