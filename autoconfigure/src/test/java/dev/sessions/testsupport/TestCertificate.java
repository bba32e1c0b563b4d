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

package dev.sessions.testsupport;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets the JVM of the tests trust the certificate of {@link TlsIdentity} and no other. It
 * is found by the service loader and applies to every test class, because the sessions of
 * all classes share the JVM's trust store as the first one reads it.
 */
public final class TestCertificate implements BeforeAllCallback {

	@Override
	public void beforeAll(ExtensionContext context) {
		TlsIdentity.shared().trustInJvm();
	}

}
