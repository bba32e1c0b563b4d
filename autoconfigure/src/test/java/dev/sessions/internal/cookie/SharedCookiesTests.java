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

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.MemoryStore;
import dev.sessions.internal.shared.SharedEntry;
import dev.sessions.internal.shared.SharedMap;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.settings.CookieSettings;
import dev.sessions.settings.SharedSettings;
import dev.sessions.testsupport.UnreliableStore;
import dev.sessions.testsupport.UnreliableStore.Fault;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link SharedCookies}: the jar of a session on two instances.
 */
class SharedCookiesTests {

	private static final SharedMap MAP = new SharedMap(SharedSession.hash("", "github"), "cookies");

	private final MemoryStore store = new MemoryStore(TimeSource.SYSTEM);

	@AutoClose
	private final JarInstance one = new JarInstance(this.store.another());

	@AutoClose
	private final JarInstance other = new JarInstance(this.store.another());

	@Test
	void cookieIsSeenByOtherInstances() {
		this.one.receive("sid=1; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=60");
		assertThat(this.one.pairs()).containsExactly("sid=1");
		await().until(() -> this.other.pairs().equals(List.of("sid=1")));
		assertThat(this.other.jar().list()).isEqualTo(this.one.jar().list());
	}

	@Test
	void cookiesOfAnInstanceThatStartsLaterAreThoseOfTheStore() {
		this.one.receive("a=1", "b=2");
		await().until(() -> this.other.pairs().size() == 2);
		try (JarInstance later = new JarInstance(this.store.another())) {
			assertThat(later.pairs()).containsExactly("a=1", "b=2");
		}
	}

	@Test
	void laterCookieReplaces() {
		this.one.receive("sid=1");
		await().until(() -> this.other.pairs().equals(List.of("sid=1")));
		this.other.receive("sid=2");
		await().until(() -> this.one.pairs().equals(List.of("sid=2")));
		assertThat(this.one.jar().list()).isEqualTo(this.other.jar().list());
	}

	@Test
	void removalByTheServerRemovesEverywhere() {
		this.one.receive("sid=1", "lang=de");
		await().until(() -> this.other.pairs().size() == 2);
		this.other.receive("sid=; Max-Age=0");
		await().until(() -> this.one.pairs().equals(List.of("lang=de")));
	}

	@Test
	void removalOfACookieThatHasNotArrivedRemovesItToo() {
		this.other.cut(Fault.HANG);
		this.one.receive("sid=1");
		await().until(() -> stored() == 1);
		this.other.cut(Fault.NONE);
		assertThat(this.other.pairs()).isEmpty();
		this.other.receive("sid=; Max-Age=0");
		await().until(() -> this.one.pairs().isEmpty());
	}

	@Test
	void clearClearsEverywhere() {
		this.one.receive("a=1", "b=2");
		await().until(() -> this.other.pairs().size() == 2);
		this.one.jar().clear();
		await().until(() -> this.other.pairs().isEmpty());
		this.other.receive("a=3");
		await().until(() -> this.one.pairs().equals(List.of("a=3")));
	}

	@Test
	void cookieOfTheUserIsSharedToo() {
		this.one.jar()
			.addAll(List.of(StoredCookie.of("caf\u00e9", "\u20ac", "api.test", "/x", Instant.now().plusSeconds(60),
					false, false, false, null)));
		await().until(() -> !this.other.jar().list().isEmpty());
		assertThat(this.other.jar().list()).isEqualTo(this.one.jar().list());
	}

	@Test
	void fullJarsAgreeOnWhatIsRemoved() {
		CookieSettings small = CookieSettings.defaults().withMaxCount(10);
		MemoryStore store = new MemoryStore(TimeSource.SYSTEM);
		try (JarInstance first = new JarInstance(store.another(), small);
				JarInstance second = new JarInstance(store.another(), small)) {
			IntStream.range(0, 200).forEach((i) -> ((i % 2 == 0) ? first : second).receive("c" + i + "=1"));
			await().until(() -> first.pairs().equals(second.pairs()) && first.pairs().size() <= 10);
			first.receive("last=1");
			await().until(() -> second.pairs().contains("last=1") && first.pairs().equals(second.pairs()));
			assertThat(second.pairs()).hasSizeBetween(5, 10);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "FAIL", "HANG" })
	void disconnectedInstancesCatchUpInBothDirections(Fault fault) {
		this.one.receive("kept=1", "removed=1", "changed=1");
		await().until(() -> this.other.pairs().size() == 3);
		this.other.cut(fault);
		this.other.receive("removed=; Max-Age=0", "new=2");
		this.one.receive("changed=2", "added=1");
		await().until(() -> !this.other.isAvailable());
		assertThat(this.other.pairs()).containsExactly("kept=1", "changed=1", "new=2");
		this.other.cut(Fault.NONE);
		await().until(() -> this.one.pairs().size() == 4 && this.one.pairs().equals(this.other.pairs()));
		assertThat(this.one.pairs()).containsExactlyInAnyOrder("kept=1", "changed=2", "added=1", "new=2");
	}

	@Test
	void emptiedStoreIsFilledAgain() {
		this.one.receive("a=1", "b=1");
		await().until(() -> this.other.pairs().size() == 2);
		this.other.receive("b=; Max-Age=0");
		await().until(() -> this.one.pairs().size() == 1);
		this.one.cut(Fault.FAIL);
		this.one.receive("c=1");
		await().until(() -> !this.one.isAvailable());
		this.store.delete(MAP).join();
		this.one.cut(Fault.NONE);
		await().until(() -> this.other.pairs().equals(List.of("a=1", "c=1")));
		try (JarInstance later = new JarInstance(this.store.another())) {
			assertThat(later.pairs()).containsExactly("a=1", "c=1");
		}
	}

	@Test
	void startWithoutTheStoreContinuesAlone() {
		UnreliableStore hanging = new UnreliableStore(this.store.another());
		hanging.withFault(Fault.HANG);
		try (JarInstance alone = new JarInstance(hanging)) {
			alone.receive("a=1");
			assertThat(alone.pairs()).containsExactly("a=1");
		}
	}

	@Test
	void garbageInTheStoreIsIgnored() {
		long later = TimeUnit.MILLISECONDS.toMicros(System.currentTimeMillis()) + 1_000_000;
		StoredCookie cookie = StoredCookie.of("sid", "1", "api.test", "/", null, true, true, true, null)
			.at(later, later);
		SharedEntry valid = SharedCookieFormat.write(cookie);
		for (int length = 0; length < valid.value().length; length++) {
			put(new SharedEntry("k" + length, later, SharedEntry.NEVER, Arrays.copyOf(valid.value(), length)));
		}
		put(new SharedEntry("other", later, SharedEntry.NEVER, valid.value()));
		assertThat(this.one.pairs()).isEmpty();
		put(valid);
		assertThat(this.one.pairs()).containsExactly("sid=1");
	}

	@Test
	void namesOfCookiesAndSessionsAreNotKeysOfTheStore() {
		this.one.receive("visible-name=visible-value");
		await().until(() -> stored() == 1);
		SharedEntry entry = this.store.load(MAP, Duration.ofDays(1)).join().get(0);
		assertThat(entry.key()).matches("[0-9a-f]{32}");
		assertThat(new String(entry.value(), StandardCharsets.ISO_8859_1)).contains("visible-value");
		assertThat(MAP.topic()).matches("[0-9a-f]{32}");
	}

	@Test
	void expiredEntriesLeaveTheStore() {
		long now = System.currentTimeMillis();
		StoredCookie expired = StoredCookie
			.of("old", "1", "api.test", "/", Instant.ofEpochMilli(now - 1000), true, true, true, null)
			.at(1, 1);
		put(SharedCookieFormat.write(expired));
		this.one.receive("a=1");
		try (JarInstance later = new JarInstance(this.store.another())) {
			await().until(() -> stored() == 1);
			assertThat(later.pairs()).containsExactly("a=1");
		}
	}

	@Test
	void changesOfOtherInstancesAreWrittenToTheFile(@TempDir Path folder) {
		Path file = folder.resolve("jar");
		try (JarInstance kept = new JarInstance(this.store.another(), CookieSettings.defaults().withFile(file))) {
			this.one.receive("sid=1", "lang=de");
			await().until(() -> kept.pairs().size() == 2);
			await().until(() -> content(file).contains("\tsid\t1\t"));
			this.one.receive("sid=; Max-Age=0");
			await().until(() -> !content(file).contains("\tsid\t") && content(file).contains("\tlang\tde\t"));
		}
	}

	private static String content(Path file) throws IOException {
		return Files.exists(file) ? Files.readString(file) : "";
	}

	@Test
	void forkOfAKeyIsTheSameOnAllInstances() {
		CookieJar alice = this.one.jar().fork("alice");
		JarInstance.receive(alice, "sid=alice");
		CookieJar there = this.other.jar().fork("alice");
		await().until(() -> JarInstance.pairs(there).equals(List.of("sid=alice")));
		JarInstance.receive(there, "sid=again");
		await().until(() -> JarInstance.pairs(alice).equals(List.of("sid=again")));
		assertThat(JarInstance.pairs(this.other.jar().fork("bob"))).isEmpty();
		assertThat(there.fork("alice")).isNotSameAs(there);
		assertThat(this.one.pairs()).isEmpty();
	}

	@Test
	void forkStartsWithCookiesOfItsSessionUnlessStored() {
		this.one.receive("lang=de");
		await().until(() -> this.other.pairs().size() == 1);
		CookieJar alice = this.one.jar().fork("alice");
		assertThat(JarInstance.pairs(alice)).containsExactly("lang=de");
		alice.clear();
		await().until(() -> JarInstance.pairs(this.other.jar().fork("alice")).isEmpty());
		assertThat(JarInstance.pairs(this.other.jar().fork("bob"))).containsExactly("lang=de");
	}

	@Test
	void lateCookiesOfTheStoreReplaceInitialOnesOfFork() {
		CookieJar alice = this.one.jar().fork("alice");
		JarInstance.receive(alice, "sid=alice");
		await().until(() -> JarInstance.pairs(this.other.jar().fork("alice")).equals(List.of("sid=alice")));
		try (JarInstance late = new JarInstance(this.store.another())) {
			late.receive("sid=session");
			late.cut(Fault.HANG);
			CookieJar there = late.jar().fork("alice");
			assertThat(JarInstance.pairs(there)).containsExactly("sid=session");
			late.cut(Fault.NONE);
			await().until(() -> JarInstance.pairs(there).equals(List.of("sid=alice")));
			assertThat(JarInstance.pairs(alice)).containsExactly("sid=alice");
		}
	}

	@Test
	void forkInMemoryIsUsed() {
		assertThat(this.one.jar().fork("alice")).isSameAs(this.one.jar().fork("alice"));
	}

	/**
	 * Merge an entry as a session without encryption does.
	 */
	private void put(SharedEntry entry) {
		SharedSession session = Objects
			.requireNonNull(SharedSession.of("github", SharedSettings.none().withStore(this.store)));
		session.store().merge(MAP, List.of(entry), Duration.ofDays(1)).join();
	}

	private int stored() {
		return this.store.load(MAP, Duration.ofDays(1)).join().size();
	}

}
