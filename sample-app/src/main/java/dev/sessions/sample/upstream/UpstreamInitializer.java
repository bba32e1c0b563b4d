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

package dev.sessions.sample.upstream;

import java.util.Map;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Starts the embedded APIs before the application, because the sessions' base URLs
 * contain their port, and stops them last. The property {@code upstream.port} is the port
 * on which they listen unless another instance does.
 */
public final class UpstreamInitializer implements ApplicationContextInitializer<GenericApplicationContext> {

	private static final String PORT = "upstream.port";

	@Override
	public void initialize(GenericApplicationContext context) {
		Upstream upstream = Upstream.start(context.getEnvironment().getProperty(PORT, Integer.class, 0));
		DefaultListableBeanFactory beans = context.getDefaultListableBeanFactory();
		beans.registerSingleton("upstream", upstream);
		// beans are destroyed in reverse order, also when the start fails
		beans.registerDisposableBean("upstream", upstream::close);
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("upstream", Map.of("upstream.url", upstream.url())));
	}

}
