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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The recorded exchanges of one session in one test. Each is replayed once, in any order
 * of the requests. Equal requests are answered in the recorded order, first by what the
 * test itself has recorded, because other tests may share the file.
 */
final class Recording {

	private final CassetteFile file;

	private final CassetteMode mode;

	private final RequestComparison comparison;

	private final List<HarEntry> recorded;

	private final List<HarEntry> left;

	private final List<HarEntry> added = new ArrayList<>();

	private final boolean exists;

	private final RecordedRun run;

	private final String test;

	Recording(CassetteFile file, CassetteMode mode, RequestComparison comparison, String test) {
		HarLog log = file.read();
		this.file = file;
		this.mode = mode;
		this.comparison = comparison;
		this.run = RecordedRun.of(file);
		this.test = test;
		this.exists = log != null;
		this.recorded = (log != null && mode != CassetteMode.RECORD) ? log.entries() : List.of();
		this.left = new ArrayList<>(this.recorded);
	}

	boolean isRecording() {
		return this.mode != CassetteMode.REPLAY;
	}

	/**
	 * Take the recorded exchange of a request.
	 * @return the exchange, or {@code null} if none is left
	 */
	synchronized @Nullable HarEntry take(ReceivedRequest request) {
		List<HarEntry> equal = this.left.stream()
			.filter((entry) -> this.comparison.differences(request, entry).isEmpty())
			.toList();
		HarEntry taken = equal.stream()
			.filter((entry) -> entry.test().equals(this.test))
			.findFirst()
			.orElse(equal.isEmpty() ? null : equal.get(0));
		if (taken != null) {
			this.left.remove(taken);
		}
		return taken;
	}

	synchronized void add(HarEntry entry) {
		entry.json().put(HarEntry.TEST, this.test);
		this.added.add(entry);
	}

	/**
	 * Return the reason why a request has no recorded exchange.
	 */
	synchronized String explain(ReceivedRequest request) {
		if (!this.exists) {
			return "There is no cassette " + this.file.name() + "; record it with -Dsessions.cassettes=record";
		}
		if (this.recorded.isEmpty()) {
			return "The cassette " + this.file.name() + " is empty";
		}
		HarEntry nearest = nearest(request);
		Set<Cassette.Part> differences = this.comparison.differences(request, nearest);
		return "It is not on the cassette " + this.file.name() + ". The nearest recorded request is\n\n    "
				+ nearest.method() + " " + nearest.maskedUri() + "\n\n"
				+ (differences.isEmpty() ? "and has been replayed as often as it was recorded"
						: "and differs in its " + differences.stream()
							.map((part) -> part.name().toLowerCase(Locale.ROOT))
							.collect(Collectors.joining(" and ")))
				+ "; -Dsessions.cassettes=update records what is missing";
	}

	private HarEntry nearest(ReceivedRequest request) {
		Comparator<HarEntry> byDifferences = Comparator
			.comparingInt((entry) -> this.comparison.differences(request, entry).size());
		return this.recorded.stream()
			.min(byDifferences
				.thenComparingInt((entry) -> -commonPrefix(entry.uri().getPath(), request.uri().getPath())))
			.orElseThrow();
	}

	private static int commonPrefix(@Nullable String one, @Nullable String other) {
		int length = 0;
		if (one != null && other != null) {
			while (length < one.length() && length < other.length() && one.charAt(length) == other.charAt(length)) {
				length++;
			}
		}
		return length;
	}

	KnownSecrets secrets() {
		return this.run.secrets();
	}

	/**
	 * Write the recorded exchanges.
	 * @throws AssertionError if a secret occurs in them, in which case they are not
	 * written
	 */
	synchronized void write() throws IOException {
		if (isRecording() && (!this.added.isEmpty() || this.mode == CassetteMode.RECORD)) {
			this.run.write(this.file, this.mode, this.test, this.added);
		}
	}

}
