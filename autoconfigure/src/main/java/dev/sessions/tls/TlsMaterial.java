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

package dev.sessions.tls;

import java.util.List;
import java.util.Objects;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;

/**
 * What connections are secured with. A renewed certificate is another one of these.
 * Immutable.
 *
 * @param context whom connections trust, and their client certificate
 * @param keyManagers the client certificate alone, for a session that trusts everybody
 * @param protocols the only TLS versions to use, or none for what the JVM has enabled but
 * for weak ones
 * @param ciphers the only cipher suites to use, best first, or none for the same
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
