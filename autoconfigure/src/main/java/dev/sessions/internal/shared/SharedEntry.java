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

/**
 * An entry of a {@link SharedMap}. Of two entries with the same key, the one with the
 * higher stamp wins. Immutable.
 */
public final class SharedEntry {

	/**
	 * The expiry of an entry that does not expire.
	 */
	public static final long NEVER = Long.MAX_VALUE;

	private final String key;

	private final long stamp;

	private final long expiry;

	private final byte[] value;

	/**
	 * Create an entry.
	 * @param key the key within the map, of printable ASCII characters
	 * @param stamp the time at which the entry was written, in microseconds since the
	 * epoch; not negative
	 * @param expiry the time from which the entry may be deleted, in milliseconds since
	 * the epoch, or {@link #NEVER}
	 * @param value the value, which is not copied
	 */
	public SharedEntry(String key, long stamp, long expiry, byte[] value) {
		this.key = key;
		this.stamp = stamp;
		this.expiry = expiry;
		this.value = value;
	}

	/**
	 * Return the key.
	 * @return the key within the map
	 */
	public String key() {
		return this.key;
	}

	/**
	 * Return the time at which the entry was written.
	 * @return the stamp, in microseconds since the epoch
	 */
	public long stamp() {
		return this.stamp;
	}

	/**
	 * Return the time from which the entry may be deleted.
	 * @return the time in milliseconds since the epoch, or {@link #NEVER}
	 */
	public long expiry() {
		return this.expiry;
	}

	/**
	 * Return the value.
	 * @return the value, which must not be changed
	 */
	public byte[] value() {
		return this.value;
	}

	/**
	 * Return a copy with another value.
	 * @param value the value, which is not copied
	 * @return the entry
	 */
	public SharedEntry withValue(byte[] value) {
		return new SharedEntry(this.key, this.stamp, this.expiry, value);
	}

	/**
	 * Omits the value, which may be a secret.
	 */
	@Override
	public String toString() {
		return "SharedEntry[" + this.key + ", " + this.stamp + "]";
	}

}
