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

package dev.sessions.auth;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * What a netrc file says: {@code machine host login name password secret}, or
 * {@code default} in place of the first two words for all other hosts. Of two entries for
 * a host the first counts. Immutable.
 */
final class Netrc {

	private static final Set<String> WORDS = Set.of("login", "account", "password");

	private final Map<String, FixedHeader> byHost = new HashMap<>();

	private @Nullable FixedHeader otherwise;

	private Netrc() {
	}

	/**
	 * Read the text of a file.
	 * @param text the text
	 * @return what it says
	 * @throws IllegalArgumentException if it is not of that form; the message names the
	 * line and shows nothing of it
	 */
	static Netrc parse(String text) {
		Netrc netrc = new Netrc();
		NetrcReader reader = new NetrcReader(text);
		String word = reader.keyword();
		while (word != null) {
			switch (word) {
				case "machine" -> {
					String host = reader.value().toLowerCase(Locale.ROOT);
					netrc.byHost.putIfAbsent(host, entry(reader));
				}
				case "default" -> {
					FixedHeader entry = entry(reader);
					netrc.otherwise = (netrc.otherwise != null) ? netrc.otherwise : entry;
				}
				case "macdef" -> reader.skipMacro();
				default -> throw reader.fault("has neither machine, default nor macdef where an entry begins");
			}
			word = reader.keyword();
		}
		return netrc;
	}

	private static FixedHeader entry(NetrcReader reader) {
		Map<String, String> words = new HashMap<>();
		String word = reader.keyword();
		while (word != null && WORDS.contains(word)) {
			words.put(word, reader.value());
			word = reader.keyword();
		}
		reader.unread();
		String login = words.getOrDefault("login", words.getOrDefault("account", ""));
		try {
			return BasicAuthorization.of(login, words.getOrDefault("password", ""));
		}
		catch (IllegalArgumentException ex) {
			throw reader.fault("ends an entry that cannot be sent: " + ex.getMessage());
		}
	}

	/**
	 * The basic credentials for a host.
	 * @param target the host that is connected to
	 * @return the credentials, or {@code null} if there are none
	 */
	@Nullable FixedHeader find(HttpHost target) {
		FixedHeader own = this.byHost.get(Origin.ascii(target.getHostName()).toLowerCase(Locale.ROOT));
		return (own != null) ? own : this.otherwise;
	}

}
