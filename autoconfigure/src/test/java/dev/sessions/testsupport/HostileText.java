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

package dev.sessions.testsupport;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Generates the text of a hostile or broken server: valid text with a few faults, parts
 * of valid text in any order, and arbitrary octets. As in a message head, each char is an
 * octet.
 */
public final class HostileText {

	private static final int MAX_OCTETS = 40;

	private static final int MAX_PIECES = 14;

	private static final int MAX_FAULTS = 4;

	private HostileText() {
	}

	/**
	 * Generate texts around a grammar.
	 * @param right valid texts
	 * @param pieces the parts of such texts
	 * @return the texts
	 */
	public static Arbitrary<String> around(List<String> right, String... pieces) {
		Arbitrary<String> octets = Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(MAX_OCTETS);
		Arbitrary<String> piece = Arbitraries.frequencyOf(List.of(Tuple.of(6, Arbitraries.of(pieces)),
				Tuple.of(1, Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(3)),
				Tuple.of(1, Arbitraries.strings().numeric().ofMaxLength(21))));
		Arbitrary<String> mixture = piece.list().ofMaxSize(MAX_PIECES).map((list) -> String.join("", list));
		Arbitrary<String> faulty = Combinators.combine(Arbitraries.of(right), fault(piece).list().ofMaxSize(MAX_FAULTS))
			.as((text, faults) -> {
				String result = text;
				for (Fault fault : faults) {
					result = fault.in(result);
				}
				return result;
			});
		return Arbitraries.frequencyOf(List.of(Tuple.of(1, octets), Tuple.of(3, mixture), Tuple.of(4, faulty)));
	}

	private static Arbitrary<Fault> fault(Arbitrary<String> piece) {
		return Combinators.combine(Arbitraries.integers().between(0, 1000), Arbitraries.integers().between(0, 6), piece)
			.as(Fault::new);
	}

	/**
	 * A replacement for a part of a text.
	 */
	private record Fault(int place, int length, String piece) {

		String in(String text) {
			int start = this.place % (text.length() + 1);
			int end = Math.min(text.length(), start + this.length);
			return text.substring(0, start) + this.piece + text.substring(end);
		}

	}

}
