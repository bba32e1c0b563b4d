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

package dev.sessions.sample.page;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.sessions.Sessions;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Inspects all sessions once a second, notifies the viewers, and keeps two minutes of
 * history for later viewers.
 */
@Component
class Watch {

	private static final int SECONDS = 120;

	private static final int TOLERANCE = 3;

	private final Sessions sessions;

	private final SessionFacts facts;

	private final Viewers viewers;

	private final JsonMapper json;

	private final Map<String, Deque<Second>> history = new TreeMap<>();

	private long at;

	Watch(Sessions sessions, SessionFacts facts, Viewers viewers, JsonMapper json) {
		this.sessions = sessions;
		this.facts = facts;
		this.viewers = viewers;
		this.json = json;
	}

	@Scheduled(fixedRate = 1000)
	synchronized void look() {
		long at = next();
		List<SessionState> states = new ArrayList<>();
		for (String name : this.sessions.names()) {
			SessionState state = this.facts.of(this.sessions.get(name), at);
			states.add(state);
			remember(name, state.second());
		}
		this.viewers.tell("second", this.json.writeValueAsString(Map.of("at", at, "sessions", states)));
	}

	/**
	 * Returns consecutive seconds, although the clock may repeat or skip one.
	 */
	private long next() {
		long now = Instant.now().getEpochSecond();
		this.at = (Math.abs(now - this.at) <= TOLERANCE) ? this.at + 1 : now;
		return this.at;
	}

	private void remember(String session, Second second) {
		Deque<Second> seconds = this.history.computeIfAbsent(session, (name) -> new ArrayDeque<>(SECONDS + 1));
		seconds.addLast(second);
		if (seconds.size() > SECONDS) {
			seconds.removeFirst();
		}
	}

	/**
	 * Add a viewer. The history comes first, and no second is missing between it and the
	 * events that follow.
	 * @return the stream of events
	 * @throws TooManyViewersException if the maximum number of viewers is reached
	 */
	synchronized SseEmitter join() {
		return this.viewers.add("history", this.json.writeValueAsString(this.history));
	}

}
