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
import dev.sessions.Sessions;
import dev.sessions.actuate.SessionsEndpoint;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a mock in place of a session of an application with Actuator, metrics and
 * health.
 */
@DisplayName("placeholder_url, placeholder_token, with Actuator")
@MockitoBean(types = Session.class, name = "weather-api")
@SpringBootTest(webEnvironment = WebEnvironment.NONE,
		properties = { "sessions.weather-api.base-url=${NO_SUCH_URL}", "sessions.weather-api.health.path=/${NO_SUCH}",
				"sessions.weather-api.pool.warm-up=${NO_SUCH_NUMBER}", "sessions.weather-api.groups=${NO_SUCH_GROUP}",
				"sessions.other.base-url=http://localhost:1", "management.endpoints.web.exposure.include=*" })
class ReplacedSessionInApplicationTests {

	@Autowired
	private Session weatherApi;

	@Autowired
	private Sessions sessions;

	@Autowired
	private SessionsEndpoint endpoint;

	@Test
	void mockIsShownBesideTheOthers() {
		assertThat(this.sessions.get("weather-api")).isSameAs(this.weatherApi);
		assertThat(this.endpoint.sessions().sessions()).containsOnlyKeys("other", "weather-api");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
