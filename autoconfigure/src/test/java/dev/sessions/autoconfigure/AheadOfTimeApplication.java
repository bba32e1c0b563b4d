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

import dev.sessions.Credentials;
import dev.sessions.Session;
import dev.sessions.Sessions;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.service.annotation.PostExchange;

/**
 * The application that {@link AheadOfTimeTests} processes.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class AheadOfTimeApplication {

	public static void main(String[] args) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(AheadOfTimeApplication.class)
			.web(WebApplicationType.NONE)
			.properties("sessions.my-api.base-url=${API_URL}", "sessions.my-api.auth.bearer.token=${API_TOKEN}",
					"sessions.other.timeout.read=5s", "sessions.replaced-api.base-url=${NO_SUCH_URL}")
			.run(args)) {
			context.getBean("calls", Runnable.class).run();
		}
	}

	@Bean
	@Qualifier("other")
	Credentials token() {
		return Credentials.bearer("from-bean");
	}

	@Bean
	Session replacedApi() {
		return Session.builder("replacement").build();
	}

	@Bean
	Things things(Session myApi) {
		return myApi.service(Things.class);
	}

	@Bean
	Runnable calls(Session myApi, @Qualifier("my-api") Session qualified, Session otherSession, Sessions sessions,
			@Qualifier("replaced-api") Session replaced, Things things) {
		return () -> {
			System.out.println("names " + sessions.names() + " " + replaced.name());
			myApi.get("/one");
			qualified.get("/two");
			otherSession.get("/three");
			things.four();
		};
	}

	/**
	 * A declarative client.
	 */
	public interface Things {

		@PostExchange("/four")
		void four();

	}

}
