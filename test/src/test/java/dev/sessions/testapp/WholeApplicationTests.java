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

package dev.sessions.testapp;

import dev.sessions.test.AutoConfigureMockSessions;
import dev.sessions.test.MockSession;
import dev.sessions.test.MockSessionServer;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.MediaType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.client.match.MockRestRequestMatchers.requestTo;
import static org.springframework.test.web.client.response.MockRestResponseCreators.withSuccess;

// tag::application[]
@SpringBootTest
@AutoConfigureMockSessions
class WholeApplicationTests {

	@Autowired
	private Weather weather;

	@MockSession("weather-api")
	private MockSessionServer server;

	@Test
	void declarativeClientIsMocked() {
		this.server.expect(requestTo("https://weather.invalid/v1/today"))
			.andRespond(withSuccess("sunny", MediaType.TEXT_PLAIN));
		assertThat(this.weather.today()).isEqualTo("sunny");
	}

}
// end::application[]
