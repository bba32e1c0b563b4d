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

import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpVersion;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.message.BasicHttpResponse;
import org.apache.hc.core5.util.TimeValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ConnectionReuse} and {@link KeepAlive}.
 */
class ConnectionReuseTests {

	private final BasicHttpRequest request = new BasicHttpRequest("GET", "/");

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "200 | Content-Length: 5 | true", "200 | Transfer-Encoding: chunked | true",
			"200 | Content-Length: 5, Connection: keep-alive | true",
			"200 | Content-Length: 5, Connection: Keep-Alive | true",
			"200 | Content-Length: 5, Connection: upgrade | true", "204 | Server: x | true", "304 | Server: x | true",
			"200 | Server: x | false", "200 | Content-Length: 5, Connection: close | false",
			"200 | Content-Length: 5, connection: CLOSE | false",
			"200 | Content-Length: 5, Connection: keep-alive, Connection: close | false",
			"200 | Content-Length: 5, Proxy-Connection: close | false",
			"200 | Content-Length: 5, Content-Length: 5 | false", "204 | Content-Length: 5 | false",
			"204 | Transfer-Encoding: chunked | false", "200 | Content-Length: 5, Transfer-Encoding: chunked | false",
			"200 | Transfer-Encoding: chunked, Transfer-Encoding: chunked | false",
			"200 | Transfer-Encoding: identity | false", "200 | Transfer-Encoding: chunked,chunked | false",
			"200 | Content-Length: 5, Transfer-Encoding: identity | false", "200 | Transfer-Encoding: Chunked | true" })
	void connectionPersists(int status, String headers, boolean persists) {
		this.request.addHeader("Connection", "keep-alive");
		assertThat(keepAlive(response(status, headers))).isEqualTo(persists);
	}

	@Test
	void http10ConnectionsCloseUnlessKeptAlive() {
		BasicHttpResponse response = response(200, "Content-Length: 5");
		response.setVersion(HttpVersion.HTTP_1_0);
		assertThat(keepAlive(response)).isFalse();
		response.addHeader("Connection", "keep-alive");
		assertThat(keepAlive(response)).isTrue();
	}

	@Test
	void requestMayEndTheConnection() {
		this.request.addHeader("Connection", "close");
		assertThat(keepAlive(response(200, "Content-Length: 5"))).isFalse();
	}

	@Test
	void requestMayEndTheConnectionInItsSecondHeader() {
		this.request.addHeader("Connection", "keep-alive");
		this.request.addHeader("Connection", "close");
		assertThat(keepAlive(response(200, "Content-Length: 5"))).isFalse();
	}

	@Test
	void requestOfTwoLengthsEndsTheConnection() {
		this.request.addHeader("Content-Length", "5");
		this.request.addHeader("Transfer-Encoding", "chunked");
		assertThat(keepAlive(response(200, "Content-Length: 5"))).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "Keep-Alive: timeout=7, 7", "Keep-Alive: max=100, 30", "Server: x, 30" })
	void keepAliveOfTheServerIsUsed(String header, int seconds) {
		HttpClientContext context = HttpClientContext.create();
		context.setRequestConfig(RequestConfig.custom().setConnectionKeepAlive(TimeValue.ofSeconds(30)).build());
		assertThat(new KeepAlive().getKeepAliveDuration(response(200, header), context))
			.isEqualTo(TimeValue.ofSeconds(seconds));
	}

	private boolean keepAlive(BasicHttpResponse response) {
		return new ConnectionReuse().keepAlive(this.request, response, HttpClientContext.create());
	}

	private static BasicHttpResponse response(int status, String headers) {
		BasicHttpResponse response = new BasicHttpResponse(status);
		response.setVersion(HttpVersion.HTTP_1_1);
		for (String header : headers.split(", ", -1)) {
			int colon = header.indexOf(':');
			response.addHeader(header.substring(0, colon), header.substring(colon + 1).trim());
		}
		return response;
	}

}
