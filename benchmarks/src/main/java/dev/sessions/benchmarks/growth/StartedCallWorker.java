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

package dev.sessions.benchmarks.growth;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.sessions.Session;
import dev.sessions.benchmarks.User;
import dev.sessions.benchmarks.worker.Call;
import dev.sessions.benchmarks.worker.Worker;
import dev.sessions.benchmarks.worker.WorkerProcess;
import org.apache.hc.client5.http.impl.classic.HttpClients;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.HttpComponentsClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/**
 * Makes the first call of an application, one second after it is ready, and answers with
 * the duration in microseconds.
 */
public final class StartedCallWorker {

	private static final String PATH = "/users/{id}";

	private static final String ID = "42";

	private StartedCallWorker() {
	}

	/**
	 * Start an application that makes its call with a session.
	 */
	static WorkerProcess session(URI server) throws IOException {
		return start(WithSession.class, "sessions.api.base-url", server);
	}

	/**
	 * Start an application that makes its call with {@code RestClient} on HttpClient.
	 */
	static WorkerProcess restClient(URI server) throws IOException {
		return start(WithRestClient.class, "server", server);
	}

	private static WorkerProcess start(Class<?> application, String property, URI server) throws IOException {
		return WorkerProcess.start(StartedCallWorker.class, List.of(), application.getName(),
				"--" + property + "=" + server);
	}

	public static void main(String[] args) throws Exception {
		Worker worker = new Worker();
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Class.forName(args[0]))
			.web(WebApplicationType.NONE)
			.logStartupInfo(false)
			.run(args[1], "--spring.main.banner-mode=off")) {
			Call call = context.getBean(Call.class);
			TimeUnit.SECONDS.sleep(1);
			long start = System.nanoTime();
			call.makeAndCheck();
			worker.answer(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start));
		}
		System.exit(0);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WithSession {

		@Bean
		Call call(Session api) {
			return () -> api.get(PATH, ID).as(User.class);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WithRestClient {

		@Bean
		RestClient restClient(@Value("${server}") String server) {
			return RestClient.builder()
				.baseUrl(server)
				.requestFactory(new HttpComponentsClientHttpRequestFactory(HttpClients.createDefault()))
				.build();
		}

		@Bean
		Call call(RestClient restClient) {
			return () -> restClient.get().uri(PATH, ID).retrieve().body(User.class);
		}

	}

}
