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

package dev.sessions.internal.call;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A fork that is kept by its key, and how it is used. Guarded by the lock of its
 * {@link KeyedForks}.
 *
 * @param <T> the fork
 */
public final class KeyedFork<T> {

	private final KeyedForks<T> forks;

	private final ForkKey id;

	/**
	 * {@code null} if it is not kept.
	 */
	private @Nullable T fork;

	private int calls;

	private long usedAt;

	KeyedFork(KeyedForks<T> forks, ForkKey id) {
		this.forks = forks;
		this.id = id;
	}

	ForkKey id() {
		return this.id;
	}

	/**
	 * Return the key of the fork.
	 * @return the key, which may be the name of a user
	 */
	public String key() {
		return this.id.key();
	}

	/**
	 * Return the keys of the forks above, and that of this one.
	 * @return the keys, or {@code null} if one of those above has none
	 */
	@Nullable List<String> keys() {
		List<String> above = this.id.parent().keys();
		if (above == null) {
			return null;
		}
		List<String> keys = new ArrayList<>(above);
		keys.add(key());
		return keys;
	}

	/**
	 * A call begins. It uses the session that the key belongs to, too, which may be kept
	 * by a key itself.
	 */
	void began() {
		this.id.parent().began();
		this.forks.began(this);
	}

	/**
	 * A call has ended.
	 */
	void ended() {
		this.forks.ended(this);
		this.id.parent().ended();
	}

	@Nullable T fork() {
		return this.fork;
	}

	void keep(T fork) {
		this.fork = fork;
	}

	void drop() {
		this.fork = null;
	}

	void addCall() {
		this.calls++;
	}

	void removeCall() {
		this.calls--;
	}

	boolean isIdle() {
		return this.calls == 0;
	}

	long usedAt() {
		return this.usedAt;
	}

	void usedAt(long nanos) {
		this.usedAt = nanos;
	}

}
