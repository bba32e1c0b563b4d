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

package dev.sessions.observation;

import dev.sessions.Session;
import dev.sessions.SessionBuilder;
import dev.sessions.SessionCustomizer;
import dev.sessions.transport.Transport;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.http.client.observation.ClientRequestObservationConvention;
import org.springframework.http.client.observation.DefaultClientRequestObservationConvention;

/**
 * Observes the calls of sessions as Spring observes those of its own clients, with the
 * session's name besides. A call is observed once, whichever face of the session it came
 * through and however many attempts and redirects it took, until its body was read.
 *
 * <p>
 * A session whose first call finds a registry without handlers is never observed, and
 * does no work for it.
 */
public final class SessionObservations implements SessionCustomizer, Ordered {

	private final ObservationRegistry registry;

	private final ClientRequestObservationConvention convention;

	/**
	 * Observe with Spring's names and key values.
	 * @param registry the registry to observe with
	 */
	public SessionObservations(ObservationRegistry registry) {
		this(registry, new DefaultClientRequestObservationConvention());
	}

	/**
	 * Observe with names and key values of one's own.
	 * @param registry the registry to observe with
	 * @param convention the names and key values
	 */
	public SessionObservations(ObservationRegistry registry, ClientRequestObservationConvention convention) {
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public void customize(String name, SessionBuilder builder) {
		builder.httpClient(new ObservedClient(name, this.registry, this.convention));
	}

	/**
	 * Observe a session that was built already, and its forks. One that is observed by
	 * this is not observed twice; one that is an application's own implementation, or the
	 * mock of a test, is left as it is.
	 * @param session the session
	 */
	public void observe(Session session) {
		Transport transport = transport(session);
		if (transport != null) {
			transport.change(new ObservedClient(session.name(), this.registry, this.convention));
		}
	}

	private static @Nullable Transport transport(Session session) {
		try {
			return session.unwrap(Transport.class);
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	/**
	 * Last, so that what others put first into the chain is observed, too.
	 */
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
