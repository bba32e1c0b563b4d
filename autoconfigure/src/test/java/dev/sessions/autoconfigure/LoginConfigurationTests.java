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

import java.util.Map;

import dev.sessions.Credentials;
import dev.sessions.Session;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of {@code auth.login} from YAML and environment variables, on the wire.
 */
class LoginConfigurationTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start()
		.on("/login", Reply.json("{\"token\":\"t\"}").cookie("sid=1"))
		.otherwise(Reply.ok("welcome"));

	private ApplicationContextRunner runner(String login) {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(SessionsAutoConfiguration.class))
			.withInitializer(Yaml.of("sessions:\n  shop:\n    base-url: " + this.server.url()
					+ "\n    auth:\n      login:\n        uri: /login\n" + login.indent(8)));
	}

	private void call(ApplicationContextRunner runner) {
		runner
			.run((context) -> assertThat(context.getBean("shop", Session.class).get("/x").text()).isEqualTo("welcome"));
	}

	@Test
	void jsonHasTheTypesOfTheYaml() {
		call(runner("""
				json:
				  user: me
				  pin: 1234
				  remember: true
				  device: { id: "007", tags: [ a, b ] }
				  "[odd name]": x
				token: { pointer: /token, header: X-Ticket, scheme: Ticket }
				"""));
		assertThat(this.server.request("/login").text()).isEqualTo("{\"user\":\"me\",\"pin\":1234,\"remember\":true,"
				+ "\"device\":{\"id\":\"007\",\"tags\":[\"a\",\"b\"]},\"odd name\":\"x\"}");
		assertThat(this.server.request("/x").header("X-Ticket")).isEqualTo("Ticket t");
	}

	@Test
	void fieldsOfAFormKeepTheirNames() {
		call(runner("""
				form: { user_name: me, passWord: secret, "[j.remember]": "on", empty: "" }
				"""));
		assertThat(this.server.request("/login").text()).isEqualTo("user_name=me&passWord=secret&j.remember=on&empty=");
	}

	@Test
	void environmentVariablesSetStatusesAndFields() {
		this.server.on("/x", Reply.status(440), Reply.ok("welcome"));
		call(runner("form: { user: me }").withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
							Map.of("SESSIONS_SHOP_AUTH_LOGIN_EXPIRED_STATUSES_0", "440",
									"SESSIONS_SHOP_AUTH_LOGIN_FORM_PASSWORD", "secret")))));
		assertThat(this.server.requests("/login")).hasSize(2)
			.allMatch((request) -> request.text().contains("user=me") && request.text().contains("password=secret"));
	}

	@Test
	void qualifiedBeanReplacesTheKeys() {
		call(runner("form: { user: me }").withUserConfiguration(LoginByCode.class));
		assertThat(this.server.request("/login").text()).isEqualTo("by code");
	}

	@Configuration(proxyBeanMethods = false)
	static class LoginByCode {

		@Bean
		@Qualifier("shop")
		Credentials shopLogin() {
			return Credentials.login((session) -> {
				session.post("/login", (request) -> request.body("by code"));
				return null;
			});
		}

	}

}
