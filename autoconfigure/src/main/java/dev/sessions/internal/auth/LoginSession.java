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

import org.apache.hc.client5.http.classic.HttpClient;

/**
 * The separate session in which a login takes place. Confined to one thread.
 */
public interface LoginSession extends AutoCloseable {

	/**
	 * Return the client of this login session.
	 * @return the client
	 */
	HttpClient client();

	/**
	 * Transfer the cookies of the login to the session. If the session shares its
	 * cookies, this method waits until the store has them, for at most the time that a
	 * call waits for the store.
	 * @return whether there were cookies
	 */
	boolean keepCookies();

	/**
	 * End the login session. Its running calls fail.
	 */
	@Override
	void close();

}
