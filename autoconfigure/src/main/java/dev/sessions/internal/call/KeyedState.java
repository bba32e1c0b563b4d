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

import java.util.List;

import dev.sessions.internal.cookie.CookieJar;
import org.jspecify.annotations.Nullable;

/**
 * The state of a fork that is kept by its key as long as it is used. Thread-safe.
 */
public final class KeyedState extends SessionState {

	private final KeyedForks.Entry<?> fork;

	/**
	 * Create a state that begins as that of its session is now.
	 * @param parent the state of the session
	 * @param fork learns of the calls
	 * @param cookies the jar
	 */
	public KeyedState(SessionState parent, KeyedForks.Entry<?> fork, CookieJar cookies) {
		super(parent, cookies);
		this.fork = fork;
	}

	@Override
	@Nullable List<String> keys() {
		return this.fork.keys();
	}

	@Override
	void began() {
		this.fork.began();
		cookies().used();
	}

	@Override
	void ended() {
		this.fork.ended();
	}

}
