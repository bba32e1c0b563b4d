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

package dev.sessions.benchmarks.compare;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.sessions.benchmarks.client.Job;
import dev.sessions.benchmarks.client.Peer;
import dev.sessions.benchmarks.worker.Quartiles;
import dev.sessions.benchmarks.worker.Ratio;
import dev.sessions.benchmarks.worker.Rounds;
import dev.sessions.benchmarks.worker.Table;

/**
 * The results of all clients for one job over one kind of sockets.
 *
 * @param job the job
 * @param sockets the sockets
 * @param results the rounds of each client
 */
record Contest(Job job, Sockets sockets, Map<Peer, Rounds> results) {

	Ratio ratio(Peer peer, Peer reference, Quantity quantity) {
		return Ratio.of(rounds(peer), rounds(reference), quantity::of);
	}

	/**
	 * The largest spread of the clients that have budgets.
	 * @return the largest spread of a client's times
	 */
	double spread() {
		return budgets().stream()
			.flatMap((budget) -> List.of(budget.peer(), budget.reference()).stream())
			.mapToDouble((peer) -> quartiles(peer, Quantity.TIME).spread())
			.max()
			.orElse(0);
	}

	@Override
	public String toString() {
		Table table = new Table("client", "us/call", "ratio", "spread", "B/call", "ratio", "budgets");
		for (Peer peer : this.results.keySet()) {
			Quartiles time = quartiles(peer, Quantity.TIME);
			table.add(peer.label(), format("%.1f", time.median() / 1000),
					ratio(peer, Peer.BARE, Quantity.TIME).toString(), format("%.0f %%", 100 * time.spread()),
					format("%,.0f", quartiles(peer, Quantity.BYTES).median()),
					ratio(peer, Peer.BARE, Quantity.BYTES).toString(), verdicts(peer));
		}
		return table.toString();
	}

	private String verdicts(Peer peer) {
		return budgets().stream()
			.filter((budget) -> budget.peer() == peer)
			.map(this::verdict)
			.collect(Collectors.joining("; "));
	}

	private String verdict(Budget budget) {
		Ratio ratio = ratio(budget.peer(), budget.reference(), budget.quantity());
		String to = (budget.reference() != Peer.BARE) ? " to " + budget.reference().label() : "";
		return budget.quantity() + to + " " + ratio.atMost(budget.limit());
	}

	private List<Budget> budgets() {
		return Budget.ALL.stream()
			.filter((budget) -> budget.job() == this.job && budget.sockets() == this.sockets)
			.filter((budget) -> this.results.keySet().containsAll(Set.of(budget.peer(), budget.reference())))
			.toList();
	}

	private Quartiles quartiles(Peer peer, Quantity quantity) {
		return rounds(peer).quartiles(quantity::of);
	}

	private Rounds rounds(Peer peer) {
		return this.results.getOrDefault(peer, Rounds.NONE);
	}

	private static String format(String format, Object... arguments) {
		return String.format(Locale.ROOT, format, arguments);
	}

}
