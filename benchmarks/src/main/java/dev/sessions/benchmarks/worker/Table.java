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

package dev.sessions.benchmarks.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A Markdown table that is readable as printed. The first and the last column contain
 * text, the others numbers.
 */
public final class Table {

	private final List<List<String>> rows = new ArrayList<>();

	public Table(String... titles) {
		add(titles);
	}

	public void add(String... cells) {
		this.rows.add(List.of(cells));
	}

	/**
	 * Add a row with a measured value, its upper limit and the verdict.
	 * @param what the name of the value
	 * @param measured the value
	 * @param limit the largest value, or {@code null} for no limit
	 * @param format the format of both
	 */
	public void add(String what, double measured, @Nullable Number limit, String format) {
		String shown = String.format(Locale.ROOT, format, measured);
		if (limit == null) {
			add(what, shown, "", "");
			return;
		}
		double most = limit.doubleValue();
		add(what, shown, String.format(Locale.ROOT, format, most), (measured <= most) ? "kept" : "missed");
	}

	/**
	 * Add a row with a ratio, its upper limit and the verdict.
	 * @param what the name of the ratio
	 * @param ratio the ratio
	 * @param limit the largest ratio
	 */
	public void add(String what, Ratio ratio, double limit) {
		add(what, ratio.toString(), String.format(Locale.ROOT, "%.2f", limit), ratio.verdict(ratio.value() <= limit));
	}

	@Override
	public String toString() {
		int columns = this.rows.get(0).size();
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < this.rows.size(); i++) {
			for (int column = 0; column < columns; column++) {
				text.append("| ").append(padded(this.rows.get(i).get(column), column)).append(' ');
			}
			text.append("|\n");
			if (i == 0) {
				appendRule(text, columns);
			}
		}
		return text.toString();
	}

	private void appendRule(StringBuilder text, int columns) {
		for (int column = 0; column < columns; column++) {
			String dashes = "-".repeat(width(column) + 1);
			text.append('|').append(dashes).append(isText(column) ? '-' : ':');
		}
		text.append("|\n");
	}

	private String padded(String cell, int column) {
		String padding = " ".repeat(width(column) - cell.length());
		return isText(column) ? cell + padding : padding + cell;
	}

	private boolean isText(int column) {
		return column == 0 || column == this.rows.get(0).size() - 1;
	}

	private int width(int column) {
		return this.rows.stream().mapToInt((row) -> row.get(column).length()).max().orElse(0);
	}

}
