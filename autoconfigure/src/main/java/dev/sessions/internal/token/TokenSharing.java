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

package dev.sessions.internal.token;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.sessions.internal.auth.AuthScope;
import dev.sessions.internal.shared.SharedSession;
import org.jspecify.annotations.Nullable;

/**
 * The shared tokens of one client, for each session that uses it. Credentials may belong
 * to several sessions, each of which shares its token with other instances separately.
 * Thread-safe.
 */
final class TokenSharing {

	private final TokenSource source;

	private final Consumer<AccessToken> adopt;

	private final List<SharedTokens> all = new ArrayList<>();

	/**
	 * Create an object that shares nothing yet.
	 * @param source the source of tokens
	 * @param adopt receives each newer token of another instance
	 */
	TokenSharing(TokenSource source, Consumer<AccessToken> adopt) {
		this.source = source;
		this.adopt = adopt;
	}

	/**
	 * Return the shared tokens of the session of a call.
	 * @param call the call
	 * @return the tokens, or {@code null} if the session shares none
	 */
	@Nullable SharedTokens of(AuthScope call) {
		SharedSession session = call.shared();
		List<String> name = (session != null && session.settings().tokens()) ? this.source.sharedAs(call) : null;
		return (session != null && name != null) ? of(session, name, call) : null;
	}

	private synchronized SharedTokens of(SharedSession session, List<String> name, AuthScope call) {
		this.all.removeIf((tokens) -> tokens.session().isClosed());
		for (SharedTokens tokens : this.all) {
			if (tokens.session() == session) {
				return tokens;
			}
		}
		SharedTokens added = new SharedTokens(session, name, this.source::proof, call.time(), this.adopt);
		added.listen();
		this.all.add(added);
		return added;
	}

}
