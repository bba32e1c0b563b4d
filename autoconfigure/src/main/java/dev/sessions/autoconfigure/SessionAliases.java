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

import java.util.List;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Gives the session {@code my-api} the names {@code myApi} and {@code myApiSession}, by
 * which parameters can be called. It comes after all beans are registered, so that no
 * alias is in another bean's way.
 */
class SessionAliases implements BeanFactoryPostProcessor {

	private static final Log logger = LogFactory.getLog(SessionAliases.class);

	private final List<String> sessions;

	SessionAliases(List<String> sessions) {
		this.sessions = sessions;
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		this.sessions.forEach((name) -> register(beanFactory, name, camelCase(name)));
		this.sessions.forEach((name) -> register(beanFactory, name, camelCase(name) + "Session"));
	}

	private static void register(ConfigurableListableBeanFactory beanFactory, String name, String alias) {
		if (alias.equals(name)) {
			return;
		}
		if (beanFactory.containsBean(alias)) {
			logger.info("The session '" + name + "' is not available as '" + alias
					+ "', because another bean has this name");
			return;
		}
		beanFactory.registerAlias(name, alias);
	}

	private static String camelCase(String name) {
		StringBuilder result = new StringBuilder();
		boolean upper = false;
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			if (c == '-') {
				upper = true;
			}
			else {
				result.append(upper ? Character.toUpperCase(c) : c);
				upper = false;
			}
		}
		return result.toString();
	}

}
