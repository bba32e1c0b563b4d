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

package dev.sessions.internal.auth;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import dev.sessions.internal.net.HostName;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/**
 * The content of a netrc file: {@code machine host login name password secret}, or
 * {@code default} instead of the first two words for all other hosts. The first of
 * several entries for a host applies. Words of other programs are skipped. An invalid
 * entry affects its own host only. Immutable.
 */
final class Netrc {

	private static final Set<String> WORDS = Set.of("login", "account", "password");

	private static final Set<String> BEGINNINGS = Set.of("machine", "default", "macdef");

	private final Map<String, Entry> byHost = new HashMap<>();

	private @Nullable Entry defaultEntry;

	private Netrc() {
	}

	/**
	 * Parse the text of a file.
	 * @param text the text
	 * @return the entries
	 * @throws IllegalArgumentException if the text has another format, or has entries but
	 * no usable one; the message names the line and reveals nothing of it
	 */
	static Netrc parse(String text) {
		Netrc netrc = new Netrc();
		NetrcReader reader = new NetrcReader(text);
		String fault = null;
		boolean known = false;
		for (String word = reader.keyword(); word != null; word = reader.keyword()) {
			boolean begins = BEGINNINGS.contains(word);
			known |= begins;
			if (begins) {
				netrc.add(word, reader);
			}
			else if (fault == null) {
				fault = reader.fault("has neither machine, default nor macdef where an entry begins");
			}
		}
		if (fault != null && !known) {
			throw new IllegalArgumentException(fault);
		}
		netrc.requireUsableEntry();
		return netrc;
	}

	private void add(String beginning, NetrcReader reader) {
		switch (beginning) {
			case "machine" -> {
				String host = hostKey(HostName.asciiOrSame(reader.value()));
				this.byHost.putIfAbsent(host, entry(reader));
			}
			case "default" -> {
				Entry entry = entry(reader);
				this.defaultEntry = (this.defaultEntry != null) ? this.defaultEntry : entry;
			}
			default -> reader.skipMacro();
		}
	}

	/**
	 * Return the key of a host. Entries match the host as written, except for case.
	 * Brackets and a root dot are significant, so a password is never sent to a name that
	 * the file does not contain.
	 */
	private static String hostKey(String host) {
		return host.toLowerCase(Locale.ROOT);
	}

	private static Entry entry(NetrcReader reader) {
		Map<String, String> words = new HashMap<>();
		boolean unknown = false;
		String word = reader.keyword();
		while (word != null && !BEGINNINGS.contains(word)) {
			if (WORDS.contains(word)) {
				words.put(word, reader.value());
			}
			unknown |= !WORDS.contains(word);
			word = reader.keyword();
		}
		reader.unread();
		if (unknown && !words.containsKey("password")) {
			// otherwise, a misspelt keyword would send an empty password
			return new Entry(null, reader.fault("ends an entry without a password, but with an unknown word"));
		}
		String login = words.getOrDefault("login", words.getOrDefault("account", ""));
		try {
			return new Entry(HeaderAuthorization.basic(login, words.getOrDefault("password", "")), "");
		}
		catch (IllegalArgumentException ex) {
			return new Entry(null, reader.fault("ends an entry that cannot be sent: " + ex.getMessage()));
		}
	}

	private void requireUsableEntry() {
		List<Entry> entries = new ArrayList<>(this.byHost.values());
		if (this.defaultEntry != null) {
			entries.add(this.defaultEntry);
		}
		if (!entries.isEmpty() && entries.stream().allMatch((entry) -> entry.header() == null)) {
			throw new IllegalArgumentException(entries.get(0).fault());
		}
	}

	/**
	 * Return the basic credentials for a host.
	 * @param target the target host
	 * @return the credentials, or {@code null} if there are none or they are invalid
	 */
	@Nullable HeaderAuthorization find(HttpHost target) {
		Entry entry = entry(target);
		return (entry != null) ? entry.header() : null;
	}

	/**
	 * Return the basic credentials for a host, or fail if its entry is invalid.
	 * @param target the target host
	 * @return the credentials, or {@code null} if there are none
	 * @throws NoCredentialException if the entry for the host cannot be used; the message
	 * names the line and reveals nothing of it
	 */
	@Nullable HeaderAuthorization require(HttpHost target) throws NoCredentialException {
		Entry entry = entry(target);
		if (entry != null && entry.header() == null) {
			throw new NoCredentialException("the netrc file cannot be used for this host: " + entry.fault());
		}
		return (entry != null) ? entry.header() : null;
	}

	private @Nullable Entry entry(HttpHost target) {
		Entry own = this.byHost.get(hostKey(HostName.of(target)));
		return (own != null) ? own : this.defaultEntry;
	}

	/**
	 * An entry of a host.
	 *
	 * @param header the credentials, or {@code null} if they cannot be sent
	 * @param fault the reason why they cannot be sent
	 */
	private record Entry(@Nullable HeaderAuthorization header, String fault) {

	}

}
