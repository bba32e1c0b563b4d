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

import java.net.URI;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import dev.sessions.Session;
import dev.sessions.SessionSettings;
import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.service.registry.HttpServiceGroup;
import org.springframework.web.util.UriBuilderFactory;

/**
 * Sends the requests of a group over the session that backs it, if there is one, with its
 * connections, base URL and policies. Earlier customizations of the group's client are
 * kept, except its connections and its base URL.
 */
class SessionHttpServiceGroupConfigurer implements RestClientHttpServiceGroupConfigurer {

	private static final Log logger = LogFactory.getLog(SessionHttpServiceGroupConfigurer.class);

	private final BeanFactory beanFactory;

	private final SessionGroups sessions;

	SessionHttpServiceGroupConfigurer(BeanFactory beanFactory, SessionGroups sessions) {
		this.beanFactory = beanFactory;
		this.sessions = sessions;
	}

	@Override
	public void configureGroups(Groups<RestClient.Builder> groups) {
		Set<String> names = new TreeSet<>();
		groups.filter((group) -> {
			names.add(group.name());
			return bean(group) != null;
		}).forEachClient(this::configure);
		this.sessions.warnings(names).forEach(logger::warn);
	}

	/**
	 * The name of the session bean that backs a group, or {@code null} if there is none.
	 */
	private @Nullable String bean(HttpServiceGroup group) {
		String session = this.sessions.session(group.name());
		String bean = (session != null) ? session : group.name();
		return (!this.sessions.isLeft(group.name()) && this.beanFactory.containsBean(bean)
				&& this.beanFactory.isTypeMatch(bean, Session.class)) ? bean : null;
	}

	private void configure(HttpServiceGroup group, RestClient.Builder client) {
		String bean = Objects.requireNonNull(bean(group));
		Session session = this.beanFactory.getBean(bean, Session.class);
		ClientHttpRequestFactory requestFactory = session.unwrap(ClientHttpRequestFactory.class);
		if (requestFactory == null) {
			client.requestFactory((uri, method) -> {
				throw new IllegalStateException("The session '" + bean + "' is a mock, so the group '" + group.name()
						+ "' that it backs cannot send " + method + " " + uri + ": mock its interface instead");
			});
			return;
		}
		if (bean.equals(this.sessions.session(group.name()))) {
			this.sessions.check(group.name(), bean, baseUrl(session));
		}
		client.requestFactory(requestFactory)
			.uriBuilderFactory(session.unwrap(UriBuilderFactory.class))
			.configureMessageConverters((builder) -> use(session.unwrap(HttpMessageConverters.class), builder))
			// the session observes its calls itself, whichever face they come through
			.observationRegistry(ObservationRegistry.NOOP);
	}

	private static @Nullable String baseUrl(Session session) {
		URI baseUrl = session.unwrap(SessionSettings.class).baseUrl();
		return (baseUrl != null) ? baseUrl.toString() : null;
	}

	private static void use(HttpMessageConverters converters, HttpMessageConverters.ClientBuilder builder) {
		builder.configureMessageConvertersList((list) -> {
			list.clear();
			converters.forEach(list::add);
		});
	}

}
