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

package dev.sessions.internal.auth;

import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecRuntime;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

/**
 * Tests of the place of the signature in the chain.
 */
class SigningTests {

	private static final HttpHost TARGET = new HttpHost("https", "api.example.org", 443);

	private final HttpClientContext context = mock(HttpClientContext.class,
			withSettings().extraInterfaces(AuthScope.class));

	private final AuthScope call = (AuthScope) this.context;

	private final SignedAuthorization authorization = new SignedAuthorization("signed",
			(request) -> request.setHeader("Authorization", "Test"));

	private final BasicClassicHttpRequest request = new BasicClassicHttpRequest("GET", TARGET, "/");

	@Test
	@DisplayName("RULE 1: the signing handler checks the target again, independently of earlier decisions")
	void targetIsCheckedAgain() throws Exception {
		assertThat(signed(true)).isEqualTo("Test");
		this.request.removeHeaders("Authorization");
		assertThat(signed(false)).isNull();
	}

	private String signed(boolean allowed) throws Exception {
		given(this.call.isSigned()).willReturn(true);
		given(this.call.mayAuthorize(any())).willReturn(allowed);
		given(this.context.getHttpRoute()).willReturn(new HttpRoute(TARGET));
		this.authorization.authorize(this.request, TARGET);
		ExecChain.Scope scope = new ExecChain.Scope("1", new HttpRoute(TARGET), this.request, mock(ExecRuntime.class),
				this.context);
		new SigningHandler().execute(this.request, scope, mock(ExecChain.class));
		String byHandler = value();
		this.request.removeHeaders("Authorization");
		this.authorization.authorize(this.request, TARGET);
		SigningInterceptor.INSTANCE.process(this.request, null, this.context);
		assertThat(value()).isEqualTo(byHandler);
		return byHandler;
	}

	private String value() {
		return this.request.containsHeader("Authorization") ? this.request.getLastHeader("Authorization").getValue()
				: null;
	}

}
