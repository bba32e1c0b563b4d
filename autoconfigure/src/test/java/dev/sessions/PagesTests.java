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

import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

import dev.sessions.settings.ProxySettings;
import dev.sessions.testsupport.CredentialKind;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests of the pages of a list.
 */
class PagesTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@Test
	void followNextLinks() {
		this.server.on("/v2/items", page("1", "?page=2"), page("2", "/v2/last?x=a%2Fb"));
		this.server.on("/v2/last", Reply.ok("3").header("Link", "</v2/items>; rel=first"));
		try (Session session = builder().baseUrl(this.server.url("/v2")).build()) {
			assertThat(session.pages("/items").map(Response::text)).containsExactly("1", "2", "3");
		}
		assertThat(this.server.requests()).extracting((request) -> request.target())
			.containsExactly("/v2/items", "/v2/items?page=2", "/v2/last?x=a%2Fb");
		assertThat(this.server.accepted()).isEqualTo(1);
	}

	@Test
	void areFetchedOnDemand() {
		this.server.otherwise(page("1", "/2"), page("2", "/3"), page("3", "/4"));
		try (Session session = builder().build()) {
			Stream<Response> pages = session.pages("/1");
			assertThat(this.server.requests()).isEmpty();
			Iterator<Response> iterator = pages.iterator();
			assertThat(iterator.next().text()).isEqualTo("1");
			assertThat(this.server.requests()).hasSize(1);
			assertThat(iterator.next().text()).isEqualTo("2");
			assertThat(this.server.requests()).hasSize(2);
			assertThat(session.pool().leased()).isZero();
			pages.close();
			assertThat(iterator.hasNext()).isFalse();
			assertThat(this.server.requests()).hasSize(2);
		}
	}

	@Test
	void shareTheRequestExceptItsUri() {
		this.server.on("/a/items", page("1", "/a/items?page=2&size=10"));
		this.server.on("/a/items", page("1", "/a/items?page=2&size=10"), Reply.ok("2"));
		try (Session session = builder().build()) {
			List<String> pages = session
				.pages("/{owner}/items",
						(request) -> request.path("owner", "a").param("size", 10).header("X-Own", "x").cookie("c", "1"))
				.map(Response::text)
				.toList();
			assertThat(pages).containsExactly("1", "2");
		}
		assertThat(this.server.requests()).extracting((request) -> request.target())
			.containsExactly("/a/items?size=10", "/a/items?page=2&size=10");
		assertThat(this.server.requests())
			.allMatch((request) -> "x".equals(request.header("X-Own")) && "c=1".equals(request.header("Cookie")));
	}

	@Test
	void stopAtAnotherOrigin() {
		this.server.otherwise(page("1", this.server.localhost("/2")), Reply.ok("2"));
		try (Session session = builder().auth(CredentialKind.BEARER.credentials()).build()) {
			assertThat(session.pages("/1").map(Response::text)).containsExactly("1");
		}
		assertThat(this.server.requests()).hasSize(1);
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource({ "pages-other-scheme, https://127.0.0.1:{port}/list?p=SECRET, https://127.0.0.1:{port}",
			"pages-foreign-not-followed, http://localhost:{port}/list?p=SECRET, http://localhost:{port}",
			"pages-other-port, http://127.0.0.1:1/list, http://127.0.0.1:1", "pages-ftp, ftp://127.0.0.1/list, ftp:" })
	@ExtendWith(OutputCaptureExtension.class)
	void logThatTheyEndEarly(String row, String next, String origin, CapturedOutput output) {
		String port = "" + this.server.port();
		this.server.otherwise(page("1", next.replace("{port}", port)), Reply.ok("2"));
		try (Session session = builder().build()) {
			Iterator<Response> pages = session.pages("/list;id=SECRET?p=SECRET").iterator();
			assertThat(pages.next().text()).as(row).isEqualTo("1");
			assertThat(pages.hasNext()).isFalse();
			assertThat(pages.hasNext()).isFalse();
		}
		assertThat(this.server.requests()).hasSize(1);
		assertThat(output.getOut().lines().filter((line) -> line.contains("the pages end early"))).singleElement()
			.asString()
			.contains("WARN", "dev.sessions", "'test'", this.server.url("/list"),
					"at " + origin.replace("{port}", port), "auth.allowed-origins")
			.doesNotContain("SECRET");
	}

	@Test
	void areComparedWithoutTheirFragments() {
		this.server.otherwise(page("1", "/1#again"));
		try (Session session = builder().build()) {
			Iterator<Response> pages = session.pages("/1#first").iterator();
			assertThat(pages.next().text()).isEqualTo("1");
			assertThatExceptionOfType(SessionException.class).isThrownBy(pages::next);
		}
	}

	@Test
	void continueAtHostWithUnderscore() {
		this.server.otherwise(page("1", "/2"), page("2", "http://my_host/3"), Reply.ok("3"));
		ProxySettings proxy = ProxySettings.defaults().withUrl(this.server.url());
		try (Session session = Session.builder("test").proxy((settings) -> proxy).build()) {
			assertThat(session.pages("http://my_host/1").map(Response::text)).containsExactly("1", "2", "3");
		}
	}

	@Test
	void continueAtAllowedOrigin() {
		this.server.otherwise(page("1", this.server.localhost("/2")), Reply.ok("2"));
		try (Session session = builder().auth(CredentialKind.BEARER.credentials())
			.allowedOrigins(this.server.localhost(""))
			.build()) {
			assertThat(session.pages("/1").map(Response::text)).containsExactly("1", "2");
		}
		assertThat(this.server.requests()).hasSize(2).allMatch(CredentialKind.BEARER::isIn);
	}

	@Test
	void pagesOfAnotherOriginStayAtThatOrigin() {
		this.server.otherwise(page("1", "/2"), page("2", this.server.url("/3")), page("3", "ftp://127.0.0.1/"));
		try (Session session = builder().auth(CredentialKind.BEARER.credentials()).build()) {
			assertThat(session.pages(this.server.localhost("/1")).map(Response::text)).containsExactly("1", "2", "3");
		}
		assertThat(this.server.requests()).extracting(CredentialKind.BEARER::isIn).containsExactly(false, false, true);
	}

	@Test
	void pagesAfterARedirectToAnotherOriginDoNotTakeHeadersThere() {
		this.server.on("/1", Reply.redirect(302, this.server.localhost("/there")));
		this.server.on("/there", page("1", "/2"));
		this.server.on("/2", Reply.ok("2"));
		try (Session session = builder().build()) {
			assertThat(session.pages("/1", (request) -> request.header("Authorization", "mine")).map(Response::text))
				.containsExactly("1");
		}
		assertThat(this.server.requests("/2")).isEmpty();
	}

	@Test
	void endWithErrorStatus() {
		this.server.otherwise(page("1", "/2"), Reply.status(404).header("Link", "</3>; rel=next"));
		try (Session session = builder().build()) {
			assertThat(session.pages("/1").map((page) -> page.status().value())).containsExactly(200, 404);
		}
	}

	@Test
	void loopOfPagesFails() {
		this.server.on("/1", page("1", "/2?secret=hidden"));
		this.server.on("/2", page("2", "/1"));
		try (Session session = builder().build()) {
			Iterator<Response> pages = session.pages("/1").iterator();
			assertThat(pages.next().text()).isEqualTo("1");
			assertThat(pages.next().text()).isEqualTo("2");
			assertThatExceptionOfType(SessionException.class).isThrownBy(pages::next)
				.withMessageContaining("'test'")
				.withMessageContaining("read before")
				.withMessageContaining("/2")
				.withMessageNotContaining("hidden");
		}
		assertThat(this.server.requests()).hasSize(2);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/1", "/2" })
	void failedPagesFailAgain(String broken) {
		this.server.on("/1", page("1", "/2")).on("/2", page("2", "/3")).on("/3", Reply.ok("3"));
		this.server.on(broken, Faults.closeWithoutAnswer(), page("too late", "/3"));
		try (Session session = builder().build()) {
			Stream<Response> pages = session.pages("/1", (request) -> request.maxAttempts(1));
			Iterator<Response> iterator = pages.iterator();
			SessionException first = catchThrowableOfType(SessionException.class,
					() -> iterator.forEachRemaining((page) -> assertThat(page.text()).isEqualTo("1")));
			assertThat(first).hasMessageContaining(broken + " failed: the server closed the connection");
			assertThatExceptionOfType(SessionException.class).isThrownBy(iterator::hasNext).isSameAs(first);
			assertThatExceptionOfType(SessionException.class).isThrownBy(iterator::next).isSameAs(first);
			pages.close();
			assertThat(iterator.hasNext()).isFalse();
		}
		assertThat(this.server.requests(broken)).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource({ "900, 899, 900", "900, 1, 900", "2040, 2038, 2051", "2040, 1, 4100" })
	@DisplayName("RULE 44: the memory of visited pages is bounded, and each loop is found")
	void lateLoopIsFound(int pages, int back, int atMost) {
		this.server.otherwise((request, connection) -> {
			int page = Integer.parseInt(request.target().substring(1));
			page("" + page, "/" + ((page < pages) ? page + 1 : back)).send(request, connection);
		});
		try (Session session = builder().build()) {
			Iterator<Response> iterator = session.pages("/1").iterator();
			assertThatExceptionOfType(SessionException.class).isThrownBy(() -> iterator.forEachRemaining((page) -> {
			})).withMessageContaining("read before").withMessageContaining(this.server.url("/"));
			assertThatExceptionOfType(SessionException.class).isThrownBy(iterator::hasNext)
				.withMessageContaining("read before");
		}
		assertThat(this.server.requests()).hasSizeBetween(pages, atMost);
	}

	@Test
	@DisplayName("RULE 44: long links are not kept")
	void memoryOfVisitedPagesIsBounded() {
		PagesSeen seen = new PagesSeen();
		for (int i = 0; i < 10_000; i++) {
			assertThat(seen.isNew(URI.create("http://127.0.0.1/" + i))).isTrue();
			seen.add(URI.create("http://127.0.0.1/page/" + i));
		}
		assertThat(seen).extracting("hashes")
			.asInstanceOf(InstanceOfAssertFactories.COLLECTION)
			.hasSizeLessThanOrEqualTo(1000)
			.allMatch((hash) -> ((String) hash).length() == 32);
	}

	@Test
	void refuseUnsendableRequestImmediately() {
		try (Session session = builder().build()) {
			assertThatIllegalArgumentException().isThrownBy(() -> session.pages("/{missing}"));
		}
	}

	private SessionBuilder builder() {
		return Session.builder("test")
			.baseUrl(this.server.url())
			.retry((retry) -> retry.withBackoff(retry.backoff().withDelay(Duration.ZERO)));
	}

	private static Reply page(String text, String next) {
		return Reply.ok(text).header("Link", "<" + next + ">; rel=\"next\"");
	}

}
