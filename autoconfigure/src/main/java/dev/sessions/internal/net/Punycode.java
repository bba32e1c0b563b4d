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

package dev.sessions.internal.net;

/**
 * The encoder of Punycode (RFC 3492).
 */
final class Punycode {

	private static final int BASE = 36;

	private static final int T_MIN = 1;

	private static final int T_MAX = 26;

	private static final int SKEW = 38;

	private static final int DAMP = 700;

	private static final int INITIAL_BIAS = 72;

	private static final int INITIAL_N = 128;

	private final int[] points;

	private final StringBuilder code = new StringBuilder();

	private int delta;

	private int bias = INITIAL_BIAS;

	private int handled;

	private Punycode(String label) {
		this.points = label.codePoints().toArray();
	}

	/**
	 * Encode a label (section 6.3). The limit on its length rules out an overflow.
	 * @param label the label, of at most a few hundred code points
	 * @return its code, without the prefix {@code xn--}
	 */
	static String encode(String label) {
		return new Punycode(label).encode();
	}

	private String encode() {
		for (int point : this.points) {
			if (point < INITIAL_N) {
				this.code.append((char) point);
			}
		}
		int basic = this.code.length();
		if (basic > 0) {
			this.code.append('-');
		}
		this.handled = basic;
		int n = INITIAL_N;
		while (this.handled < this.points.length) {
			int next = nextPoint(this.points, n);
			this.delta += (next - n) * (this.handled + 1);
			n = next;
			encode(n, basic);
			this.delta++;
			n++;
		}
		return this.code.toString();
	}

	private void encode(int n, int basic) {
		for (int point : this.points) {
			if (point < n) {
				this.delta++;
			}
			else if (point == n) {
				appendNumber(this.delta, this.bias, this.code);
				this.bias = adapt(this.delta, this.handled + 1, this.handled == basic);
				this.delta = 0;
				this.handled++;
			}
		}
	}

	private static int nextPoint(int[] points, int least) {
		int next = Integer.MAX_VALUE;
		for (int point : points) {
			if (point >= least && point < next) {
				next = point;
			}
		}
		return next;
	}

	private static void appendNumber(int number, int bias, StringBuilder code) {
		int q = number;
		for (int k = BASE;; k += BASE) {
			int t = Math.max(T_MIN, Math.min(T_MAX, k - bias));
			if (q < t) {
				code.append(digit(q));
				return;
			}
			code.append(digit(t + (q - t) % (BASE - t)));
			q = (q - t) / (BASE - t);
		}
	}

	private static char digit(int value) {
		return (char) ((value < 26) ? 'a' + value : '0' + value - 26);
	}

	/**
	 * Section 6.1.
	 */
	private static int adapt(int difference, int points, boolean first) {
		int delta = first ? difference / DAMP : difference / 2;
		delta += delta / points;
		int k = 0;
		while (delta > ((BASE - T_MIN) * T_MAX) / 2) {
			delta /= BASE - T_MIN;
			k += BASE;
		}
		return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
	}

}
