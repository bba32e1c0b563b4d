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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.sessions.benchmarks.client.Job;
import dev.sessions.benchmarks.client.Peer;
import dev.sessions.benchmarks.worker.Pace;

/**
 * The extent of a comparison.
 *
 * @param pace the duration and number of the rounds
 * @param sockets the kinds of sockets
 * @param jobs the jobs
 * @param peers the clients
 */
record Extent(Pace pace, List<Sockets> sockets, List<Job> jobs, List<Peer> peers) {

	static final Extent THOROUGH = new Extent(new Pace(50_000, Duration.ofSeconds(15), Duration.ofMillis(300), 11),
			List.of(Sockets.values()), List.of(Job.values()), List.of(Peer.values()));

	/**
	 * A run that ends within three minutes, even if each warm-up takes its maximum time.
	 */
	static final Extent QUICK = new Extent(new Pace(20_000, Duration.ofSeconds(12), Duration.ofMillis(200), 7),
			List.of(Sockets.MEMORY, Sockets.LOOPBACK), List.of(Job.GET),
			List.of(Peer.BARE, Peer.TUNED, Peer.SESSION_VERB, Peer.SESSION_REST_CLIENT, Peer.REST_CLIENT));

	/**
	 * Restrict this extent to some kinds of sockets.
	 * @param names the names of the sockets, or none for all of them
	 * @return the restricted extent
	 */
	Extent over(List<String> names) {
		List<Sockets> some = Stream.of(Sockets.values())
			.filter((each) -> names.contains(each.name().toLowerCase(Locale.ROOT)))
			.toList();
		return some.isEmpty() ? this : new Extent(this.pace, some, this.jobs, this.peers);
	}

	List<Peer> peers(Sockets sockets) {
		return this.peers.stream().filter(sockets::has).toList();
	}

	/**
	 * The number of workers, which run one after another.
	 * @return the number of workers
	 */
	int workers() {
		return this.jobs.size() * this.sockets.stream().mapToInt((sockets) -> peers(sockets).size()).sum();
	}

	/**
	 * The sockets, jobs and clients that only the full comparison measures.
	 * @return their names
	 */
	List<String> leftOut() {
		List<String> names = new ArrayList<>();
		THOROUGH.sockets.stream()
			.filter((each) -> !this.sockets.contains(each))
			.map(Sockets::toString)
			.forEach(names::add);
		THOROUGH.jobs.stream().filter((each) -> !this.jobs.contains(each)).map(Job::toString).forEach(names::add);
		THOROUGH.peers.stream().filter((each) -> !this.peers.contains(each)).map(Peer::label).forEach(names::add);
		return names;
	}

}
