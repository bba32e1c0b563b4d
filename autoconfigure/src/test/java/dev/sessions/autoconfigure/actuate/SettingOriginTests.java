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

package dev.sessions.autoconfigure.actuate;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import dev.sessions.Credentials;
import dev.sessions.Session;
import dev.sessions.SessionCustomizer;
import dev.sessions.actuate.SessionsEndpoint;
import dev.sessions.actuate.Setting;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.autoconfigure.Yaml;
import dev.sessions.autoconfigure.client.SessionHttpClientSettingsAutoConfiguration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.http.client.autoconfigure.HttpClientAutoConfiguration;
import org.springframework.boot.http.client.autoconfigure.imperative.ImperativeHttpClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the origin of a setting, as shown by the endpoint.
 */
class SettingOriginTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(SessionsAutoConfiguration.class, SessionsEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=sessions",
				"management.endpoints.jmx.exposure.include=sessions");

	@Test
	void yamlIsNamedWithFileAndLine() {
		ApplicationContextRunner withYaml = this.runner.withInitializer(Yaml.of("""
				sessions:
				  default:
				    timeout: { connect: 3s }
				    retry:
				      statuses: [ 503, 500 ]
				  my-api:
				    base-url: http://localhost:1/v1
				    timeout:
				      read: 1500ms
				    headers:
				      Accept: application/json
				      Accept-Language: [ de, en ]
				      X-Tenant: secret
				    params: { code: secret }
				    limits: { max-response-size: 1MB }
				"""));
		assertSetting(withYaml, "timeout.read", "1500ms", "sessions.my-api.timeout.read", "[application.yaml] - 9:13");
		assertSetting(withYaml, "timeout.connect", "3s", "sessions.default.timeout.connect",
				"[application.yaml] - 3:25");
		assertSetting(withYaml, "base-url", "http://localhost:1/v1", "sessions.my-api.base-url", "- 7:15");
		assertSetting(withYaml, "retry.statuses", List.of(500, 503), "sessions.default.retry.statuses", "- 5:19");
		assertSetting(withYaml, "headers.Accept", "application/json", "sessions.my-api.headers", "- 11:15");
		assertSetting(withYaml, "headers.Accept-Language", List.of("de", "en"), "sessions.my-api.headers", "- 12:26");
		assertSetting(withYaml, "headers.X-Tenant", "******", "sessions.my-api.headers", "- 13:17");
		assertSetting(withYaml, "params.code", "******", "sessions.my-api.params", "- 14:21");
		assertSetting(withYaml, "limits.max-response-size", "1MB", "sessions.my-api.limits.max-response-size",
				"- 15:34");
		assertSetting(withYaml, "timeout.total", "1m", "built-in", null);
		assertSetting(withYaml, "pool.leak-detection", "0s", "built-in", null);
		assertSetting(withYaml, "pool.max-connections-per-route", null, "built-in", null);
	}

	@Test
	void everyKeyOfTheMetadataIsListed() throws IOException {
		Set<String> keys = new TreeSet<>();
		try (InputStream metadata = getClass().getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
			JsonMapper.shared().readTree(metadata).get("properties").forEach((property) -> {
				String name = property.get("name").asString();
				boolean map = property.get("type").asString().startsWith("java.util.Map");
				if (name.startsWith("sessions.default.") && !map) {
					keys.add(name.substring("sessions.default.".length()));
				}
			});
		}
		Set<String> notOfOneKind = Set.of("auth.allowed-origins", "auth.enabled");
		keys.removeIf((key) -> key.startsWith("auth.") && !notOfOneKind.contains(key));
		this.runner.withPropertyValues("sessions.my-api.base-url=http://localhost:1")
			.run((context) -> assertThat(context.getBean(SessionsEndpoint.class).session("my-api").settings().keySet())
				.isEqualTo(keys));
	}

	@Test
	void variableIsNamedAboveYaml() {
		ApplicationContextRunner withVariable = this.runner
			.withInitializer(Yaml.of("sessions: { my-api: { timeout: { read: 5s } } }"))
			.withInitializer((context) -> {
				String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
				context.getEnvironment()
					.getPropertySources()
					.replace(name, new SystemEnvironmentPropertySource(name,
							Map.of("SESSIONS_MY_API_TIMEOUT_READ", "7s", "SESSIONS_DEFAULT_TIMEOUT_TOTAL", "90s")));
			});
		assertSetting(withVariable, "timeout.read", "7s", "sessions.my-api.timeout.read",
				"SESSIONS_MY_API_TIMEOUT_READ");
		assertSetting(withVariable, "timeout.total", "90s", "sessions.default.timeout.total",
				"SESSIONS_DEFAULT_TIMEOUT_TOTAL");
	}

	@Test
	void systemPropertyAndArgumentAreNamed() {
		ApplicationContextRunner withProperties = this.runner.withSystemProperties("sessions.my-api.timeout.read=7s")
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.addFirst(new SimpleCommandLinePropertySource("--sessions.my-api.timeout.lease=1s")));
		assertSetting(withProperties, "timeout.read", "7s", "sessions.my-api.timeout.read",
				"from property source \"systemProperties\"");
		assertSetting(withProperties, "timeout.lease", "1s", "sessions.my-api.timeout.lease",
				"from property source \"commandLineArgs\"");
	}

	@Test
	void ownKeyOverridesInheritedOneOfAnySource() {
		ApplicationContextRunner both = this.runner
			.withInitializer(Yaml.of("sessions: { my-api: { timeout: { read: 5s } } }"))
			.withSystemProperties("sessions.default.timeout.read=7s");
		assertSetting(both, "timeout.read", "5s", "sessions.my-api.timeout.read", "[application.yaml]");
	}

	@Test
	void settingsOfAllClientsAreNamed() {
		ApplicationContextRunner withClients = this.runner
			.withConfiguration(AutoConfigurations.of(HttpClientAutoConfiguration.class,
					ImperativeHttpClientAutoConfiguration.class, SessionHttpClientSettingsAutoConfiguration.class))
			.withInitializer(Yaml.of("""
					spring: { http: { clients: { read-timeout: 9s, redirects: dont-follow } } }
					sessions: { my-api: { timeout: { connect: 4s } } }
					"""));
		assertSetting(withClients, "timeout.read", "9s", "spring.http.clients.read-timeout", "[application.yaml] - 1:");
		assertSetting(withClients, "redirects.follow", false, "spring.http.clients.redirects", "[application.yaml]");
		assertSetting(withClients, "timeout.connect", "4s", "sessions.my-api.timeout.connect", "[application.yaml]");
	}

	@Test
	void proxyOfTheEnvironmentIsNamed() {
		ApplicationContextRunner withProxy = this.runner.withPropertyValues("HTTP_PROXY=http://me:secret@proxy:3128",
				"sessions.my-api.proxy.from-environment=true");
		assertSetting(withProxy, "proxy.url", "http://proxy:3128 for http", "sessions.my-api.proxy.from-environment",
				"test");
	}

	@Test
	void codeIsNamedForChangedSetting() {
		ApplicationContextRunner withCode = this.runner
			.withPropertyValues("sessions.my-api.timeout.read=5s", "sessions.my-api.timeout.total=30s",
					"sessions.my-api.headers.Accept=text/plain")
			.withBean(SessionCustomizer.class,
					() -> (name, builder) -> builder.timeout((t) -> t.withRead(Duration.ofSeconds(8)))
						.header("Accept", "text/html"));
		assertSetting(withCode, "timeout.read", "8s", "code", null);
		assertSetting(withCode, "headers.Accept", "text/html", "code", null);
		assertSetting(withCode, "timeout.total", "30s", "sessions.my-api.timeout.total", "test");
	}

	@Test
	void codeIsNamedForASessionBuiltByHand() {
		ApplicationContextRunner byHand = this.runner.withBean("my-api", Session.class,
				() -> Session.builder("my-api").timeout((t) -> t.withRead(Duration.ofSeconds(8))).build());
		assertSetting(byHand, "timeout.read", "8s", "code", null);
		assertSetting(byHand, "timeout.total", "1m", "built-in", null);
	}

	@Test
	void changeWhileTheSessionIsUsedIsShown() {
		this.runner.withPropertyValues("sessions.my-api.auth.bearer.token=secret").run((context) -> {
			Session session = context.getBean("my-api", Session.class);
			SessionsEndpoint endpoint = context.getBean(SessionsEndpoint.class);
			assertThat(endpoint.session("my-api").settings()).containsKey("auth.bearer.token");
			session.headers((headers) -> headers.set("User-Agent", "two"));
			session.auth(Credentials.basic("me", "secret"));
			Map<String, Setting> settings = endpoint.session("my-api").settings();
			assertThat(settings.get("headers.User-Agent")).isEqualTo(new Setting("two", "code", null));
			assertThat(settings).doesNotContainKey("auth.bearer.token")
				.containsEntry("auth", new Setting("******", "code", null));
			assertThat(endpoint.session("my-api").auth().kind()).isEqualTo("basic");
		});
	}

	@Test
	void credentialsAreShownWithTheirOriginOnly() {
		ApplicationContextRunner withCredentials = this.runner.withInitializer(Yaml.of("""
				sessions:
				  default: { auth: { bearer: { token: secret } } }
				  my-api:
				    auth:
				      basic:
				        username: secret
				        password: secret
				"""));
		assertSetting(withCredentials, "auth.basic.password", "******", "sessions.my-api.auth.basic.password",
				"- 7:19");
		assertSetting(withCredentials, "auth.basic.username", "******", "sessions.my-api.auth.basic.username",
				"- 6:19");
		withCredentials
			.run((context) -> assertThat(context.getBean(SessionsEndpoint.class).session("my-api").settings())
				.doesNotContainKey("auth.bearer.token"));
	}

	@Test
	void anyKeyOfItsBlockEnablesFeature() {
		ApplicationContextRunner withGuard = this.runner.withInitializer(Yaml.of("""
				sessions:
				  my-api:
				    base-url: http://localhost:1
				    log: basic
				    rate-limit:
				      period: 2s
				    mounts:
				      "[/reports]": { bulkhead: { max-wait: 3s } }
				"""));
		assertSetting(withGuard, "log", "basic", "sessions.my-api.log", "- 4:10");
		assertSetting(withGuard, "rate-limit.period", "2s", "sessions.my-api.rate-limit.period", "- 6:15");
		assertSetting(withGuard, "rate-limit.enabled", true, "sessions.my-api.rate-limit.period", "- 6:15");
		assertSetting(withGuard, "rate-limit.limit-for-period", 50, "built-in", null);
		assertSetting(withGuard, "bulkhead.enabled", false, "built-in", null);
		assertSetting(withGuard, "bulkhead.max-wait", null, "built-in", null);
		withGuard.run((context) -> {
			Map<String, Setting> mount = context.getBean(SessionsEndpoint.class)
				.session("my-api")
				.mounts()
				.get("/reports")
				.settings();
			assertThat(mount.get("bulkhead.enabled").from())
				.isEqualTo("sessions.my-api.mounts[/reports].bulkhead.max-wait");
			assertThat(mount.get("bulkhead.max-concurrent-calls")).isEqualTo(new Setting(25, "built-in", null));
		});
	}

	@Test
	void credentialsBeanIsCode() {
		ApplicationContextRunner withBean = this.runner.withUserConfiguration(CredentialsConfiguration.class)
			.withPropertyValues("sessions.my-api.auth.bearer.token=secret");
		assertSetting(withBean, "auth", "******", "code", null);
		withBean.run((context) -> assertThat(context.getBean(SessionsEndpoint.class).session("my-api").settings())
			.doesNotContainKey("auth.bearer.token"));
	}

	@Test
	void mountShowsItsOwn() {
		this.runner.withInitializer(Yaml.of("""
				sessions:
				  default:
				    mounts: { "[/reports/]": { timeout: { read: 20s, total: 3m } } }
				  my-api:
				    base-url: http://localhost:1
				    mounts:
				      "[/reports/]": { timeout: { read: 30s } }
				      "[https://files.example.org]": { retry: { statuses: 500 } }
				""")).run((context) -> {
			var mounts = context.getBean(SessionsEndpoint.class).session("my-api").mounts();
			assertThat(mounts.get("/reports").settings()).containsOnlyKeys("timeout.read", "timeout.total");
			Setting read = mounts.get("/reports").settings().get("timeout.read");
			assertThat(read.value()).isEqualTo("30s");
			assertThat(read.from()).isEqualTo("sessions.my-api.mounts[/reports/].timeout.read");
			assertThat(read.origin()).contains("[application.yaml] - 7:");
			Setting total = mounts.get("/reports").settings().get("timeout.total");
			assertThat(total.from()).isEqualTo("sessions.default.mounts[/reports/].timeout.total");
			assertThat(mounts.get("https://files.example.org:443/").settings()).containsOnlyKeys("retry.statuses");
		});
	}

	@Test
	void configuredKeyOfMountIsNotAttributedToCode() {
		ApplicationContextRunner withMount = this.runner.withPropertyValues(
				"sessions.my-api.base-url=http://localhost:1", "sessions.my-api.mounts[/reports].timeout.read=30s");
		withMount
			.withBean(SessionCustomizer.class,
					() -> (name, builder) -> builder
						.timeout((t) -> t.withRead(Duration.ofSeconds(8)).withLease(Duration.ofSeconds(2))))
			.run((context) -> assertThat(
					context.getBean(SessionsEndpoint.class).session("my-api").mounts().get("/reports").settings())
				.containsOnlyKeys("timeout.read")
				.hasEntrySatisfying("timeout.read", (setting) -> assertThat(setting.value()).isEqualTo("30s")));
		withMount
			.withBean(SessionCustomizer.class,
					() -> (name, builder) -> builder.mount("/reports",
							(mount) -> mount.timeout((t) -> t.withRead(Duration.ofSeconds(8)))))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("There are two mounts for /reports"));
	}

	private static void assertSetting(ApplicationContextRunner application, String key, Object value, String from,
			String origin) {
		application.withPropertyValues("sessions.other.timeout.read=1s").run((context) -> {
			Map<String, Setting> settings = new HashMap<>(
					context.getBean(SessionsEndpoint.class).session("my-api").settings());
			assertThat(settings).containsKey(key);
			Setting setting = settings.get(key);
			assertThat(setting.value()).as(key).isEqualTo(value);
			assertThat(setting.from()).as(key).startsWith(from);
			if (origin == null) {
				assertThat(setting.origin()).as(key).isNull();
			}
			else {
				assertThat(setting.origin()).as(key).contains(origin);
			}
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class CredentialsConfiguration {

		@Bean
		@Qualifier("my-api")
		Credentials credentials() {
			return Credentials.bearer("secret");
		}

	}

}
