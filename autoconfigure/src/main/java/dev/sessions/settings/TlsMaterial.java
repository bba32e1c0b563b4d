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

package dev.sessions.settings;

import java.util.List;
import java.util.Objects;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/**
 * The certificates and options that TLS connections use. A renewed certificate is a new
 * object. Immutable.
 *
 * @param context the trusted certificates and the client certificate
 * @param keyManagers the client certificate alone, for a session that does not verify
 * servers
 * @param protocols the enabled TLS versions, or an empty list for those that the JVM has
 * enabled, except weak ones
 * @param ciphers the enabled cipher suites in order of preference, or an empty list for
 * those that the JVM has enabled, except weak ones
 */
public record TlsMaterial(SSLContext context, List<KeyManager> keyManagers, List<String> protocols,
		List<String> ciphers) {

	public TlsMaterial {
		Objects.requireNonNull(context, "context");
		keyManagers = List.copyOf(keyManagers);
		protocols = List.copyOf(protocols);
		ciphers = List.copyOf(ciphers);
	}

}
