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
import dev.sessions.internal.client.Transport;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.core.Ordered;
import org.springframework.http.client.observation.ClientRequestObservationConvention;
import org.springframework.http.client.observation.DefaultClientRequestObservationConvention;

/**
 * Observes the calls of sessions like Spring observes those of its own clients, with the
 * session's name as an additional key value. A call is observed once until its body was
 * read, regardless of the client type through which it is made and of its attempts and
 * redirects.
 *
 * <p>
 * A session whose registry has no handlers at its first call is never observed, at no
 * cost.
 */
public final class SessionObservations implements SessionCustomizer, Ordered {

	private final ObservationRegistry registry;

	private final ClientRequestObservationConvention convention;

	/**
	 * Create observations with Spring's names and key values.
	 * @param registry the registry to observe with
	 */
	public SessionObservations(ObservationRegistry registry) {
		this(registry, new DefaultClientRequestObservationConvention());
	}

	/**
	 * Create observations with custom names and key values.
	 * @param registry the registry to observe with
	 * @param convention the convention for names and key values
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
	 * Observe an existing session and its forks. A session that is already observed by
	 * this object is not observed twice. An application's own implementation and a mock
	 * are left unchanged.
	 * @param session the session
	 */
	public void observe(Session session) {
		Transport transport = Transport.find(session::unwrap);
		if (transport != null) {
			transport.change(new ObservedClient(session.name(), this.registry, this.convention));
		}
	}

	/**
	 * The last position, so that interceptors that other customizers add at the start of
	 * the chain are observed, too.
	 */
	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

}
