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

import java.time.Duration;
import java.util.Map;

import dev.sessions.BlockedOriginException;
import dev.sessions.Session;
import dev.sessions.Sessions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of environment variables in the forms that users write, and of those of other
 * programs.
 */
class VariableTests {

	private static final ApplicationContextRunner GITHUB = Environments
		.yaml("sessions: { github: { base-url: 'http://localhost:1' } }");

	private static final ApplicationContextRunner MY_API = Environments
		.yaml("sessions: { my-api: { base-url: 'http://localhost:1' } }");

	@ParameterizedTest
	@DisplayName("env_foreign_key, env_foreign_log")
	@CsvSource({ "SESSIONS_STORE_TIMEOUT_READ, 5s", "SESSIONS_STORE_LOG, /var/log/sessions",
			"SESSIONS_STORE_PRIMARY, true", "SESSIONS_STORE_HEADERS_X, 1", "SESSIONS_TIMEOUT, 30",
			"SESSIONS_STORE_POOL_MAX_CONNECTIONS, many", "SESSIONS_GITHUB_SERVICE_PORT, 80" })
	void variableOfAnotherProgramIsIgnored(String name, String value) {
		Environments.variables(GITHUB, Map.of(name, value)).withBean(Client.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(Client.class).session.name()).isEqualTo("github");
			assertThat(context.getBean(Sessions.class).names()).containsExactly("github");
		});
	}

	@Test
	@DisplayName("header of a variable is used (env_header)")
	void headerOfVariableIsUsed() {
		Environments
			.variables(Environments.yaml("sessions: { github: { headers: { X-Tenant-Id: yaml } } }"),
					Map.of("SESSIONS_GITHUB_HEADERS_X_TENANT_ID", "variable"))
			.run((context) -> assertThat(Environments.settings(context, "github").headers().headerSet()).hasSize(1)
				.first()
				.hasToString("X-Tenant-Id=[variable]"));
	}

	@Test
	@DisplayName("header of a variable that no request takes from its defaults fails the start")
	void headerOfVariableThatIsNeverSentIsRefused() {
		Environments
			.variables(Environments.yaml("sessions: { github: { } }"),
					Map.of("SESSIONS_GITHUB_HEADERS_CONTENT_LENGTH", "5"))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("is never sent: it is derived from the body of each request"));
	}

	@ParameterizedTest
	@DisplayName("env_override, env_override_uniform")
	@ValueSource(strings = { "SESSIONS_MY_API_BASE_URL", "SESSIONS_MYAPI_BASEURL", "SESSIONS_MYAPI_BASE_URL",
			"SESSIONS_MY_API_BASEURL" })
	void variableIsUsed(String name) {
		Environments.variables(MY_API, Map.of(name, "http://localhost:2")).run((context) -> {
			assertThat(context.getBean(Sessions.class).names()).containsExactly("my-api");
			assertThat(Environments.settings(context, "my-api").baseUrl()).hasToString("http://localhost:2");
		});
	}

	@ParameterizedTest
	@DisplayName("index_dashed, index_mixed")
	@ValueSource(strings = { "SESSIONS_MY_API_ALLOWED_HOSTS_0", "SESSIONS_MYAPI_ALLOWED_HOSTS_0",
			"SESSIONS_MYAPI_ALLOWEDHOSTS_0", "SESSIONS_MY_API_ALLOWEDHOSTS_0" })
	void listOfVariableIsUsed(String name) {
		Environments.variables(MY_API, Map.of(name, "example.org", name.replace("_0", "_1"), "example.com"))
			.run((context) -> {
				assertThat(Environments.settings(context, "my-api").egress().allowedHosts())
					.containsExactlyInAnyOrder("example.org", "example.com");
				Session session = context.getBean("my-api", Session.class);
				assertThatExceptionOfType(BlockedOriginException.class)
					.isThrownBy(() -> session.get("http://other.example.net/"));
			});
	}

	@ParameterizedTest
	@DisplayName("env_typo_read, env_typo_dashed")
	@CsvSource({ "github, SESSIONS_GITHUB_TIMEOUT_RAED, timeout.read, SESSIONS_GITHUB_TIMEOUT_READ",
			"my-api, SESSIONS_MY_API_TIMEOUT_RAED, timeout.read, SESSIONS_MY_API_TIMEOUT_READ",
			"my-api, SESSIONS_MYAPI_TIMEOUT_RAED, timeout.read, SESSIONS_MYAPI_TIMEOUT_READ",
			"my-api, SESSIONS_MYAPI_POOL_MAX_CONECTIONS, pool.max-connections, SESSIONS_MYAPI_POOL_MAX_CONNECTIONS",
			"my-api, SESSIONS_MY_API_HEADER_X_TENANT, headers, SESSIONS_MY_API_HEADERS",
			"github, SESSIONS_DEFAULT_RETRY_MAXATEMPTS, retry.max-attempts, SESSIONS_DEFAULT_RETRY_MAX_ATTEMPTS" })
	@ExtendWith(OutputCaptureExtension.class)
	void misspeltKeyCausesWarning(String session, String name, String key, String variable, CapturedOutput output) {
		Environments
			.variables(Environments.yaml("sessions: { default: { compression: false }, " + session + ": { } }"),
					Map.of(name, "1s"))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				assertThat(output.getOut()).containsOnlyOnce(name + " ").contains("mean " + key).contains(variable);
			});
	}

	@ParameterizedTest
	@CsvSource({ "SESSIONS_GITHUB_TIMEOUT, timeout of, SESSIONS_GITHUB_TIMEOUT_CONNECT",
			"SESSIONS_GITHUB_CIRCUIT_BREAKER, circuit-breaker of, SESSIONS_GITHUB_CIRCUIT_BREAKER_ENABLED",
			"SESSIONS_GITHUB_RETRY_BACKOFF, retry.backoff of, SESSIONS_GITHUB_RETRY_BACKOFF_DELAY" })
	@ExtendWith(OutputCaptureExtension.class)
	void blockCausesWarning(String name, String block, String variable, CapturedOutput output) {
		Environments.variables(GITHUB, Map.of(name, "5s")).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output.getOut()).containsOnlyOnce(name + " is ignored: " + block)
				.contains("such as " + variable + ".");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "SESSIONS_GITHUB_SERVICE_HOST", "SESSIONS_GITHUB_SERVICE_PORT",
			"SESSIONS_GITHUB_SERVICE_PORT_HTTP", "SESSIONS_GITHUB_PORT", "SESSIONS_GITHUB_PORT_80_TCP",
			"SESSIONS_GITHUB_PORT_80_TCP_ADDR" })
	@ExtendWith(OutputCaptureExtension.class)
	void variableOfKubernetesCausesNoWarning(String name, CapturedOutput output) {
		Environments.variables(GITHUB, Map.of(name, "80")).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output.getOut()).doesNotContain(name);
		});
	}

	@Test
	void sessionOfTheEnvironmentNeedsBaseUrl() {
		Environments
			.variables(GITHUB, Map.of("SESSIONS_OTHER_API_BASE_URL", "http://localhost:2",
					"SESSIONS_OTHERAPI_TIMEOUT_READ", "5s", "SESSIONS_MY_HEADERS_BASE_URL", "http://localhost:3"))
			.run((context) -> {
				assertThat(context.getBean(Sessions.class).names()).containsExactly("github", "my-headers",
						"other-api");
				assertThat(Environments.settings(context, "otherApi").timeout().read())
					.isEqualTo(Duration.ofSeconds(5));
			});
	}

	static class Client {

		final Session session;

		Client(Session client) {
			this.session = client;
		}

	}

}
