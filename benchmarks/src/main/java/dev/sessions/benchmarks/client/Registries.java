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

package dev.sessions.benchmarks.client;

import java.net.URI;

import dev.sessions.Session;
import dev.sessions.observation.SessionMeterObservationHandler;
import dev.sessions.observation.SessionMeters;
import dev.sessions.observation.SessionObservations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;

/**
 * The meter and observation registries of an application with Actuator, and the clients
 * that use them.
 */
final class Registries {

	private Registries() {
	}

	static ObservationRegistry observations() {
		return observations(new DefaultMeterObservationHandler(new SimpleMeterRegistry()));
	}

	private static ObservationRegistry observations(DefaultMeterObservationHandler handler) {
		ObservationRegistry observations = ObservationRegistry.create();
		observations.observationConfig().observationHandler(handler);
		return observations;
	}

	static Session measured(URI url) {
		MeterRegistry meters = new SimpleMeterRegistry();
		ObservationRegistry observations = observations(
				new SessionMeterObservationHandler(new DefaultMeterObservationHandler(meters), meters));
		Session session = SessionVerb.session(url,
				(builder) -> new SessionObservations(observations).customize(builder.name(), builder));
		new SessionMeters(session).bindTo(meters);
		return session;
	}

}
