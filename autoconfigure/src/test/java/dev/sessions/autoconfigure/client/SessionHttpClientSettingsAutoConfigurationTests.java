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

package dev.sessions.autoconfigure.client;

import java.time.Duration;

import dev.sessions.SessionBuilder;
import dev.sessions.SessionCustomizer;
import dev.sessions.SessionSettings;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.settings.EgressSettings;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionHttpClientSettingsAutoConfiguration}.
 */
class SessionHttpClientSettingsAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SessionsAutoConfiguration.class,
				SessionHttpClientSettingsAutoConfiguration.class, HttpClientAutoConfiguration.class))
		.withBean(Recorder.class)
		.withPropertyValues("sessions.github.compression=true");

	@Test
	void settingsOfAllClientsApply() {
		this.runner
			.withPropertyValues("spring.http.clients.connect-timeout=3s", "spring.http.clients.read-timeout=4s",
					"spring.http.clients.redirects=dont-follow", "spring.http.clients.cookie-handling=disable")
			.run((context) -> {
				SessionSettings defaults = SessionSettings.defaults();
				assertThat(context.getBean(Recorder.class).settings).isEqualTo(defaults
					.withTimeout(defaults.timeout().withConnect(Duration.ofSeconds(3)).withRead(Duration.ofSeconds(4)))
					.withRedirects(defaults.redirects().withFollow(false))
					.withCookies(defaults.cookies().withEnabled(false)));
			});
	}

	@Test
	void defaultOfSessionsOverridesThem() {
		this.runner
			.withPropertyValues("spring.http.clients.read-timeout=4s", "sessions.default.timeout.read=5s",
					"spring.http.clients.redirects=dont-follow", "sessions.github.redirects.follow=true")
			.run((context) -> {
				SessionSettings settings = context.getBean(Recorder.class).settings;
				assertThat(settings.timeout().read()).isEqualTo(Duration.ofSeconds(5));
				assertThat(settings.redirects().follow()).isTrue();
			});
	}

	@Test
	void infiniteTimeoutsAreIgnored() {
		this.runner.withPropertyValues("spring.http.clients.read-timeout=0")
			.run((context) -> assertThat(context.getBean(Recorder.class).settings)
				.isEqualTo(SessionSettings.defaults()));
	}

	@Test
	void addressFilterOfAllClientsApplies() {
		InetAddressFilter filter = InetAddressFilter.externalAddresses();
		this.runner
			.withBean(HttpClientSettings.class, () -> HttpClientSettings.defaults().withInetAddressFilter(filter))
			.run((context) -> assertThat(context.getBean(Recorder.class).settings.egress())
				.isEqualTo(EgressSettings.defaults().withAddressFilter(new SpringAddressFilter(filter))));
	}

	@Test
	void withoutTheModuleTheBuiltInValuesApply() {
		this.runner.withClassLoader(new FilteredClassLoader(HttpClientSettings.class))
			.run((context) -> assertThat(context.getBean(Recorder.class).settings)
				.isEqualTo(SessionSettings.defaults()));
	}

	static class Recorder implements SessionCustomizer {

		private SessionSettings settings;

		@Override
		public void customize(String name, SessionBuilder builder) {
			this.settings = builder.settings();
		}

	}

}
