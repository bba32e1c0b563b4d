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

package dev.sessions.autoconfigure.internal.binding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.sessions.Credentials;
import dev.sessions.SessionSettings;
import dev.sessions.autoconfigure.Yaml;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SessionsEnvironment} and {@link SessionConfiguration}: the sources of
 * values, and inheritance.
 */
class SessionsEnvironmentTests {

	private final StandardEnvironment environment = new StandardEnvironment();

	@Test
	void valueOfAHeaderKeepsItsCommas() {
		yaml("sessions: { github: { headers: { Accept: 'text/html, */*', X-One: [ 'a, b', c ] } } }");
		HttpHeaders headers = settings("github").headers();
		assertThat(headers.get("Accept")).containsExactly("text/html, */*");
		assertThat(headers.get("X-One")).containsExactly("a, b", "c");
	}

	@Test
	void parameterMayHaveSeveralValuesAndDotsInItsName() {
		yaml("sessions: { github: { params: { tag: [ a, 'b,c' ], page: { size: 20 }, '[$top]': 5 } } }");
		assertThat(settings("github").params()).containsOnly(Map.entry("tag", List.of("a", "b,c")),
				Map.entry("page.size", List.of("20")), Map.entry("$top", List.of("5")));
	}

	@Test
	void headersAreInheritedByNameInAnyCase() {
		yaml("""
				sessions:
				  default:
				    headers: { Accept: text/plain, User-Agent: default, X-Default: 1 }
				  github:
				    headers: { accept: application/json, USER-AGENT: [ one, two ], X-Own: 2 }
				""");
		HttpHeaders headers = settings("github").headers();
		assertThat(headers.get("Accept")).containsExactly("application/json");
		assertThat(headers.get("User-Agent")).containsExactly("one", "two");
		assertThat(headers.get("X-Default")).containsExactly("1");
		assertThat(headers.get("X-Own")).containsExactly("2");
		assertThat(headers.size()).isEqualTo(4);
	}

	@Test
	void emptyValueRemovesInheritedHeader() {
		yaml("""
				sessions:
				  default: { headers: { X-Default: 1 }, params: { page: 1 } }
				  github: { headers: { X-Default: '' }, params: { page: '' } }
				""");
		assertThat(settings("github").headers().containsHeader("X-Default")).isFalse();
		assertThat(settings("github").params()).isEmpty();
	}

	@Test
	void listsReplaceInheritedOnes() {
		yaml("""
				sessions:
				  default: { retry: { statuses: [ 500, 503 ], max-attempts: 5 }, auth: { allowed-origins: 'https://a' } }
				  github: { retry: { statuses: [ 429 ] }, auth: { allowed-origins: 'https://b' } }
				""");
		SessionSettings settings = settings("github");
		assertThat(settings.retry().statuses()).containsExactly(429);
		assertThat(settings.retry().maxAttempts()).isEqualTo(5);
		assertThat(settings.allowedOrigins()).containsExactly("https://b");
	}

	@Test
	void emptyListIsValue() {
		yaml("sessions: { github: { retry: { methods: [ ] } } }");
		assertThat(settings("github").retry().methods()).isEmpty();
	}

	@Test
	void emptyBlockIsAbsent() {
		yaml("""
				sessions:
				  default:
				    pool: { max-connections: 7 }
				  github:
				    pool:
				    retry:
				      backoff:
				""");
		assertThat(settings("github"))
			.isEqualTo(SessionSettings.defaults().withPool(SessionSettings.defaults().pool().withMaxConnections(7)));
	}

	@Test
	void ownKindOfCredentialsReplacesAnInheritedOne() {
		yaml("""
				sessions:
				  default: { auth: { bearer: { token: inherited }, allowed-origins: 'https://a' } }
				  one: { auth: { basic: { username: me, password: secret } } }
				  two: { auth: { bearer: { token: own } } }
				  three: { compression: false }
				""");
		assertThat(configuration("one").credentials(new DefaultListableBeanFactory()))
			.hasToString("Credentials[basic]");
		assertThat(settings("one").allowedOrigins()).containsExactly("https://a");
		assertThat(configuration("two").credentials(new DefaultListableBeanFactory()))
			.hasToString("Credentials[bearer]");
		assertThat(configuration("three").credentials(new DefaultListableBeanFactory()))
			.hasToString("Credentials[bearer]");
	}

	@Test
	void partsOfInheritedCredentialsCanBeReplaced() {
		yaml("""
				sessions:
				  default: { auth: { basic: { username: me, password: secret } } }
				  one: { auth: { basic: { password: own } } }
				""");
		assertThat(configuration("one").credentials(new DefaultListableBeanFactory()))
			.hasToString("Credentials[basic]");
	}

	@Test
	void ownFileAndInheritedSecretReplaceEachOther(@TempDir Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("secret"), "own");
		yaml("""
				sessions:
				  default:
				    auth: { basic: { username: me, password: secret }, bearer: { token-file: /no/such } }
				  one: { auth: { basic: { passwordFile: '%s' } } }
				  two: { auth: { bearer: { token: own } } }
				""".formatted(file));
		assertThat(configuration("one").credentials(new DefaultListableBeanFactory())).usingRecursiveComparison()
			.ignoringFieldsMatchingRegexes(".*files\\.(?!content).*")
			.isEqualTo(Credentials.basicFile("me", file));
		assertThat(configuration("two").credentials(new DefaultListableBeanFactory())).usingRecursiveComparison()
			.isEqualTo(Credentials.bearer("own"));
	}

	@Test
	void ownProxyDoesNotInheritCredentials() {
		yaml("""
				sessions:
				  default: { proxy: { url: 'http://a:3128', username: me, password: secret, no-proxy: b } }
				  one: { proxy: { url: 'http://other:3128' } }
				  two: { proxy: { no-proxy: c } }
				""");
		assertThat(settings("one").proxy().username()).isNull();
		assertThat(settings("one").proxy().password()).isNull();
		assertThat(settings("one").proxy().noProxy()).containsExactly("b");
		assertThat(settings("two").proxy().username()).isEqualTo("me");
		assertThat(settings("two").proxy().noProxy()).containsExactly("c");
	}

	@Test
	void keysMayBeWrittenInCamelCaseOrWithUnderscores() {
		yaml("sessions: { github: { baseUrl: 'http://one', pool: { max_connections: 7 }, RETRY: { maxAttempts: 5 } } }");
		SessionSettings settings = settings("github");
		assertThat(settings.baseUrl()).hasToString("http://one");
		assertThat(settings.pool().maxConnections()).isEqualTo(7);
		assertThat(settings.retry().maxAttempts()).isEqualTo(5);
	}

	@Test
	void placeholdersAreResolved() {
		yaml("""
				token: secret
				sessions:
				  github: { base-url: 'http://${host:localhost}', timeout: { read: '${read:5s}' } }
				""");
		assertThat(settings("github").baseUrl()).hasToString("http://localhost");
		assertThat(settings("github").timeout().read()).isEqualTo(Duration.ofSeconds(5));
	}

	@Test
	void sessionsMayComeFromVariablesOnly() {
		variables(Map.of("SESSIONS_GITHUB_BASEURL", "http://one", "SESSIONS_MY_API_BASE_URL", "http://two",
				"SESSIONS_MY_API_RETRY_METHODS", "GET,HEAD", "SESSIONS_MY_API_HEADERS_X_TENANT", "a"));
		assertThat(sessions().names()).containsExactly("github", "my-api");
		assertThat(settings("github").baseUrl()).hasToString("http://one");
		assertThat(settings("my-api").baseUrl()).hasToString("http://two");
		assertThat(settings("my-api").retry().methods()).isEqualTo(Set.of("GET", "HEAD"));
	}

	@Test
	void variableMaySpellANameWithoutDashes() {
		variables(Map.of("SESSIONS_MYAPI_BASEURL", "http://two"));
		yaml("sessions: { my-api: { base-url: 'http://one' } }");
		assertThat(sessions().names()).containsExactly("my-api");
		assertThat(settings("my-api").baseUrl()).hasToString("http://two");
	}

	@Test
	void foreignVariablesAreIgnored() {
		variables(Map.of("sessions.of/others", "1", "SESSIONS_SERVICE_HOST", "10.0.0.1", "SESSIONS_PORT_80_TCP",
				"tcp://10.0.0.1:80", "SESSIONS_DIR", "/var/lib", "SESSIONS_GITHUB_SERVICE_PORT", "80",
				"SESSIONS_GITHUB_POOL", "5"));
		yaml("sessions: { github: { compression: false } }");
		assertThat(sessions().names()).containsExactly("github");
		assertThat(settings("github").compression()).isFalse();
	}

	@Test
	void headerOfAVariableIsThatOfTheFile() {
		variables(Map.of("SESSIONS_GITHUB_HEADERS_XTENANT", "b", "SESSIONS_GITHUB_HEADERS_X_OTHER", "c"));
		yaml("""
				sessions:
				  default: { headers: { X-Other: a } }
				  github: { headers: { X-Tenant: a } }
				""");
		assertThat(settings("github").headers().headerNames()).containsExactlyInAnyOrder("X-Tenant", "X-Other");
		assertThat(settings("github").headers().get("X-Tenant")).containsExactly("b");
		assertThat(settings("github").headers().get("X-Other")).containsExactly("c");
	}

	@Test
	void headerFromVariableHasDashes() {
		variables(Map.of("SESSIONS_GITHUB_BASE_URL", "http://one", "SESSIONS_GITHUB_HEADERS_X_TENANT", "b"));
		assertThat(settings("github").headers().headerNames()).containsExactly("x-tenant");
	}

	@Test
	void variableOfDefaultIsBelowTheSessionsOwn() {
		variables(Map.of("SESSIONS_DEFAULT_HEADERS_ACCEPT", "b", "SESSIONS_DEFAULT_POOL_MAXCONNECTIONS", "7"));
		yaml("""
				sessions:
				  default: { headers: { Accept: a } }
				  github: { headers: { Accept: c } }
				  jira:
				""");
		assertThat(settings("github").headers().get("Accept")).containsExactly("c");
		assertThat(settings("jira").headers().get("Accept")).containsExactly("b");
		assertThat(settings("jira").pool().maxConnections()).isEqualTo(7);
	}

	private void yaml(String yaml) {
		Yaml.addTo(this.environment, yaml);
	}

	private void variables(Map<String, Object> variables) {
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		this.environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, variables));
	}

	private SessionsEnvironment sessions() {
		return new SessionsEnvironment(this.environment);
	}

	private SessionConfiguration configuration(String name) {
		return new SessionConfiguration(name, sessions(), SessionSettings.defaults());
	}

	private SessionSettings settings(String name) {
		return configuration(name).settings();
	}

}
