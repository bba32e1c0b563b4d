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

package dev.sessions.autoconfigure.mockserver;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.sessions.internal.adapter.AdapterHandler;
import dev.sessions.internal.client.Simulation;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.settings.TransportSettings;
import org.apache.hc.client5.http.classic.ExecChainHandler;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.restclient.test.MockServerRestClientCustomizer;
import org.springframework.boot.restclient.test.MockServerRestTemplateCustomizer;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.test.web.client.RequestExpectationManager;
import org.springframework.web.client.RestClient;

/**
 * Has the auto-configured {@code MockRestServiceServer} answer the sessions. It serves
 * one client: the only {@code RestClient} or {@code RestTemplate} of the application,
 * with which the sessions share it, or the sessions alone.
 */
class MockServerSimulation implements Simulation, SmartInitializingSingleton {

	private final ObjectProvider<MockServerRestClientCustomizer> restClients;

	private final ObjectProvider<MockServerRestTemplateCustomizer> restTemplates;

	/**
	 * Create a simulation. It asks for the customizers late, because sessions are
	 * simulated before other beans are created.
	 */
	MockServerSimulation(ObjectProvider<MockServerRestClientCustomizer> restClients,
			ObjectProvider<MockServerRestTemplateCustomizer> restTemplates) {
		this.restClients = restClients;
		this.restTemplates = restTemplates;
	}

	/**
	 * Binds the server to the sessions if it is bound to nothing, so that a test can
	 * state what it expects before a session is called.
	 */
	@Override
	public void afterSingletonsInstantiated() {
		if (managers().isEmpty()) {
			this.restClients.getObject().customize(RestClient.builder());
		}
	}

	@Override
	public TimeSource time() {
		return TimeSource.SYSTEM;
	}

	@Override
	public ExecChainHandler calls() {
		return (request, scope, chain) -> chain.proceed(request, scope);
	}

	@Override
	public ExecChainHandler exchanges(TransportSettings settings) {
		return new AdapterHandler("MockRestServiceServer", (uri, method) -> new MockClientHttpRequest(method, uri) {

			@Override
			protected ClientHttpResponse executeInternal() throws IOException {
				return manager().validateRequest(this);
			}

		});
	}

	private RequestExpectationManager manager() {
		List<RequestExpectationManager> managers = managers();
		if (managers.size() != 1) {
			throw new AssertionError("@AutoConfigureMockRestServiceServer is bound to " + managers.size()
					+ " clients, so it cannot answer the sessions; use @AutoConfigureMockSessions of "
					+ "sessions-spring-boot-test for them");
		}
		return managers.get(0);
	}

	private List<RequestExpectationManager> managers() {
		List<RequestExpectationManager> managers = new ArrayList<>(
				this.restClients.getObject().getExpectationManagers().values());
		this.restTemplates.ifAvailable((customizer) -> managers.addAll(customizer.getExpectationManagers().values()));
		return managers;
	}

}
