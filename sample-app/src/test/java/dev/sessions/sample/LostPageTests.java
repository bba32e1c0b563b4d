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

package dev.sessions.sample;

import java.io.IOException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests a page whose application stops and restarts.
 */
class LostPageTests {

	private static final String STATE = "document.querySelector('#connection').textContent";

	private static final String RESULT = "document.querySelector('[data-action=\"github/user\"]').closest('li')"
			+ ".querySelector('.result').textContent";

	@Test
	@Timeout(180)
	void pageReportsLostApplicationAndResumesAfterRestart() throws IOException {
		int port = Programs.freePort();
		try (Browser browser = new Browser()) {
			try (ConfigurableApplicationContext application = SampleApplication.run("--server.port=" + port)) {
				browser.open("http://localhost:" + port + "/");
				browser.await(STATE + " == 'Live'");
				assertThat(application.isRunning()).isTrue();
			}
			browser.await(STATE + ".startsWith('Connection lost')");
			browser.value("document.querySelector('[data-action=\"github/user\"]').click()");
			browser.await(RESULT + ".includes('cannot be reached')");
			try (ConfigurableApplicationContext application = SampleApplication.run("--server.port=" + port)) {
				browser.await(STATE + " == 'Live'");
				browser.value("document.querySelector('[data-action=\"github/user\"]').click()");
				browser.await(RESULT + ".includes('200 in 1 attempt')");
				assertThat(application.isRunning()).isTrue();
			}
		}
	}

}
