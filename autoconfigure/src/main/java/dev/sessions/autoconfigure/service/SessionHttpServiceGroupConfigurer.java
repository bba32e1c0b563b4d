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

package dev.sessions.autoconfigure.service;

import dev.sessions.Session;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.service.registry.HttpServiceGroup;
import org.springframework.web.util.UriBuilderFactory;

/**
 * Sends the requests of a group with the session of its name, where there is one: over
 * its connections, to its base URL, with all its rules. What others have done to the
 * group's client before stays, but for its connections and its base URL.
 */
class SessionHttpServiceGroupConfigurer implements RestClientHttpServiceGroupConfigurer {

	private final BeanFactory beanFactory;

	SessionHttpServiceGroupConfigurer(BeanFactory beanFactory) {
		this.beanFactory = beanFactory;
	}

	@Override
	public void configureGroups(Groups<RestClient.Builder> groups) {
		groups.filter(this::hasSession).forEachClient(this::configure);
	}

	private boolean hasSession(HttpServiceGroup group) {
		return this.beanFactory.containsBean(group.name()) && this.beanFactory.isTypeMatch(group.name(), Session.class);
	}

	private void configure(HttpServiceGroup group, RestClient.Builder client) {
		Session session = this.beanFactory.getBean(group.name(), Session.class);
		client.requestFactory(session.unwrap(ClientHttpRequestFactory.class))
			.uriBuilderFactory(session.unwrap(UriBuilderFactory.class))
			.configureMessageConverters((builder) -> use(session.unwrap(HttpMessageConverters.class), builder))
			// the session observes its calls, whichever way they come
			.observationRegistry(ObservationRegistry.NOOP);
	}

	private static void use(HttpMessageConverters converters, HttpMessageConverters.ClientBuilder builder) {
		builder.configureMessageConvertersList((list) -> {
			list.clear();
			converters.forEach(list::add);
		});
	}

}
