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

package dev.sessions.sample.upstream;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * The logins of the shop.
 */
public final class ShopLogins {

	private final Set<String> valid = ConcurrentHashMap.newKeySet();

	private final AtomicLong begun = new AtomicLong();

	String begin() {
		String login = UUID.randomUUID().toString();
		this.valid.add(login);
		this.begun.incrementAndGet();
		return login;
	}

	boolean isValid(@Nullable String login) {
		return login != null && this.valid.contains(login);
	}

	/**
	 * End all logins without a notice, as a shop does at a restart or after some time.
	 */
	public void expire() {
		this.valid.clear();
	}

	/**
	 * The number of logins so far.
	 * @return the number of logins
	 */
	public long begun() {
		return this.begun.get();
	}

}
