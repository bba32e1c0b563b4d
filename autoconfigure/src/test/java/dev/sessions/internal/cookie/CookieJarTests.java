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

package dev.sessions.internal.cookie;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

import dev.sessions.testsupport.BackgroundCalls;
import org.apache.hc.client5.http.cookie.Cookie;
import org.apache.hc.client5.http.impl.cookie.BasicClientCookie;
import org.apache.hc.core5.http.Header;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CookieJar}, as HttpClient's cookie store and with many threads.
 */
class CookieJarTests {

	private static final String SITE = "https://example.com/";

	@AutoClose
	private final BackgroundCalls calls = new BackgroundCalls();

	private final JarUser user = new JarUser();

	@Test
	void acceptsCookiesOfHttpClient() {
		BasicClientCookie cookie = new BasicClientCookie("caf\u00e9", "\u20ac");
		cookie.setDomain("Example.COM");
		cookie.setAttribute(Cookie.DOMAIN_ATTR, "example.com");
		cookie.setPath("/x");
		cookie.setExpiryDate(JarUser.START.plusSeconds(60));
		this.user.jar().addCookie(cookie);
		assertThat(this.user.send("http://www.example.com/x")).isEqualTo("caf\u00c3\u00a9=\u00e2\u0082\u00ac");
		assertThat(this.user.jar().getCookies()).singleElement().satisfies((kept) -> {
			assertThat(kept.getName()).isEqualTo("caf\u00e9");
			assertThat(kept.getValue()).isEqualTo("\u20ac");
			assertThat(kept.getDomain()).isEqualTo("example.com");
			assertThat(kept.getPath()).isEqualTo("/x");
			assertThat(kept.getExpiryInstant()).isEqualTo(JarUser.START.plusSeconds(60));
			assertThat(kept.getCreationInstant()).isEqualTo(JarUser.START);
			assertThat(kept.containsAttribute(Cookie.DOMAIN_ATTR)).isTrue();
			assertThat(kept.isExpired(JarUser.START)).isFalse();
			assertThat(kept.isPersistent()).isTrue();
		});
		cookie.setExpiryDate(Instant.EPOCH);
		this.user.jar().addCookie(cookie);
		assertThat(this.user.jar().getCookies()).isEmpty();
	}

	@Test
	void rejectsCookieWithoutDomain() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.user.jar().addCookie(new BasicClientCookie("a", "hidden")))
			.withMessage("The cookie a has no domain");
	}

	@Test
	void clearsCookiesThatExpireByADate() {
		this.user.receive(SITE, "a=1; Max-Age=60", "b=1");
		assertThat(this.user.jar().clearExpired(JarUser.START.plusSeconds(59))).isFalse();
		assertThat(this.user.jar().clearExpired(JarUser.START.plusSeconds(60))).isTrue();
		assertThat(this.user.send(SITE)).isEqualTo("b=1");
		this.user.jar().clear();
		assertThat(this.user.send(SITE)).isNull();
	}

	@Test
	void copyIsIndependent() {
		this.user.receive(SITE, "a=1");
		CookieJar copy = this.user.jar().copy();
		this.user.receive(SITE, "a=2");
		copy.removeIf((cookie) -> cookie.name().equals("b"));
		assertThat(copy.list()).extracting(StoredCookie::value).containsExactly("1");
		copy.clear();
		assertThat(this.user.send(SITE)).isEqualTo("a=2");
	}

	@Test
	void headerIsReusedUntilTheJarChanges() {
		this.user.receive(SITE, "a=1; Path=/", "b=1; Path=/x");
		Header first = header("/x/1?q");
		assertThat(header("/x/2")).isSameAs(first);
		assertThat(header("/y").getValue()).isEqualTo("a=1");
		this.user.receive(SITE, "a=2; Path=/");
		assertThat(header("/x/1").getValue()).isEqualTo("b=1; a=2");
	}

	@Test
	void headerIsReusedIfASetCookieDoesNotChangeIt() {
		this.user.receive(SITE, "a=1; Path=/; Max-Age=60", "b=1; Path=/");
		Header first = header("/x");
		this.user.passSeconds(30);
		this.user.receive(SITE, "a=1; Path=/; Max-Age=60", "b=1; Path=/; HttpOnly", "c=; Path=/; Max-Age=0");
		assertThat(header("/x")).isSameAs(first);
		assertThat(this.user.jar().list()).extracting(StoredCookie::httpOnly).containsExactly(false, true);
		this.user.passSeconds(59);
		assertThat(header("/x").getValue()).isEqualTo("a=1; b=1");
		this.user.passSeconds(1);
		assertThat(header("/x").getValue()).isEqualTo("b=1");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=2; Path=/; Max-Age=60, a=2; b=1", "a=1; Path=/; Max-Age=0, b=1",
			"a=1; Path=/; Max-Age=10, a=1; b=1", "c=1; Path=/, a=1; b=1; c=1" })
	void headerIsReplacedIfItChanges(String change) {
		this.user.receive(SITE, "a=1; Path=/; Max-Age=60", "b=1; Path=/");
		header("/x");
		int comma = change.indexOf(", ");
		this.user.receive(SITE, change.substring(0, comma));
		assertThat(header("/x").getValue()).isEqualTo(change.substring(comma + 2));
		this.user.passSeconds(10);
		assertThat(header("/x").getValue())
			.isEqualTo(change.substring(comma + 2).replace("a=1; ", change.contains("Max-Age=10") ? "" : "a=1; "));
	}

	@Test
	void cookieThatBecomesSecureIsSentOverHttpsOnly() {
		this.user.receive(SITE, "a=1; Path=/");
		assertThat(this.user.send("http://example.com/")).isEqualTo("a=1");
		this.user.receive(SITE, "a=1; Path=/; Secure");
		assertThat(this.user.send("http://example.com/")).isNull();
	}

	private Header header(String target) {
		HostCookies selection = this.user.jar().select("example.com", true);
		assertThat(selection).isNotNull();
		Header header = selection.header(target);
		assertThat(header).isNotNull();
		return header;
	}

	@Test
	void manyHostsInTurnReceiveTheirCookies() {
		for (int round = 0; round < 2; round++) {
			for (int i = 0; i < 20; i++) {
				String host = "https://h" + i + ".example.com/";
				this.user.receive(host, "a=" + i);
				assertThat(this.user.send(host)).isEqualTo("a=" + i);
				assertThat(this.user.send("https://example.com/")).isNull();
			}
		}
	}

	@Test
	void concurrentChangesAreNotLost() throws Exception {
		List<Future<?>> done = new ArrayList<>();
		for (int thread = 0; thread < 64; thread++) {
			String host = "https://h" + (thread % 8) + ".example.com/";
			int number = thread;
			done.add(this.calls.start(() -> {
				for (int i = 0; i < 20; i++) {
					String own = "c" + number + "-" + i + "=1";
					this.user.receive(host, own);
					assertThat(this.user.send(host)).contains(own);
				}
				return null;
			}));
		}
		for (Future<?> future : done) {
			future.get();
		}
		assertThat(this.user.jar().list()).hasSize(64 * 20).doesNotHaveDuplicates();
		assertThat(this.user.send("https://h0.example.com/").split("; ")).hasSize(160);
	}

	@Test
	void toStringShowsNoValue() {
		this.user.receive(SITE, "a=hidden");
		assertThat(this.user.jar().list() + " " + this.user.jar()).doesNotContain("hidden");
	}

}
