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

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.sessions.settings.CookieSettings;
import dev.sessions.testsupport.BackgroundCalls;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * RFC 6265bis, section 5.7: which cookies a full jar removes.
 */
class CookieEvictionRulesTests {

	private static final String VICTIM = "https://victim.test/";

	private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

	@AutoClose
	private final BackgroundCalls calls = new BackgroundCalls();

	private static JarUser jar(int maxCount) {
		return new JarUser(CookieSettings.defaults().withMaxCount(maxCount));
	}

	private static String site(int number) {
		return "https://o" + number + ".test/";
	}

	private static JarUser oneCookieEach(int maxCount) {
		JarUser user = jar(maxCount);
		IntStream.rangeClosed(1, maxCount).forEach((i) -> user.receive(site(i), "a=" + i));
		return user;
	}

	private static void flood(JarUser user, String url, int count) {
		user.receive(url, IntStream.range(0, count).mapToObj((i) -> "flood" + i + "=1").toArray(String[]::new));
	}

	/**
	 * Add new cookies one by one until none of the first ones is left.
	 * @return the values in the order of their removal
	 */
	private static List<String> leaving(JarUser user) {
		List<String> left = new ArrayList<>();
		List<String> present = values(user);
		for (int i = 1, count = present.size(); i <= count; i++) {
			user.receive("https://new" + i + ".test/", "new=new");
			List<String> kept = values(user);
			present.stream().filter((value) -> !kept.contains(value)).forEach(left::add);
			present = kept;
		}
		return left;
	}

	private static List<String> values(JarUser user) {
		return user.jar().list().stream().map(StoredCookie::value).filter((value) -> !value.equals("new")).toList();
	}

	@Test
	@DisplayName("RULE 47: the least recently used cookie is removed first (jar-last-access)")
	void leastRecentlyUsed() {
		JarUser user = oneCookieEach(5);
		for (int host : new int[] { 3, 1, 1, 4, 1, 1, 1 }) {
			user.send(site(host));
		}
		assertThat(leaving(user)).containsExactly("2", "5", "3", "4", "1");
	}

	@Test
	@DisplayName("RULE 47: setting a cookie is a use, even to the same value")
	void settingIsAUse() {
		JarUser user = oneCookieEach(4);
		user.send(site(2));
		user.receive(site(1), "a=1");
		user.send(site(2));
		user.receive(site(3), "a=3; Max-Age=1000");
		assertThat(leaving(user)).containsExactly("4", "1", "2", "3");
	}

	@Test
	@DisplayName("RULE 47: a cookie of another path is not used")
	void pathsNotSentAreNotUsed() {
		JarUser user = jar(3).receive("https://o1.test/", "a=1; Path=/x", "b=2; Path=/y", "c=3; Path=/x/z");
		user.send("https://o1.test/x/z");
		user.send("https://o1.test/x");
		assertThat(leaving(user)).containsExactly("2", "3", "1");
	}

	@Test
	@DisplayName("RULE 47: a cookie hidden by one of the caller is not used, the others are")
	void hiddenByHandIsNotUsed() {
		JarUser user = jar(3).receive("https://o1.test/", "a=1", "b=2", "c=3");
		BasicHttpRequest request = new BasicHttpRequest("GET", "/");
		request.addHeader("Cookie", "b=mine");
		HostCookies selection = user.jar().select("o1.test", true);
		assertThat(selection).isNotNull();
		CookieHeader.add(request, selection);
		assertThat(leaving(user)).containsExactly("2", "1", "3");
	}

	@Test
	@DisplayName("RULE 47: the cookie of a domain is used by any of its hosts")
	void anyHostUsesTheCookieOfTheDomain() {
		JarUser user = oneCookieEach(3).receive("https://www.o1.test/", "a=1; Domain=o1.test");
		user.send("https://a.o1.test/");
		user.send("https://b.o1.test/");
		user.send(site(3));
		user.send("https://a.o1.test/");
		assertThat(values(user)).containsExactly("2", "3", "1");
		assertThat(leaving(user)).containsExactly("2", "3", "1");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			jar-redirects,         3000, https://e%d.evil.test/,      20,  190
			jar-absolute,          3000, https://o%d.test/,           20,  190
			jar-absolute more,     3000, https://o%d.test/,           140, 190
			jar-small,             200,  https://o%d.test/,           4,   100
			jar-small more,        200,  https://o%d.test/,           40,  100
			jar-small one,         200,  https://e%d.evil.test/,      400, 1
			jar-one-host,          3000, https://evil.test/x?%d,      20,  190
			one host http,         3000, http://evil.test/x?%d,       20,  190
			tiny,                  10,   https://evil.test/x?%d,      2,   190
			two,                   2,    https://evil.test/x?%d,      2,   10
			one site 1 each,       3000, https://e%d.evil.test/,      3500, 1
			one site 3 each,       3000, https://e%d.evil.co.uk/,     1500, 3
			private suffix,        3000, https://evil.github.io/x?%d, 20,  190
			tenants,               3000, https://e%d.github.io/,      20,  190
			addresses,             3000, http://10.0.0.%d/,           100, 190
			IPv6,                  3000, http://[fe80::%d]/,          20,  190
			siblings of the host,  3000, https://e%d.victim.test/,    20,  190
			below the host,        200,  https://a.b%d.victim.test/,  40,  20
			single label,          3000, https://evil%d/,             20,  190
			""")
	@DisplayName("RULE 47: cookies of other sites do not evict a login")
	void loginStays(String id, int maxCount, String url, int hosts, int cookiesEach) {
		JarUser used = jar(maxCount).receive(VICTIM, "sid=LOGIN");
		IntStream.range(0, 5).forEach((i) -> used.send(VICTIM));
		JarUser notUsedYet = jar(maxCount).receive(VICTIM, "sid=LOGIN");
		for (JarUser user : List.of(used, notUsedYet)) {
			for (int i = 0; i < hosts; i++) {
				flood(user, url.formatted(i), cookiesEach);
			}
			assertThat(user.jar().list()).as(id).hasSizeLessThanOrEqualTo(maxCount);
			assertThat(user.send(VICTIM)).as(id).isEqualTo("sid=LOGIN");
		}
	}

	@Test
	@DisplayName("RULE 47: cookies of the domain count as the host's (jar-one-host)")
	void cookiesOfADomainEvictNoOthers() {
		JarUser user = jar(200).receive(VICTIM, "sid=LOGIN");
		for (int i = 0; i < 400; i++) {
			user.receive("https://e" + i + ".evil.test/", "a" + i + "=1; Domain=evil.test", "b=1");
		}
		assertThat(user.send(VICTIM)).isEqualTo("sid=LOGIN");
	}

	@Test
	@DisplayName("RULE 47: of thousands of domains with one cookie each, the least recently used are removed")
	void manyDomains() {
		JarUser user = jar(3000).receive(VICTIM, "sid=LOGIN", "csrf=1", "unused=1; Path=/unused");
		for (int i = 0; i < 9000; i++) {
			user.receive(site(i), "a=1");
			if (i % 1000 == 0) {
				assertThat(user.send(VICTIM)).isEqualTo("sid=LOGIN; csrf=1");
			}
		}
		assertThat(user.send(VICTIM + "unused")).isEqualTo("sid=LOGIN; csrf=1");
		assertThat(user.send(site(8999 - 2998))).isNull();
		assertThat(user.send(site(8999 - 2997))).isEqualTo("a=1");
	}

	@Test
	@DisplayName("RULE 47: a new site has room in a jar full of other cookies")
	void aNewSiteHasRoom() {
		JarUser user = jar(3000);
		IntStream.range(0, 20).forEach((i) -> flood(user, "https://e" + i + ".evil.test/", 190));
		assertThat(user.jar().list()).hasSize(3000);
		flood(user, VICTIM, 20);
		assertThat(user.send(VICTIM).split("; ")).hasSize(20);
		flood(user, "https://e1.evil.test/", 180);
		assertThat(user.send(VICTIM).split("; ")).hasSize(20);
		assertThat(user.jar().list()).hasSize(3000);
	}

	@Test
	@DisplayName("RULE 47: a large site makes room for its own cookies, the least recently used first")
	void aLargeSiteMakesRoomItself() {
		JarUser user = jar(100);
		flood(user, VICTIM, 50);
		user.receive("https://evil.test/", "first=1; Path=/x", "second=1; Path=/y");
		flood(user, "https://evil.test/", 48);
		user.send("https://evil.test/x");
		user.receive("https://evil.test/", "third=1");
		assertThat(user.send(VICTIM).split("; ")).hasSize(50);
		assertThat(user.send("https://evil.test/x")).startsWith("first=1; ").endsWith("; third=1");
		assertThat(user.send("https://evil.test/y")).doesNotContain("second=1");
	}

	@Test
	@DisplayName("RULE 47: in a full jar a cookie from http evicts no Secure cookie of its host")
	void secureStays() {
		JarUser user = jar(60).receive("https://evil.test/", "sid=1; Secure");
		for (int i = 0; i < 100; i++) {
			user.receive("http://evil.test/", "c" + i + "=1");
		}
		assertThat(user.jar().list()).hasSize(60).extracting(StoredCookie::name).contains("sid", "c99");
	}

	@Test
	@DisplayName("RULE 47: expired cookies are removed before others, including renewed ones")
	void expiredGoesFirst() {
		JarUser user = oneCookieEach(4).receive(site(4), "a=4; Max-Age=20");
		user.receive(site(3), "a=3; Max-Age=10");
		user.passSeconds(10);
		user.receive("https://n1.test/", "a=5");
		assertThat(values(user)).containsExactly("1", "2", "4", "5");
		user.passSeconds(10);
		user.receive("https://n2.test/", "a=6");
		assertThat(values(user)).containsExactly("1", "2", "5", "6");
		user.receive("https://n3.test/", "a=7");
		assertThat(values(user)).containsExactly("2", "5", "6", "7");
	}

	@Test
	@DisplayName("RULE 19: the uses of one fork do not count in another")
	void forksHaveSeparateUses() {
		JarUser user = oneCookieEach(3);
		user.send(site(1));
		CookieJar copy = user.jar().copy();
		HostCookies inTheCopy = copy.select("o2.test", true);
		assertThat(inTheCopy).isNotNull();
		assertThat(inTheCopy.header("/")).isNotNull();
		copy.addAll(List.of(StoredCookie.of("a", "4", "o4.test", "/", null, true, false, false, null)));
		assertThat(copy.list()).extracting(StoredCookie::value).containsExactly("1", "2", "4");
		assertThat(leaving(user)).containsExactly("2", "3", "1");
	}

	@Test
	@DisplayName("RULE 47: after a restart, the cookie set longest ago is removed first until it is used")
	void afterARestart(@TempDir Path folder) {
		CookieSettings settings = CookieSettings.defaults().withMaxCount(3).withFile(folder.resolve("jar"));
		JarUser user = new JarUser(settings);
		IntStream.rangeClosed(1, 3).forEach((i) -> user.receive(site(i), "a=" + i));
		user.receive(site(1), "a=1b").jar().close();
		JarUser next = new JarUser(settings);
		next.send(site(2));
		assertThat(leaving(next)).containsExactly("3", "1b", "2");
		next.jar().close();
	}

	@Test
	@DisplayName("RULE 47: a cookie that was removed in a full jar makes room")
	void removedMakesRoom() {
		JarUser user = oneCookieEach(3);
		user.receive(site(4), "a=4").receive(site(3), "a=; Max-Age=0").receive(site(5), "a=5");
		assertThat(values(user)).containsExactly("2", "4", "5");
		user.jar().removeIf((cookie) -> cookie.value().equals("4"));
		user.receive(site(6), "a=6");
		assertThat(values(user)).containsExactly("2", "5", "6");
		user.jar().clear();
		IntStream.rangeClosed(1, 4).forEach((i) -> user.receive(site(i), "a=" + i));
		assertThat(values(user)).containsExactly("2", "3", "4");
	}

	@Test
	@DisplayName("RULE 18: eviction in a jar of 64,000 costs little more than in one of 2,000")
	void evictionDoesNotGrowWithTheJar() {
		JarUser small = oneCookieEach(2_000);
		JarUser large = oneCookieEach(64_000);
		costOfSetting(small, 2000);
		costOfSetting(large, 2000);
		assertThat(costOfSetting(large, 4000)).isLessThan(8 * costOfSetting(small, 4000) + 50_000_000);
	}

	private static long costOfSetting(JarUser user, int count) {
		long start = THREADS.getCurrentThreadCpuTime();
		for (int i = 0; i < count; i++) {
			user.receive("https://" + start + "-" + i + ".test/", "a=1");
		}
		return THREADS.getCurrentThreadCpuTime() - start;
	}

	@Test
	@DisplayName("RULE 47: a jar stays bounded and keeps used cookies with many threads")
	void manyThreads() throws Exception {
		JarUser user = jar(200).receive(VICTIM, "sid=LOGIN");
		List<Future<?>> done = new ArrayList<>();
		for (int thread = 0; thread < 8; thread++) {
			String host = ".e" + thread + ".test/";
			done.add(this.calls.start(() -> {
				for (int i = 0; i < 500; i++) {
					user.receive("https://h" + i + host, "a=1", "b=1");
					assertThat(user.send(VICTIM)).isEqualTo("sid=LOGIN");
					assertThat(user.jar().list()).hasSizeLessThanOrEqualTo(200);
				}
				return null;
			}));
		}
		for (Future<?> future : done) {
			future.get();
		}
		assertThat(user.jar().list()).hasSize(200);
	}

}
