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

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.MemoryStore;
import dev.sessions.settings.CookieSettings;
import dev.sessions.testsupport.UnreliableStore.Fault;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Arbitrary changes of a jar on three instances, each of which is cut off from the store
 * at arbitrary times.
 */
class SharedCookiesInputTests {

	private static final int INSTANCES = 3;

	private static final CookieSettings SETTINGS = CookieSettings.defaults().withMaxCount(20);

	@Provide
	Arbitrary<Step> steps() {
		Arbitrary<Integer> instances = Arbitraries.integers().between(0, INSTANCES - 1);
		Arbitrary<String> names = Arbitraries.of("a", "b", "c");
		return Arbitraries.oneOf(
				Combinators.combine(instances, names, Arbitraries.integers().between(0, 9))
					.as((instance, name, value) -> new Step(instance, Fault.NONE, name, value)),
				Combinators.combine(instances, names)
					.as((instance, name) -> new Step(instance, Fault.NONE, name, null)),
				Combinators.combine(instances, Arbitraries.of(Fault.NONE, Fault.FAIL, Fault.DEAF))
					.as((instance, fault) -> new Step(instance, fault, null, null)));
	}

	@Property(tries = 100)
	void lastChangeOfEachCookieIsValidInTheEnd(@ForAll @Size(min = 1, max = 30) List<@From("steps") Step> steps) {
		MemoryStore store = new MemoryStore(TimeSource.SYSTEM);
		List<JarInstance> instances = new ArrayList<>();
		try {
			for (int i = 0; i < INSTANCES; i++) {
				instances.add(new JarInstance(store.another(), SETTINGS));
			}
			Map<String, Integer> expected = new TreeMap<>();
			for (Step step : steps) {
				step.apply(instances.get(step.instance()), expected);
			}
			instances.forEach((instance) -> instance.cut(Fault.NONE));
			await().until(() -> instances.stream().allMatch(JarInstance::isAvailable));
			// an instance without notifications learns of missed changes only when it
			// compares
			await().until(() -> {
				instances.forEach((instance) -> instance.compare().join());
				Set<List<StoredCookie>> jars = new HashSet<>();
				instances.forEach((instance) -> jars.add(instance.jar().list()));
				return jars.size() == 1;
			});
			assertThat(values(instances.get(0))).isEqualTo(expected);
			try (JarInstance later = new JarInstance(store.another(), SETTINGS)) {
				assertThat(later.jar().list()).isEqualTo(instances.get(0).jar().list());
			}
		}
		finally {
			instances.forEach(JarInstance::close);
		}
	}

	private static Map<String, Integer> values(JarInstance instance) {
		Map<String, Integer> values = new TreeMap<>();
		instance.jar().list().forEach((cookie) -> values.put(cookie.name(), Integer.valueOf(cookie.value())));
		return values;
	}

	/**
	 * A step on one instance: a cookie is set or removed, or the instance is cut off.
	 *
	 * @param instance the number of the instance
	 * @param fault how the instance is cut off, if no cookie is changed
	 * @param name the name of the cookie, or {@code null}
	 * @param value the value of the cookie, or {@code null} if it is removed
	 */
	record Step(int instance, Fault fault, @Nullable String name, @Nullable Integer value) {

		void apply(JarInstance jar, Map<String, Integer> expected) {
			if (this.name == null) {
				jar.cut(this.fault);
				return;
			}
			awaitNextMillisecond();
			jar.receive(this.name + ((this.value != null) ? "=" + this.value : "=; Max-Age=0"));
			expected.remove(this.name);
			if (this.value != null) {
				expected.put(this.name, this.value);
			}
		}

		/**
		 * Two changes in the same millisecond have no order that all instances agree on.
		 */
		private static void awaitNextMillisecond() {
			long now = System.currentTimeMillis();
			while (System.currentTimeMillis() == now) {
				Thread.onSpinWait();
			}
		}

	}

}
