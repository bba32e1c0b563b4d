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

import java.time.Duration;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * RFC 6265bis, sections 5.6 and 5.7, except for the domain.
 */
class CookieAttributeRulesTests {

	private static final String SITE = "https://example.com/";

	private final JarUser user = new JarUser();

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
			a=b                    | a=b
			a=b; c=d               | a=b
			  a  =  b  ;Secure     | a=b
			a=                     | a=
			a=b=c                  | a=b=c
			=b                     | b
			b                      | b
			a="b c"                | a="b c"
			a={"k":[1,2]}          | a={"k":[1,2]}
			a b=c d                | a b=c d
			a=b;;;                 | a=b
			a=b; =x; Secure=no     | a=b
			a="b;c"                | a="b
			""")
	@DisplayName("RULE 15: section 5.6: name and value are kept unchanged")
	void nameAndValue(String setCookie, String sent) {
		assertThat(this.user.receive(SITE, setCookie).send(SITE)).isEqualTo(sent);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", ";", "=", " = ; Secure", "; a=b" })
	@DisplayName("RULE 15: section 5.7, step 2: a cookie without name and value is ignored")
	void emptyCookie(String setCookie) {
		assertThat(this.user.receive(SITE, setCookie).jar().list()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			a=1; Max-Age=60                                             | 60
			a=1; max-age=60; Expires=Wed, 01 Jan 2020 00:00:00 GMT      | 60
			a=1; Max-Age=60; Expires=Wed, 01 Jan 2098 00:00:00 GMT      | 60
			a=1; Expires=Sun, 01 Mar 2026 12:01:00 GMT                  | 60
			a=1; Expires=Sun, 01-Mar-26 12:01:00 GMT                    | 60
			a=1; Max-Age=x; Expires=Sun, 01 Mar 2026 12:01:00 GMT       | 60
			a=1; Max-Age=; Expires=Sun, 01 Mar 2026 12:01:00 GMT        | 60
			a=1; Max-Age=1.5; Expires=Sun, 01 Mar 2026 12:01:00 GMT     | 60
			a=1; Max-Age=10; Max-Age=60                                 | 60
			a=1; Max-Age=60; Max-Age=soon                               | 60
			a=1; Max-Age=0060                                           | 60
			a=1; Expires=Sun, 01 Mar 2026 12:01:00 GMT; Expires=never   | 60
			""")
	@DisplayName("RULE 15: sections 5.6.1 and 5.6.2: Max-Age before Expires, the last valid one")
	void expiry(String setCookie, long seconds) {
		this.user.receive(SITE, setCookie);
		this.user.passSeconds(seconds - 1);
		assertThat(this.user.send(SITE)).isEqualTo("a=1");
		this.user.passSeconds(1);
		assertThat(this.user.send(SITE)).isNull();
		assertThat(this.user.jar().list()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=2", "a=2; Expires=garbage", "a=2; Max-Age=+60", "a=2; Max-Age=-",
			"a=2; Max-Age=99999999999999999999999", "a=2; Expires=Fri, 31 Dec 9999 23:59:59 GMT" })
	@DisplayName("RULE 15: a cookie with an invalid or distant expiry stays")
	void stays(String setCookie) {
		this.user.receive(SITE, setCookie);
		this.user.passSeconds(Duration.ofDays(3650).toSeconds());
		assertThat(this.user.send(SITE)).isEqualTo("a=2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a=; Max-Age=0", "a=2; Max-Age=-1", "a=2; Max-Age=-99999999999999999999",
			"a=2; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "a=2; Expires=Mon, 01 Jan 1601 00:00:00 GMT" })
	@DisplayName("RULE 15: an expired cookie removes the stored one")
	void removes(String setCookie) {
		this.user.receive(SITE, "a=1", "b=1").receive(SITE, setCookie);
		assertThat(this.user.send(SITE)).isEqualTo("b=1");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/              | /
			/foo           | /
			/foo/          | /foo
			/foo/bar       | /foo
			/foo/bar/baz   | /foo/bar
			""")
	@DisplayName("RULE 15: section 5.1.4: the default path of a cookie")
	void defaultPath(String requestPath, String path) {
		this.user.receive("https://example.com" + requestPath, "a=1", "b=1; Path=", "c=1; Path=relative");
		assertThat(this.user.jar().list()).extracting(StoredCookie::path).containsExactly(path, path, path);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			/      | /            | true
			/      | /any/thing   | true
			/foo   | /foo         | true
			/foo   | /foo?q=/     | true
			/foo   | /foo/        | true
			/foo   | /foo/bar?x   | true
			/foo   | /foobar      | false
			/foo   | /fo          | false
			/foo   | /FOO         | false
			/foo/  | /foo         | false
			/foo/  | /foo?/       | false
			/foo/  | /foo/        | true
			/foo/  | /foo/bar     | true
			/a/b   | /a           | false
			""")
	@DisplayName("RULE 15: section 5.1.4: path matching")
	void pathMatch(String cookiePath, String target, boolean sent) {
		this.user.receive(SITE, "a=1; Path=" + cookiePath);
		assertThat(this.user.send("https://example.com" + target)).isEqualTo(sent ? "a=1" : null);
	}

	@Test
	@DisplayName("RULE 15: each of many paths of a host receives its cookies, repeatedly")
	void manyPaths() {
		for (int i = 0; i < 100; i++) {
			this.user.receive(SITE, "c" + i + "=1; Path=/" + i);
			for (int seen = 0; seen <= i; seen += 7) {
				assertThat(this.user.send(SITE + seen + "/x")).isEqualTo("c" + seen + "=1");
			}
		}
		assertThat(this.user.send(SITE)).isNull();
	}

	@Test
	@DisplayName("RULE 15: section 5.8.3: longer paths first, then by creation; a new value keeps the position")
	void order() {
		this.user.receive(SITE, "a=1; Path=/", "b=1; Path=/x", "c=1; Path=/", "d=1; Path=/x/y")
			.receive(SITE, "a=2; Path=/");
		assertThat(this.user.send(SITE + "x/y")).isEqualTo("d=1; b=1; a=2; c=1");
		assertThat(this.user.jar().list()).extracting(StoredCookie::name).containsExactly("a", "b", "c", "d");
	}

	@Test
	@DisplayName("RULE 15: a cookie that was removed and set again is last")
	void orderAfterRemoval() {
		this.user.receive(SITE, "a=1", "b=1").receive(SITE, "a=; Max-Age=0").receive(SITE, "a=2");
		assertThat(this.user.send(SITE)).isEqualTo("b=1; a=2");
	}

	@Test
	@DisplayName("RULE 15: section 5.6.4: the path is part of the identity of a cookie")
	void samePathReplaces() {
		this.user.receive(SITE, "a=1; Path=/x", "a=2; Path=/y", "a=3; Path=/x");
		assertThat(this.user.send(SITE + "x")).isEqualTo("a=3");
		assertThat(this.user.send(SITE + "y")).isEqualTo("a=2");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			__Secure-a=1; Secure                            | true
			__Secure-a=1                                    | false
			__sEcUrE-a=1                                    | false
			__Host-a=1; Secure; Path=/                      | true
			__Host-a=1; Secure                              | false
			__Host-a=1; Path=/                              | false
			__Host-a=1; Secure; Path=/x                     | false
			__Host-a=1; Secure; Path=/; Domain=example.com  | false
			__HOST-a=1; Secure; Path=/; Domain=example.com  | false
			=__Host-a=1; Secure; Path=/                     | false
			__Secure-a; Secure                              | false
			_Secure-a=1                                     | true
			""")
	@DisplayName("RULE 15: section 5.7, steps 20 to 22: prefixes")
	void prefixes(String setCookie, boolean kept) {
		assertThat(this.user.receive(SITE, setCookie).jar().list()).hasSize(kept ? 1 : 0);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "null", textBlock = """
			a=1; SameSite=strict           | Strict
			a=1; SameSite=LAX              | Lax
			a=1; SameSite=None; Secure     | None
			a=1; SameSite=unheard-of       | null
			a=1                            | null
			""")
	@DisplayName("RULE 15: section 5.6.7: SameSite is kept")
	void sameSite(String setCookie, String sameSite) {
		assertThat(this.user.receive(SITE, setCookie).jar().list()).singleElement()
			.extracting(StoredCookie::sameSite)
			.isEqualTo(sameSite);
	}

	@Test
	@DisplayName("RULE 15: section 5.7, step 19: SameSite=None needs Secure")
	void sameSiteNoneNeedsSecure() {
		assertThat(this.user.receive(SITE, "a=1; SameSite=None").jar().list()).isEmpty();
	}

	@Test
	@DisplayName("RULE 15: section 5.6.6: HttpOnly is kept")
	void httpOnly() {
		this.user.receive(SITE, "a=1; HTTPONLY", "b=1");
		assertThat(this.user.jar().list()).extracting(StoredCookie::httpOnly).containsExactly(true, false);
	}

	@Test
	@DisplayName("RULE 18: section 5.6, step 5: attributes of more than 1024 bytes are ignored")
	void longAttribute() {
		this.user.receive(SITE, "a=1; Path=/" + "x".repeat(1024), "b=1; Path=/" + "x".repeat(1023));
		assertThat(this.user.jar().list()).extracting((cookie) -> cookie.path().length()).containsExactly(1, 1024);
	}

}
