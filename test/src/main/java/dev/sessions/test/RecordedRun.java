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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

/**
 * What the tests of this JVM record to one file. The first of them writes it anew, all
 * others add to it, whichever class they are in and whether or not they run in parallel.
 */
final class RecordedRun {

	private static final Map<Path, RecordedRun> RUNS = new ConcurrentHashMap<>();

	private final KnownSecrets secrets = new KnownSecrets();

	private final List<HarEntry> kept = new ArrayList<>();

	private final List<HarEntry> added = new ArrayList<>();

	private boolean begun;

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
	synchronized void write(CassetteFile file, CassetteMode mode, List<HarEntry> entries) throws IOException {
		begin(file, mode);
		AssertionError failure = check(entries, "The cassette " + file.name() + " was not written");
		AssertionError earlier = check(this.added, "An exchange was removed from the cassette " + file.name());
		this.added.removeIf((entry) -> this.secrets.findIn(entry) != null);
		if (failure == null) {
			this.added.addAll(entries);
		}
		if (failure == null || earlier != null) {
			List<HarEntry> all = new ArrayList<>(this.kept);
			all.addAll(this.added);
			file.write(CassetteFile.toText(new HarLog(all)));
		}
		AssertionError first = (failure != null) ? failure : earlier;
		if (first != null) {
			throw first;
		}
	}

	private void begin(CassetteFile file, CassetteMode mode) {
		HarLog log = (!this.begun && mode == CassetteMode.UPDATE) ? file.read() : null;
		if (log != null) {
			this.kept.addAll(log.entries());
		}
		this.begun = true;
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
