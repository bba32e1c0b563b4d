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

package dev.sessions.autoconfigure.binding;

import dev.sessions.internal.aws.AwsAuthorization;
import dev.sessions.internal.oauth2.OAuth2Authorization;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;

/**
 * The hints that a native image needs to bind the properties, to detect Spring Security
 * and AWS' SDK and to read the list of public suffixes.
 */
class SessionPropertiesRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		BindableRuntimeHintsRegistrar.forTypes(KnownKeys.types()).registerHints(hints);
		hints.reflection().registerTypeIfPresent(classLoader, OAuth2Authorization.SPRING_SECURITY);
		hints.reflection().registerTypeIfPresent(classLoader, AwsAuthorization.SIGNER);
		hints.reflection().registerTypeIfPresent(classLoader, AwsAuthorization.CHAIN);
		hints.resources().registerPattern("org/publicsuffix/list/effective_tld_names.dat");
	}

}
