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

package dev.sessions.autoconfigure.internal.binding;

import java.util.List;
import java.util.stream.Stream;

import dev.sessions.internal.aws.AwsAuthorization;
import dev.sessions.internal.oauth2.OAuth2Authorization;
import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.bind.BindableRuntimeHintsRegistrar;
import org.springframework.boot.convert.Delimiter;

/**
 * The hints that a native image needs to bind the properties, to qualify sessions, to
 * detect optional libraries and to read HttpClient's resources.
 */
class SessionRuntimeHints implements RuntimeHintsRegistrar {

	/**
	 * The types by whose presence libraries are detected.
	 */
	private static final List<String> DETECTED = List.of(OAuth2Authorization.SPRING_SECURITY,
			OAuth2Authorization.SPRING_SECURITY_JOSE, "org.springframework.security.oauth2.jwt.Jwt",
			AwsAuthorization.SIGNER, AwsAuthorization.CHAIN, "io.github.bucket4j.redis.lettuce.Bucket4jLettuce",
			"io.github.resilience4j.bulkhead.Bulkhead", "io.github.resilience4j.circuitbreaker.CircuitBreaker",
			"io.github.resilience4j.ratelimiter.RateLimiter", "org.jsoup.Jsoup", "java.net.UnixDomainSocketAddress");

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		BindableRuntimeHintsRegistrar.forTypes(KnownKeys.types()).registerHints(hints);
		Stream.concat(DETECTED.stream(), OAuth2Authorization.JSON.stream())
			.forEach((type) -> hints.reflection().registerTypeIfPresent(classLoader, type));
		// annotations that are made in code, not read
		for (Class<?> annotation : List.of(Qualifier.class, Delimiter.class)) {
			hints.reflection().registerType(annotation);
			hints.proxies().registerJdkProxy(annotation);
		}
		hints.resources().registerPattern("org/publicsuffix/list/effective_tld_names.dat");
		hints.resources().registerPattern("org/apache/hc/client5/version.properties");
	}

}
