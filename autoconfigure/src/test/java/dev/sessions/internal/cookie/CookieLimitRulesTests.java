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

import java.util.stream.IntStream;

import dev.sessions.settings.CookieSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * RFC 6265bis, sections 5.6, 5.7 and 6.1: the limits of a jar.
 */
class CookieLimitRulesTests {

	private static final String SITE = "https://example.com/";

	private final JarUser user = new JarUser();

	@Test
	@DisplayName("RULE 18: 4096 bytes of name and value and no more")
	void size() {
		this.user.receive(SITE, "a=" + "x".repeat(4095), "b=" + "x".repeat(4096), "c".repeat(4097));
		assertThat(this.user.jar().list()).extracting(StoredCookie::name).containsExactly("a");
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 8, 0x0A, 0x0D, 0x0B, 0x1B, 0x1F, 0x7F })
	@DisplayName("RULE 18: control characters invalidate a cookie")
	void controlCharacters(int c) {
		this.user.receive(SITE, "a=1" + (char) c + "2", "a" + (char) c + "b=1", "a=1; Path=/" + (char) c);
		assertThat(this.user.jar().list()).isEmpty();
	}

	@Test
	@DisplayName("RULE 18: except for the tab")
	void tab() {
		assertThat(this.user.receive(SITE, "a=1\t2;\tSecure\t").send(SITE)).isEqualTo("a=1\t2");
	}

	@Test
	@DisplayName("RULE 18: 180 cookies of a host, the oldest is removed first")
	void perHost() {
		this.user.receive("https://other.org/", "other=1");
		IntStream.range(0, 200).forEach((i) -> this.user.receive(SITE, "c" + i + "=1"));
		assertThat(this.user.jar().list()).hasSize(181)
			.extracting(StoredCookie::name)
			.startsWith("other", "c20")
			.endsWith("c199");
	}

	@Test
	@DisplayName("RULE 18: expired cookies of a host are removed before the oldest")
	void expiredOfAHostGoFirst() {
		IntStream.range(0, 180)
			.forEach((i) -> this.user.receive(SITE, "c" + i + "=1" + ((i == 90) ? "; Max-Age=1" : "")));
		this.user.passSeconds(1);
		this.user.receive(SITE, "new=1");
		assertThat(this.user.jar().list()).hasSize(180)
			.extracting(StoredCookie::name)
			.contains("c0", "new")
			.doesNotContain("c90");
	}

	@Test
	@DisplayName("RULE 18: a cookie from http evicts no Secure cookie of the host")
	void secureStays() {
		this.user.receive(SITE, "sid=1; Secure");
		IntStream.range(0, 200).forEach((i) -> this.user.receive("http://example.com/", "c" + i + "=1"));
		assertThat(this.user.jar().list()).hasSize(180).extracting(StoredCookie::name).contains("sid", "c199");
	}

	@Test
	@DisplayName("RULE 18: a cookie that was set again is not the oldest")
	void renewedStays() {
		this.user.receive(SITE, "sid=1");
		IntStream.range(0, 179).forEach((i) -> this.user.receive(SITE, "c" + i + "=1"));
		this.user.receive(SITE, "sid=2");
		this.user.receive(SITE, "new=1");
		assertThat(this.user.jar().list()).hasSize(180)
			.extracting(StoredCookie::name)
			.contains("sid", "new")
			.doesNotContain("c0");
	}

	@Test
	@DisplayName("RULE 18: 3000 cookies in all, the oldest is removed first")
	void inAll() {
		IntStream.range(0, 3010).forEach((i) -> this.user.receive("https://h" + i + ".example.com/", "a=" + i));
		assertThat(this.user.jar().list()).hasSize(3000)
			.extracting(StoredCookie::value)
			.startsWith("10")
			.endsWith("3009");
	}

	@Test
	@DisplayName("RULE 18: cookies.max-count is the limit, and expired cookies are removed first")
	void maxCount() {
		JarUser small = new JarUser(CookieSettings.defaults().withMaxCount(3));
		small.receive("https://a.com/", "a=1").receive("https://b.com/", "b=1; Max-Age=1", "c=1");
		small.passSeconds(1);
		small.receive("https://c.com/", "d=1");
		assertThat(small.jar().list()).extracting(StoredCookie::name).containsExactly("a", "c", "d");
		small.receive("https://d.com/", "e=1");
		assertThat(small.jar().list()).extracting(StoredCookie::name).containsExactly("c", "d", "e");
		assertThat(small.send("https://a.com/")).isNull();
	}

	@Test
	void maxCountIsPositive() {
		assertThatIllegalArgumentException().isThrownBy(() -> CookieSettings.defaults().withMaxCount(0))
			.withMessage("max-count must be positive, but is 0");
	}

}
