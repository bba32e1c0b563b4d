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

package dev.sessions;

import java.util.List;

import dev.sessions.internal.client.TestTransport;
import dev.sessions.settings.TransportSettings;
import org.apache.hc.client5.http.DnsResolver;

import org.springframework.http.converter.HttpMessageConverters;

/**
 * Creates sessions whose host names resolve to addresses chosen by a test.
 */
public final class TestSession {

	private TestSession() {
	}

	public static Session of(TransportSettings settings, DnsResolver dns) {
		return of(SessionSettings.defaults().withTransport(settings), dns);
	}

	static Session of(SessionSettings settings, DnsResolver dns) {
		SharedWithForks shared = SharedWithForks.of("test", TestTransport.of(settings.transport(), dns),
				HttpMessageConverters.forClient().registerDefaults().build(), List.of(), null);
		return new DefaultSession(shared, settings);
	}

}
