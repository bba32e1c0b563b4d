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

import dev.sessions.SessionSettings;
import dev.sessions.autoconfigure.internal.binding.SessionConfiguration;
import dev.sessions.internal.shared.SharedSession;
import dev.sessions.settings.SharedSettings;
import dev.sessions.settings.StoreHandle;
import dev.sessions.settings.StoreKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * Gives sessions the store that their settings name.
 *
 * @param beanFactory may have a store
 */
record SharedStores(ListableBeanFactory beanFactory) {

	private static final Logger logger = LoggerFactory.getLogger(SharedStores.class);

	private static final String DEFAULT_NAMESPACE = "application";

	/**
	 * Replace the name of a store by the store.
	 */
	SessionSettings complete(SessionSettings settings, SessionConfiguration configuration) {
		SharedSettings shared = settings.shared();
		if (shared.store() != StoreKind.REDIS) {
			return settings;
		}
		StoreHandle store = this.beanFactory.getBeanProvider(StoreHandle.class).getIfAvailable();
		if (store == null) {
			throw configuration.invalid("shared.store", "needs Redis, to which the application has no connection",
					"Add the dependency org.springframework.boot:spring-boot-starter-data-redis, and set "
							+ "spring.data.redis.host or spring.data.redis.url.");
		}
		if (!shared.encryptionKeys().stream().allMatch(SharedSession::isEncryptionKey)) {
			throw configuration.invalid("shared.encryption-key", "is not 32 bytes in Base64",
					"Set it to what 'openssl rand -base64 32' prints.");
		}
		if (shared.encryptionKeys().isEmpty()) {
			logger.warn(
					"The session '{}' shares secrets without encryption: set sessions.{}.shared.encryption-key to "
							+ "32 random bytes in Base64, for example those of 'openssl rand -base64 32'",
					configuration.name(), configuration.name());
		}
		return settings.withShared(shared.withStore(store).withNamespace(namespace(shared, configuration.name())));
	}

	private String namespace(SharedSettings shared, String session) {
		if (!shared.namespace().isBlank()) {
			return shared.namespace();
		}
		String application = this.beanFactory.getBean(Environment.class).getProperty("spring.application.name");
		if (!StringUtils.hasText(application)) {
			logger.warn(
					"The session '{}' shares its cookies and tokens with each application without a name that uses"
							+ " the same Redis: set spring.application.name or sessions.{}.shared.namespace",
					session, session);
			return DEFAULT_NAMESPACE;
		}
		return application;
	}

}
