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

package dev.sessions.internal.client;

import dev.sessions.internal.auth.LoginSession;
import dev.sessions.internal.call.Explanation;
import dev.sessions.internal.call.SessionState;
import dev.sessions.internal.cookie.CookieJar;
import dev.sessions.internal.shared.BoundedWait;
import dev.sessions.internal.shared.SharedSession;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in which a session logs in. It starts without cookies, so that neither
 * an earlier login nor running calls interfere.
 */
final class LoginConversation implements LoginSession {

	private final SessionState session;

	private final @Nullable SharedSession shared;

	private final SessionState state;

	private final SessionHttpClient client;

	/**
	 * Begin a conversation.
	 * @param transport the transport of the login requests
	 * @param session the state of the session that logs in
	 * @param shared the state shared with other instances, or {@code null} for none
	 * @param explanation the translation of failures
	 */
	LoginConversation(Transport transport, SessionState session, @Nullable SharedSession shared,
			Explanation explanation) {
		this.session = session;
		this.shared = shared;
		this.state = session.forLogin(new CookieJar(transport.settings().cookies()));
		this.client = new SessionHttpClient(transport, this.state, explanation);
	}

	@Override
	public SessionHttpClient client() {
		return this.client;
	}

	@Override
	public boolean keepCookies() {
		CookieJar cookies = this.session.cookies();
		cookies.addAll(this.state.cookies().list());
		if (this.shared != null) {
			BoundedWait.await(this.shared.store(), cookies.flush(), BoundedWait.OF_CALL);
		}
		return !this.state.cookies().list().isEmpty();
	}

	@Override
	public void close() {
		this.state.close();
	}

}
