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

package dev.sessions.test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * The exchanges that the tests of this JVM record to one file, whichever class they are
 * in and whether or not they run in parallel. The exchanges of tests that other JVMs run
 * remain in the file.
 */
final class RecordedRun {

	private static final Map<Path, RecordedRun> RUNS = new ConcurrentHashMap<>();

	private final KnownSecrets secrets = new KnownSecrets();

	private final List<HarEntry> added = new ArrayList<>();

	/**
	 * The tests that this JVM has run.
	 */
	private final Set<String> tests = new HashSet<>();

	/**
	 * The entries that this JVM has written, as text, because a number that is read has
	 * another type than one that was written.
	 */
	private final Set<String> written = new HashSet<>();

	private RecordedRun() {
	}

	static RecordedRun of(CassetteFile file) {
		return RUNS.computeIfAbsent(file.path().toAbsolutePath().normalize(), (path) -> new RecordedRun());
	}

	/**
	 * Return the secrets of all tests, since one may learn what another has received.
	 */
	KnownSecrets secrets() {
		return this.secrets;
	}

	/**
	 * Add the exchanges of a test and write the file.
	 * @throws AssertionError if a secret occurs, in which case they are not added. An
	 * earlier exchange in which it occurs is removed.
	 */
	synchronized void write(CassetteFile file, CassetteMode mode, String test, List<HarEntry> entries)
			throws IOException {
		this.tests.add(test);
		file.change(() -> {
			List<HarEntry> others = others(file, mode);
			List<HarEntry> earlier = new ArrayList<>((mode == CassetteMode.RECORD) ? others : List.of());
			earlier.addAll(this.added);
			AssertionError failure = check(entries, "The cassette " + file.name() + " was not written");
			AssertionError removal = check(earlier, "An exchange was removed from the cassette " + file.name());
			if (removal != null) {
				others.removeIf((entry) -> earlier.contains(entry) && hasSecret(entry));
				this.added.removeIf(this::hasSecret);
			}
			if (failure == null) {
				this.added.addAll(entries);
			}
			if (failure == null || removal != null) {
				write(file, others);
			}
			AssertionError first = (failure != null) ? failure : removal;
			if (first != null) {
				throw first;
			}
		});
	}

	/**
	 * Return the exchanges in the file that remain beside those of this JVM. Recording
	 * replaces those of the tests that have run, and drops those of tests that do not
	 * exist.
	 */
	private List<HarEntry> others(CassetteFile file, CassetteMode mode) {
		boolean anew = mode == CassetteMode.RECORD;
		HarLog log = (anew && !Files.exists(file.path())) ? null : file.read();
		List<HarEntry> others = new ArrayList<>((log != null) ? log.entries() : List.of());
		others.removeIf((entry) -> this.written.contains(entry.json().toString())
				|| (anew && (this.tests.contains(entry.test()) || !file.hasTest(entry.test()))));
		return others;
	}

	private void write(CassetteFile file, List<HarEntry> others) throws IOException {
		List<HarEntry> all = new ArrayList<>(others);
		all.addAll(this.added);
		file.write(new HarLog(all));
		this.added.forEach((entry) -> this.written.add(entry.json().toString()));
	}

	private boolean hasSecret(HarEntry entry) {
		return this.secrets.findIn(entry) != null;
	}

	private @Nullable AssertionError check(List<HarEntry> entries, String failure) {
		for (HarEntry entry : entries) {
			String found = this.secrets.findIn(entry);
			if (found != null) {
				return new AssertionError(failure + ": the secret of " + found + " occurs in the exchange "
						+ entry.method() + " " + entry.maskedUri());
			}
		}
		return null;
	}

}
