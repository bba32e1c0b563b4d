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

package dev.sessions.internal.shared;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

import dev.sessions.settings.SharedSettings;
import org.jspecify.annotations.Nullable;

/**
 * The shared state of one session: the encrypted view of its store, the availability of
 * the store, and the names of its maps. Thread-safe.
 */
public final class SharedSession {

	private static final int DIGEST_LENGTH = 16;

	private final String session;

	private final SharedSettings settings;

	private final GuardedStore guarded;

	private final SharedStore store;

	private final String topic;

	private final SharedStatistics statistics = new SharedStatistics();

	private final SharedChanges changes = new SharedChanges();

	private SharedStore.@Nullable Registration registration;

	private volatile boolean closed;

	private SharedSession(String session, SharedSettings settings, GuardedStore guarded) {
		this.session = session;
		this.settings = settings;
		this.guarded = guarded;
		this.store = new EncryptedStore(guarded, session, settings.encryptionKeys(), this.statistics);
		this.topic = hash(settings.namespace(), session);
	}

	/**
	 * Create the shared state of a session.
	 * @param session the name of the session
	 * @param settings the settings
	 * @return the shared state, or {@code null} if the session shares nothing
	 * @throws IllegalArgumentException if an encryption key is invalid; the message does
	 * not reveal the key
	 */
	public static @Nullable SharedSession of(String session, SharedSettings settings) {
		if (!(settings.store() instanceof SharedStore store)) {
			return null;
		}
		GuardedStore guarded = (store instanceof GuardedStore own) ? own : new GuardedStore(store);
		try {
			return new SharedSession(session, settings, guarded);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("The session '" + session + "' cannot share: shared." + ex.getMessage());
		}
	}

	/**
	 * Return whether a text is a valid encryption key.
	 * @param text the text
	 * @return whether the text is 32 bytes in Base64
	 */
	public static boolean isEncryptionKey(String text) {
		try {
			CipherKey unused = CipherKey.parse(text);
			return true;
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	/**
	 * Return the name of the session.
	 * @return the name
	 */
	public String session() {
		return this.session;
	}

	/**
	 * Return the settings.
	 * @return the settings
	 */
	public SharedSettings settings() {
		return this.settings;
	}

	/**
	 * Return the session's encrypted view of the store.
	 * @return the store; closing it has no effect
	 */
	public SharedStore store() {
		return this.store;
	}

	/**
	 * Open the connection of the store unless it has responded before. Waits for at most
	 * {@link BoundedWait#OF_OPENING}, which is longer than calls wait.
	 */
	public void connect() {
		if (this.guarded.lastHeard() == null) {
			BoundedWait.await(this.guarded, this.guarded.probe(), BoundedWait.OF_OPENING);
		}
	}

	/**
	 * Return whether the store is available.
	 * @return whether the last operation succeeded; {@code true} before the first one
	 */
	public boolean isAvailable() {
		return this.guarded.isAvailable();
	}

	/**
	 * Return the time of the last response of the store.
	 * @return the time, or {@code null} if there was no response yet
	 */
	public @Nullable Instant lastHeard() {
		return this.guarded.lastHeard();
	}

	/**
	 * Return the statistics of the exchange with the store.
	 * @return the statistics
	 */
	public SharedStatistics statistics() {
		return this.statistics;
	}

	/**
	 * Return the topic of the session.
	 * @return the topic
	 */
	public String topic() {
		return this.topic;
	}

	/**
	 * Return a map of the session.
	 * @param kind the kind of the content
	 * @param names the names that distinguish the map from others of its kind, which may
	 * be secret
	 * @return the map, whose name does not reveal the given ones
	 */
	public SharedMap map(String kind, String... names) {
		return new SharedMap(this.topic, (names.length > 0) ? kind + ":" + hash(names) : kind);
	}

	/**
	 * Register a listener for changes that other instances make to a map. The
	 * registration ends when the session is closed or the listener becomes unreachable.
	 * @param map the map
	 * @param listener the listener, which is held weakly
	 */
	public void listen(SharedMap map, SharedListener listener) {
		this.changes.add(map, listener);
		synchronized (this.changes) {
			if (this.registration == null && !this.closed) {
				this.registration = this.store.listen(this.topic, this.changes);
			}
		}
	}

	/**
	 * End all registrations. A {@link GuardedStore} from the settings remains open,
	 * because other sessions may use it. Any other store is closed together with the
	 * guard that this object added to it.
	 */
	public void close() {
		synchronized (this.changes) {
			this.closed = true;
			if (this.registration != null) {
				this.registration.end();
				this.registration = null;
			}
		}
		if (this.guarded != this.settings.store()) {
			this.guarded.close();
		}
	}

	/**
	 * Return whether the session is closed.
	 * @return whether the session is closed
	 */
	public boolean isClosed() {
		return this.closed;
	}

	/**
	 * Return a hash that identifies texts without revealing them.
	 * @param texts the texts
	 * @return the first 128 bits of a SHA-256 hash, in hexadecimal digits
	 */
	public static String hash(String... texts) {
		try {
			MessageDigest digest = MessageDigest.getInstance("SHA-256");
			for (String text : texts) {
				byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
				digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
				digest.update(bytes);
			}
			return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_LENGTH);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
