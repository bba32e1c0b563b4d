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

package dev.sessions.transport;

import java.util.List;

import dev.sessions.cookie.CookieSettings;
import dev.sessions.egress.EgressSettings;
import dev.sessions.hook.Hooks;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Chain}.
 */
class ChainTests {

	@Test
	void deadlineBoundsTheDecodedAnswerOfRedirectsOfRetriesEachWithCredentialsCookiesAndALease() {
		assertThat(new Chain(settings(CookieSettings.defaults()), Hooks.NONE, null).order()).containsExactly("deadline",
				"decoding", "redirects", "retry", "credentials", "cookies", "lease");
	}

	@Test
	void withoutCookiesNothingLooksAtThem() {
		assertThat(new Chain(settings(CookieSettings.defaults().withEnabled(false)), Hooks.NONE, null).order())
			.containsExactly("deadline", "decoding", "redirects", "retry", "credentials", "lease");
	}

	@Test
	void hookSeesARequestBeforeRedirectsAndAResponseOfEach() {
		Hooks hooks = new Hooks((request) -> {
		}, (request, response) -> {
		});
		assertThat(new Chain(settings(CookieSettings.defaults()), hooks, null).order()).containsExactly("deadline",
				"decoding", "request hooks", "redirects", "response hooks", "retry", "credentials", "cookies", "lease");
	}

	@Test
	void whereEgressIsLimitedEachAttemptAsksBeforeAnythingIsAddedToIt() {
		TransportSettings settings = settings(CookieSettings.defaults())
			.withEgress(EgressSettings.defaults().withBlockPrivateAddresses(true));
		assertThat(new Chain(settings, Hooks.NONE, null).order()).containsExactly("deadline", "decoding", "redirects",
				"retry", "egress", "credentials", "cookies", "lease");
	}

	@Test
	void mountIsFoundAnewBelowTheRedirects() {
		TransportSettings settings = settings(CookieSettings.defaults());
		Mount mount = new Mount(MountPrefix.parse("/x"), settings, (uri, method) -> {
			throw new UnsupportedOperationException();
		});
		List<Line> lines = List.of(Line.of(settings, Hooks.NONE, SystemDefaultDnsResolver.INSTANCE),
				Line.of(mount, Hooks.NONE, SystemDefaultDnsResolver.INSTANCE));
		assertThat(new Chain(lines).order()).containsExactly("deadline", "decoding", "redirects", "mounts", "retry",
				"credentials", "cookies", "lease");
	}

	private static TransportSettings settings(CookieSettings cookies) {
		return TransportSettings.defaults().withCookies(cookies);
	}

}
