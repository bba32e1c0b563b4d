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

package dev.sessions.autoconfigure.manners;

import dev.sessions.Session;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;

import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;

/**
 * An application without a web server, whose {@code main} returns.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration(SessionsAutoConfiguration.class)
public class RunnerApplication {

	public static void main(String[] args) {
		new SpringApplicationBuilder(RunnerApplication.class).web(WebApplicationType.NONE).run(args);
	}

	@Bean
	ApplicationRunner call(Session github) {
		return (arguments) -> System.out.println("got " + github.get("/").text());
	}

}
