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

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.sample.page.Outcome.Arrival;
import dev.sessions.sample.upstream.Partner;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Follows a redirect to a foreign origin and asks both origins which headers they
 * received.
 */
@Component
class ForeignOrigin {

	Outcome follow(Session session, String path) {
		Response response = session.get(path);
		if (!response.ok() || response.history().isEmpty()) {
			return Outcome.bad("No redirect was followed: status " + response.status().value() + ".");
		}
		List<String> own = names(response.history().get(0).headers().getFirst(Partner.CREDENTIALS_SEEN));
		if (own.isEmpty()) {
			return Outcome.bad("Nothing could leak: the session sent no credentials.");
		}
		Answer answer = response.as(Answer.class);
		Map<String, String> foreign = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		foreign.putAll((answer != null) ? answer.received() : Map.of());
		List<String> leaked = Partner.CREDENTIALS.stream().filter(foreign::containsKey).toList();
		leaked.forEach((name) -> foreign.put(name, "(not shown)"));
		return outcome(new Arrival(own, foreign, leaked), response);
	}

	private static Outcome outcome(Arrival arrival, Response response) {
		String words = String.join(", ", arrival.own()) + " came to the session's own origin; the redirect led to "
				+ response.uri().getRawAuthority() + ", which received "
				+ (arrival.leaked().isEmpty() ? "none of it." : String.join(", ", arrival.leaked()) + "!");
		return new Outcome(arrival.leaked().isEmpty(), words, arrival, null);
	}

	private static List<String> names(@Nullable String list) {
		return (list == null || list.isBlank()) ? List.of() : Arrays.asList(list.split(", "));
	}

	/**
	 * The response of the foreign origin.
	 *
	 * @param received the headers that it received
	 */
	record Answer(Map<String, String> received) {
	}

}
