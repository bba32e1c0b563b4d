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

package dev.sessions.autoconfigure;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

import dev.sessions.Credentials;
import dev.sessions.ForkKeyResolver;
import dev.sessions.RequestHook;
import dev.sessions.ResponseHook;
import dev.sessions.RetryListener;
import dev.sessions.Session;
import dev.sessions.SessionBuilder;
import dev.sessions.SessionCustomizer;
import dev.sessions.SessionSettings;
import dev.sessions.autoconfigure.internal.binding.SessionConfiguration;
import dev.sessions.autoconfigure.internal.binding.SessionConfigurations;
import dev.sessions.autoconfigure.internal.binding.SslBundleMaterials;
import dev.sessions.internal.cookie.CookieFileException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * Builds the configured sessions.
 */
class SessionFactory {

	private final ConfigurableListableBeanFactory beanFactory;

	private final SessionConfigurations configurations;

	private final SessionQualifiers qualifiers;

	private final ForkKeyResolvers forkKeyResolvers;

	private final SharedStores sharedStores;

	private final SessionSettings base;

	private final SslBundleMaterials bundles;

	private final SingletonSupplier<List<SessionCustomizer>> customizers;

	private final Map<String, SessionSettings> created = new ConcurrentSkipListMap<>();

	/**
	 * Create a factory.
	 * @param beanFactory may have credentials, hooks and a resolver of forks of a
	 * session, and OAuth 2.0 clients
	 * @param configurations the configurations of the sessions
	 * @param base the settings that apply where nothing is configured
	 * @param bundles the SSL bundles
	 * @param customizers customize each session last
	 */
	SessionFactory(ConfigurableListableBeanFactory beanFactory, SessionConfigurations configurations,
			SessionSettings base, SslBundleMaterials bundles, ObjectProvider<SessionCustomizer> customizers) {
		this.beanFactory = beanFactory;
		this.configurations = configurations;
		this.qualifiers = new SessionQualifiers(beanFactory);
		this.forkKeyResolvers = new ForkKeyResolvers(beanFactory, this.qualifiers);
		this.sharedStores = new SharedStores(beanFactory);
		this.base = base;
		this.bundles = bundles;
		this.customizers = SingletonSupplier.of(() -> customizers.orderedStream().toList());
	}

	/**
	 * Bind the properties of a session and build it from them.
	 */
	Session create(String name) {
		SessionConfiguration configuration = this.configurations.bind(name, this.base);
		Credentials replacement = credentialsBean(configuration);
		SessionSettings settings = configuration.settings(this.bundles)
			.withCredentials((replacement != null) ? replacement : configuration.credentials(this.beanFactory));
		configuration.built(settings, replacement != null);
		SessionBuilder builder = Session.builder(name)
			.settings(this.sharedStores.complete(settings, configuration))
			.forkBy(this.forkKeyResolvers.of(configuration));
		configuration.mounts(this.bundles).forEach(builder::mount);
		this.qualifiers.hooks(RequestHook.class, name).forEach(builder::onRequest);
		this.qualifiers.hooks(ResponseHook.class, name).forEach(builder::onResponse);
		this.qualifiers.hooks(RetryListener.class, name).forEach(builder::onRetry);
		this.customizers.obtain().forEach((customizer) -> customizer.customize(name, builder));
		try {
			Session session = builder.build();
			this.created.put(name, builder.settings());
			return session;
		}
		catch (CookieFileException ex) {
			throw configuration.invalid("cookies.file", ex.fault(), ex.cure());
		}
	}

	/**
	 * The settings of the sessions that were created so far, by name.
	 */
	Map<String, SessionSettings> created() {
		return Collections.unmodifiableMap(this.created);
	}

	/**
	 * The warnings about beans that are meant for a session which does not exist.
	 */
	List<String> warnings() {
		Set<String> sessions = new DefaultSessions(this.beanFactory).names();
		return Stream
			.of(Credentials.class, RequestHook.class, ResponseHook.class, RetryListener.class, ForkKeyResolver.class)
			.flatMap((type) -> this.qualifiers.warnings(type, sessions))
			.toList();
	}

	private @Nullable Credentials credentialsBean(SessionConfiguration configuration) {
		List<String> beans = this.qualifiers.names(Credentials.class)
			.stream()
			.filter((bean) -> this.qualifiers.isFor(bean, configuration.name()))
			.toList();
		if (beans.size() > 1) {
			throw configuration.invalid("auth",
					"is replaced by more than one Credentials bean: " + String.join(", ", beans),
					"Qualify only one of them with " + configuration.name() + ".");
		}
		return beans.isEmpty() ? null : this.beanFactory.getBean(beans.get(0), Credentials.class);
	}

}
