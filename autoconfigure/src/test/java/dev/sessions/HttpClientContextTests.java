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

package dev.sessions;

import java.io.IOException;
import java.net.URI;

import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.cookie.Cookie;
import org.apache.hc.client5.http.impl.auth.BasicAuthCache;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of the caller's context after a call of a session's HttpClient.
 */
class HttpClientContextTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start()
		.on("/moved", Reply.redirect(302, "/again"))
		.on("/again", Reply.redirect(302, "/there?a=b").cookie("a=b"))
		.on("/there", Reply.ok("there"));

	@AutoClose
	private final Session session = Session.builder("test")
		.baseUrl(this.server.url())
		.retry((retry) -> retry.withMaxAttempts(1))
		.build();

	private final HttpClient client = this.session.unwrap(HttpClient.class);

	private final HttpClientContext context = HttpClientContext.create();

	@Test
	void lastRequestAndResponseArePresent() throws Exception {
		// id: raw-context-filled
		get("/moved", this.context);
		assertThat(this.context.getRequest().getPath()).isEqualTo("/there?a=b");
		assertThat(this.context.getResponse().getCode()).isEqualTo(200);
	}

	@Test
	void redirectsArePresent() throws Exception {
		get("/moved", this.context);
		assertThat(this.context.getRedirectLocations().getAll()).containsExactly(URI.create(this.server.url("/again")),
				URI.create(this.server.url("/there?a=b")));
		get("/there", this.context);
		assertThat(this.context.getRedirectLocations().size()).isZero();
	}

	@Test
	void routeAndConnectionArePresent() throws Exception {
		get("/there", this.context);
		assertThat(this.context.getHttpRoute().getTargetHost())
			.isEqualTo(new HttpHost("http", "127.0.0.1", this.server.port()));
		assertThat(this.context.getEndpointDetails()).isNotNull();
		assertThat(this.context.getExchangeId()).isNotNull();
	}

	@Test
	void cookiesArePresent() throws Exception {
		get("/moved", this.context);
		assertThat(this.context.getCookieStore().getCookies()).extracting(Cookie::getName).containsExactly("a");
		assertThat(this.context.getCookieOrigin().getHost()).isEqualTo("127.0.0.1");
		assertThat(this.context.getCookieOrigin().getPath()).startsWith("/there");
	}

	@Test
	void plainContextIsFilledToo() throws Exception {
		HttpContext plain = HttpCoreContext.create();
		get("/moved", plain);
		assertThat(HttpCoreContext.cast(plain).getRequest().getPath()).isEqualTo("/there?a=b");
		assertThat(HttpCoreContext.cast(plain).getResponse().getCode()).isEqualTo(200);
	}

	@Test
	void failedCallHasRequestAndNoResponse() throws Exception {
		this.server.on("/silent", Faults.closeWithoutAnswer());
		get("/there", this.context);
		assertThatIOException().isThrownBy(() -> get("/silent", this.context));
		assertThat(this.context.getRequest().getPath()).isEqualTo("/silent");
		assertThat(this.context.getResponse()).isNull();
	}

	@Test
	void contextCanBeUsedAgainAndByAnotherSession() throws Exception {
		get("/moved", this.context);
		get("/moved", this.context);
		try (Session other = this.session.fork()) {
			int status = other.unwrap(HttpClient.class)
				.execute(new HttpGet(this.server.url("/there")), this.context, (response) -> response.getCode());
			assertThat(status).isEqualTo(200);
		}
		assertThat(this.context.getRequest().getPath()).isEqualTo("/there");
	}

	@Test
	void ownCookieStoreIsRefused() {
		this.context.setCookieStore(new BasicCookieStore());
		assertThatIllegalArgumentException().isThrownBy(() -> get("/there", this.context))
			.withMessageContaining("cookie store");
	}

	@Test
	void ownCredentialsAreRefused() {
		HttpClientContext provider = HttpClientContext.create();
		provider.setCredentialsProvider(new BasicCredentialsProvider());
		HttpClientContext cache = HttpClientContext.create();
		cache.setAuthCache(new BasicAuthCache());
		HttpClientContext preemptive = HttpClientContext.create();
		BasicScheme basic = new BasicScheme();
		basic.initPreemptive(new UsernamePasswordCredentials("me", "secret".toCharArray()));
		preemptive.resetAuthExchange(new HttpHost("127.0.0.1", this.server.port()), basic);
		for (HttpClientContext unusable : new HttpClientContext[] { provider, cache, preemptive }) {
			assertThatIllegalArgumentException().isThrownBy(() -> get("/there", unusable))
				.withMessageContaining("credentials of its own")
				.withMessageNotContaining("secret");
		}
		assertThat(this.server.requests()).isEmpty();
	}

	private void get(String path, HttpContext context) throws IOException {
		this.client.execute(new HttpGet(this.server.url(path)), context, (response) -> {
			EntityUtils.consume(response.getEntity());
			return null;
		});
	}

}
