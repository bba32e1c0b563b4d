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
import java.util.Set;

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
					.as((instance, name, value) -> Step.receive(instance, name + "=" + value)),
				Combinators.combine(instances, names)
					.as((instance, name) -> Step.receive(instance, name + "=; Max-Age=0")),
				instances.map((instance) -> new Step(instance, "clear", (jar) -> jar.jar().clear())),
				Combinators.combine(instances, Arbitraries.of(Fault.NONE, Fault.FAIL, Fault.DEAF))
					.as((instance, fault) -> new Step(instance, fault.name(), (jar) -> jar.cut(fault))));
	}

	@Property(tries = 100)
	void instancesAgreeInTheEnd(@ForAll @Size(min = 1, max = 30) List<@From("steps") Step> steps) {
		MemoryStore store = new MemoryStore(TimeSource.SYSTEM);
		List<JarInstance> instances = new ArrayList<>();
		try {
			for (int i = 0; i < INSTANCES; i++) {
				instances.add(new JarInstance(store.another(), SETTINGS));
			}
			steps.forEach((step) -> step.change().accept(instances.get(step.instance())));
			instances.forEach((instance) -> instance.cut(Fault.NONE));
			await().until(() -> instances.stream().allMatch(JarInstance::isAvailable));
			// a deaf instance does not know that it missed something until it compares
			await().until(() -> {
				instances.forEach((instance) -> instance.jar().compare().join());
				Set<List<StoredCookie>> jars = new HashSet<>();
				instances.forEach((instance) -> jars.add(instance.jar().list()));
				return jars.size() == 1;
			});
			try (JarInstance later = new JarInstance(store.another(), SETTINGS)) {
				assertThat(later.jar().list()).isEqualTo(instances.get(0).jar().list());
			}
		}
		finally {
			instances.forEach(JarInstance::close);
		}
	}

	/**
	 * A change on one instance.
	 */
	record Step(int instance, String description, Change change) {

		static Step receive(int instance, String setCookie) {
			return new Step(instance, setCookie, (jar) -> jar.receive(setCookie));
		}

		@Override
		public String toString() {
			return this.instance + ": " + this.description;
		}

	}

	@FunctionalInterface
	interface Change {

		void accept(JarInstance jar);

	}

}
