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

package dev.sessions.internal.shared;

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.settings.SharedSettings;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of the values in a shared store that a session accepts.
 */
@ExtendWith(OutputCaptureExtension.class)
class EncryptedStoreTests {

	private static final SharedMap MAP = new SharedMap("topic", "token");

	private static final Duration DAY = Duration.ofDays(1);

	private static final String OLD = key('o');

	private static final String NEW = key('n');

	private final MemoryStore memory = new MemoryStore(TimeSource.SYSTEM);

	@Test
	@DisplayName("RULE 51: the stored text does not show the value")
	void storedTextDoesNotShowTheValue() {
		merge(store(NEW), entry("a", 1, "s3cret"));
		assertThat(stored()).doesNotContain("s3cret");
		assertThat(load(store(NEW))).containsExactly("a=s3cret");
	}

	@Test
	void valueIsStoredInPlainTextWithoutKeys() {
		merge(store(), entry("a", 1, "s3cret"));
		assertThat(stored()).isEqualTo("\u0000s3cret");
		assertThat(load(store())).containsExactly("a=s3cret");
	}

	@Test
	void firstKeyEncryptsAndAllDecrypt() {
		merge(store(OLD), entry("a", 1, "old"));
		merge(store(NEW, OLD), entry("b", 1, "new"));
		assertThat(load(store(NEW, OLD))).containsExactlyInAnyOrder("a=old", "b=new");
		assertThat(load(store(OLD, NEW))).containsExactlyInAnyOrder("a=old", "b=new");
		assertThat(load(store(NEW))).containsExactly("b=new");
		assertThat(load(store(OLD))).containsExactly("a=old");
	}

	@Test
	@DisplayName("RULE 51: with a key, an unencrypted value is ignored")
	void plainValueIsIgnoredWithKeys(CapturedOutput output) {
		merge(store(), entry("a", 1, "forged"));
		EncryptedStore store = store(NEW);
		assertThat(load(store)).isEmpty();
		assertThat(load(store)).isEmpty();
		assertThat(StringUtils.countOccurrencesOf(output.getOut(), "The session 'test' ignores values")).isOne();
		assertThat(output).contains("not encrypted although the session has a key")
			.contains("sessions.test.shared.encryption-key")
			.doesNotContain("forged");
	}

	@Test
	void encryptedValueIsIgnoredWithoutKeys(CapturedOutput output) {
		merge(store(NEW), entry("a", 1, "s3cret"));
		assertThat(load(store())).isEmpty();
		assertThat(output).contains("encrypted with a key that the session does not have");
	}

	@Test
	void eachKindOfFaultIsReportedOnce(CapturedOutput output) {
		merge(store(OLD), entry("a", 1, "old"), entry("b", 1, "old"));
		merge(store(), entry("c", 1, "plain"), entry("d", 1, "plain"));
		this.memory.merge(MAP, List.of(entry("e", 1, "\u0002x"), entry("f", 1, "")), DAY).join();
		EncryptedStore store = store(NEW);
		assertThat(load(store)).isEmpty();
		assertThat(load(store)).isEmpty();
		assertThat(StringUtils.countOccurrencesOf(output.getOut(), "ignores values")).isEqualTo(3);
		assertThat(output).contains("unknown version");
	}

	static Stream<SharedEntry> otherPlaces() {
		return Stream.of(new SharedEntry("b", 1, 5, new byte[0]), new SharedEntry("a", 2, 5, new byte[0]),
				new SharedEntry("a", 1, SharedEntry.NEVER, new byte[0]));
	}

	@ParameterizedTest
	@MethodSource("otherPlaces")
	@DisplayName("RULE 51: a value copied to another entry, stamp or expiry is ignored")
	void valueIsBoundToItsEntry(SharedEntry place) {
		merge(store(NEW), new SharedEntry("a", 1, 5, "s3cret".getBytes(StandardCharsets.UTF_8)));
		byte[] sealed = this.memory.load(MAP, DAY).join().get(0).value();
		SharedMap other = new SharedMap("topic", "other");
		this.memory.merge(other, List.of(place.withValue(sealed)), DAY).join();
		this.memory.delete(MAP).join();
		this.memory.merge(MAP, List.of(place.withValue(sealed)), DAY).join();
		assertThat(load(store(NEW))).isEmpty();
	}

	@Test
	@DisplayName("RULE 51: a value copied to another map, topic or session is ignored")
	void valueIsBoundToItsMapAndSession() {
		merge(store(NEW), entry("a", 1, "s3cret"));
		List<SharedEntry> sealed = this.memory.load(MAP, DAY).join();
		for (SharedMap other : List.of(new SharedMap("topic", "other"), new SharedMap("other", "token"))) {
			this.memory.merge(other, sealed, DAY).join();
			assertThat(store(NEW).load(other, DAY).join()).isEmpty();
		}
		assertThat(new EncryptedStore(this.memory, "other", List.of(NEW), new SharedStatistics()).load(MAP, DAY).join())
			.isEmpty();
	}

	@Test
	void mergeReturnsReadableWinnersOnly() {
		merge(store(NEW), entry("a", 7, "newer"));
		merge(store(OLD), entry("b", 7, "unreadable"));
		List<SharedEntry> winners = merge(store(NEW), entry("a", 6, "mine"), entry("b", 6, "mine"),
				entry("c", 6, "mine"));
		assertThat(texts(winners)).containsExactly("a=newer");
		assertThat(load(store(NEW))).containsExactlyInAnyOrder("a=newer", "c=mine");
		merge(store(NEW), entry("b", 8, "mine"));
		assertThat(load(store(NEW))).contains("b=mine");
	}

	@Test
	void listenerReceivesReadableEntriesOnly() {
		List<String> changes = new ArrayList<>();
		SharedStore.Registration registration = new EncryptedStore(this.memory.another(), "test", List.of(NEW),
				new SharedStatistics())
			.listen("topic", listener(changes));
		merge(store(OLD), entry("a", 1, "unreadable"));
		assertThat(changes).isEmpty();
		merge(store(NEW), entry("a", 2, "readable"));
		assertThat(changes).containsExactly("token:[a=readable]");
		registration.end();
		merge(store(NEW), entry("a", 3, "later"));
		assertThat(changes).hasSize(1);
	}

	@Test
	void purgeComparesStamps() {
		EncryptedStore store = store(NEW);
		merge(store, entry("a", 2, "x"), entry("b", 2, "x"));
		store.purge(MAP, List.of(entry("a", 1, "x"), entry("b", 2, "x"))).join();
		assertThat(load(store)).containsExactly("a=x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "s3cret", "czNjcmV0", "s3cret-s3cret-s3cret-s3cret-s3cret-s3cret=",
			"czNjcmV0czNjcmV0czNjcmV0czNjcmV0czNjcmV0czNjcmV0" })
	@DisplayName("RULE 36: the message for an invalid key shows the cure, but not the key")
	void invalidKeyIsNotShown(String key) {
		SharedSettings settings = SharedSettings.none().withStore(this.memory).withEncryptionKeys(List.of(NEW, key));
		assertThatIllegalArgumentException().isThrownBy(() -> SharedSession.of("test", settings))
			.withMessage("The session 'test' cannot share: shared.encryption-key must be 32 bytes in Base64, "
					+ "such as the output of 'openssl rand -base64 32'")
			.withNoCause();
	}

	@Test
	void lineBreakAfterAKeyIsIgnored() {
		merge(store(NEW + "\n"), entry("a", 1, "s3cret"));
		assertThat(load(store(NEW))).containsExactly("a=s3cret");
	}

	@Test
	void sessionIsNotifiedOfTheMapsThatItUses() {
		SharedSession session = session();
		SharedSession other = session();
		List<String> changes = new ArrayList<>();
		SharedListener listener = listener(changes);
		SharedMap map = session.map("token", "x");
		session.listen(map, listener);
		other.store().merge(map, List.of(entry("a", 1, "x")), DAY).join();
		other.store().merge(session.map("token", "y"), List.of(entry("a", 1, "y")), DAY).join();
		assertThat(changes).containsExactly(map.name() + ":[a=x]");
		session.close();
		other.store().merge(map, List.of(entry("a", 2, "x")), DAY).join();
		assertThat(changes).hasSize(1);
		assertThat(session.isClosed()).isTrue();
		session.listen(map, listener);
		other.store().merge(map, List.of(entry("a", 3, "x")), DAY).join();
		assertThat(changes).hasSize(1);
		assertThat(listener).isNotNull();
	}

	@Test
	void listenersAreNotKeptAlive() throws InterruptedException {
		SharedChanges changes = new SharedChanges();
		List<String> seen = new ArrayList<>();
		WeakReference<SharedListener> unused = new WeakReference<>(listener(seen));
		SharedListener used = listener(seen);
		changes.add(MAP, Objects.requireNonNull(unused.get()));
		changes.add(MAP, used);
		for (int i = 0; i < 100 && unused.get() != null; i++) {
			System.gc();
			Thread.sleep(20);
		}
		assertThat(unused.get()).isNull();
		changes.changed(MAP, List.of(entry("a", 1, "x")));
		changes.missed();
		assertThat(seen).containsExactly("token:[a=x]", "missed");
		assertThat(used).isNotNull();
	}

	private SharedSession session() {
		SharedSession session = SharedSession.of("test",
				SharedSettings.none().withStore(this.memory.another()).withEncryptionKeys(List.of(NEW)));
		assertThat(session).isNotNull();
		return session;
	}

	private static SharedListener listener(List<String> changes) {
		return new SharedListener() {

			@Override
			public void changed(SharedMap map, List<SharedEntry> entries) {
				changes.add(map.name() + ":" + texts(entries));
			}

			@Override
			public void missed() {
				changes.add("missed");
			}

		};
	}

	private EncryptedStore store(String... keys) {
		return new EncryptedStore(this.memory, "test", List.of(keys), new SharedStatistics());
	}

	private static List<SharedEntry> merge(EncryptedStore store, SharedEntry... entries) {
		return store.merge(MAP, List.of(entries), DAY).join();
	}

	private static List<String> load(EncryptedStore store) {
		return texts(store.load(MAP, DAY).join());
	}

	private String stored() {
		return new String(this.memory.load(MAP, DAY).join().get(0).value(), StandardCharsets.ISO_8859_1);
	}

	private static List<String> texts(List<SharedEntry> entries) {
		return entries.stream()
			.map((entry) -> entry.key() + "=" + new String(entry.value(), StandardCharsets.UTF_8))
			.toList();
	}

	private static SharedEntry entry(String key, long stamp, String value) {
		return new SharedEntry(key, stamp, SharedEntry.NEVER, value.getBytes(StandardCharsets.UTF_8));
	}

	private static String key(char content) {
		byte[] key = new byte[32];
		Arrays.fill(key, (byte) content);
		return Base64.getEncoder().encodeToString(key);
	}

}
