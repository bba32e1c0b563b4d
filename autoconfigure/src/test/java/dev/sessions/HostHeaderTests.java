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

import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a {@code Host} header set by hand, as for a virtual host without a DNS name.
 */
class HostHeaderTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("ok"));

	@AutoClose
	private final ScriptedServer other = ScriptedServer.start().otherwise(Reply.ok("other"));

	@AutoClose
	private final Session session = Session.builder("test")
		.baseUrl(this.server.url())
		.allowedOrigins(this.other.url())
		.header("host", "api.internal")
		.build();

	@Test
	void defaultIsSentToTheBaseUrlsOrigin() {
		this.session.get("/x");
		this.session.get(this.server.url("/absolute"));
		assertThat(this.server.requests()).hasSize(2)
			.allSatisfy((request) -> assertThat(request.headers("Host")).containsExactly("api.internal"));
	}

	@Test
	void defaultIsSentToNoOtherOrigin() {
		this.server.on("/x", Reply.redirect(302, this.other.url("/there")));
		this.session.get("/x");
		this.session.get(this.other.url("/absolute"));
		String host = "127.0.0.1:" + this.other.port();
		assertThat(this.other.requests()).hasSize(2)
			.allSatisfy((request) -> assertThat(request.headers("Host")).containsExactly(host));
	}

	@Test
	void headerOfTheRequestReplacesDefault() {
		this.session.get("/x", (request) -> request.header("Host", "other.internal"));
		assertThat(this.server.request().headers("Host")).containsExactly("other.internal");
	}

	@Test
	void redirectWithinTheOriginKeepsIt() {
		this.server.on("/x", Reply.redirect(302, "/there"));
		this.session.get("/x");
		assertThat(this.server.request("/there").headers("Host")).containsExactly("api.internal");
	}

	@Test
	void redirectWithinTheOriginKeepsHeaderOfTheRequest() {
		this.server.on("/x", Reply.redirect(307, "/there"));
		this.session.get("/x", (request) -> request.header("Host", "other.internal"));
		assertThat(this.server.request("/there").headers("Host")).containsExactly("other.internal");
	}

	@Test
	void redirectBackToTheOriginRestoresTheDefault() {
		this.server.on("/x", Reply.redirect(302, this.other.url("/there")));
		this.other.on("/there", Reply.redirect(302, this.server.url("/back")));
		this.server.on("/back", Reply.redirect(302, "/end"));
		this.session.get("/x");
		assertThat(this.server.request("/back").headers("Host")).containsExactly("api.internal");
		assertThat(this.server.request("/end").headers("Host")).containsExactly("api.internal");
		assertThat(this.other.request().headers("Host")).containsExactly("127.0.0.1:" + this.other.port());
	}

	@Test
	void requestMayLeaveOutTheDefault() {
		this.session.get("/x", (request) -> request.header("Host"));
		assertThat(this.server.request().headers("Host")).containsExactly("127.0.0.1:" + this.server.port());
	}

	@Test
	void defaultMayChange() {
		this.session.headers((headers) -> headers.set("Host", "b.internal"));
		this.session.get("/x");
		assertThat(this.server.request().headers("Host")).containsExactly("b.internal");
	}

}
