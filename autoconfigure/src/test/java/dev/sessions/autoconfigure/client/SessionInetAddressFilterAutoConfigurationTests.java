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

import dev.sessions.BlockedOriginException;
import dev.sessions.Session;
import dev.sessions.SessionSettings;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link SessionInetAddressFilterAutoConfiguration}.
 */
class SessionInetAddressFilterAutoConfigurationTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(Reply.ok("ok"));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(SessionsAutoConfiguration.class, SessionHttpClientSettingsAutoConfiguration.class,
						SessionInetAddressFilterAutoConfiguration.class, HttpClientAutoConfiguration.class))
		.withPropertyValues("sessions.github.base-url=" + this.server.url());

	@Test
	void filterIsHonoured() {
		this.runner.withBean(InetAddressFilter.class, InetAddressFilter::externalAddresses).run((context) -> {
			assertThatExceptionOfType(BlockedOriginException.class)
				.isThrownBy(() -> context.getBean(Session.class).get("/x"))
				.withMessageContaining("has no address that the address filter lets pass")
				.withMessageContaining("InetAddressFilter");
			assertThat(this.server.accepted()).isZero();
		});
	}

	@Test
	void filterIsHonouredWithDefaultsOfTheApplication() {
		this.runner.withBean(InetAddressFilter.class, InetAddressFilter::externalAddresses)
			.withBean(SessionSettings.class, SessionSettings::defaults)
			.run((context) -> assertThatExceptionOfType(BlockedOriginException.class)
				.isThrownBy(() -> context.getBean(Session.class).get("/x")));
	}

	@Test
	void addressThatPassesIsReached() {
		this.runner.withBean(InetAddressFilter.class, () -> InetAddressFilter.of("127.0.0.0/8"))
			.run((context) -> assertThat(context.getBean(Session.class).get("/x").text()).isEqualTo("ok"));
	}

	@Test
	void withoutAFilterEverythingIsReached() {
		this.runner.run((context) -> assertThat(context.getBean(Session.class).get("/x").text()).isEqualTo("ok"));
	}

	@Test
	void withoutTheModuleEverythingIsReached() {
		this.runner.withClassLoader(new FilteredClassLoader(HttpClientSettings.class, InetAddressFilter.class))
			.run((context) -> assertThat(context.getBean(Session.class).get("/x").text()).isEqualTo("ok"));
	}

}
