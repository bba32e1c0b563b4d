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

package dev.sessions.settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.sessions.internal.proxy.Proxies;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests of the selection of a proxy by the settings and the environment.
 */
class ProxySettingsTests {

	private static final HttpHost HTTP = new HttpHost("http", "example.org");

	private static final HttpHost HTTPS = new HttpHost("https", "example.org");

	@ParameterizedTest
	@CsvSource({ "http://p:3128, http://p:3128", "HTTP://P:3128/, http://p:3128", "http://p, http://p:80",
			"https://p, https://p:443", "socks5://p, socks5://p:1080", "socks5h://p:9, socks5h://p:9",
			"http://[::1]:3128, http://[::1]:3128", "' http://p:1 ', http://p:1" })
	void urlIsRead(String url, String read) {
		ProxySettings settings = ProxySettings.defaults().withUrl(url);
		assertThat(server(settings, HTTP)).hasToString(read);
		assertThat(server(settings, HTTPS)).hasToString(read);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "p", "p:3128", "ftp://p:1", "socks4://p:1", "http://", "http://p:0", "http://p:65536",
			"http://p:x", "http://p:1/path", "http://p:1?q", "http://p:1#f", "http://a b:1", "http://p\\@q:1",
			"http://me:secret@p:1", "http://secret@p:1" })
	void urlIsRefused(String url) {
		assertThatIllegalArgumentException().isThrownBy(() -> ProxySettings.defaults().withUrl(url))
			.withMessageStartingWith("url must ")
			.withMessageNotContaining("secret");
	}

	@Test
	void schemesHaveTheirVariables() {
		ProxySettings settings = environment("HTTP_PROXY", "http://a:1", "HTTPS_PROXY", "http://b:2");
		assertThat(server(settings, HTTP)).hasToString("http://a:1");
		assertThat(server(settings, HTTPS)).hasToString("http://b:2");
	}

	@Test
	void allProxyAppliesToTheRest() {
		ProxySettings settings = environment("all_proxy", "socks5://a:1", "HTTPS_PROXY", "http://b:2");
		assertThat(server(settings, HTTP)).hasToString("socks5://a:1");
		assertThat(server(settings, HTTPS)).hasToString("http://b:2");
	}

	@Test
	void lowerCaseTakesPrecedence() {
		assertThat(server(environment("HTTP_PROXY", "http://a:1", "http_proxy", "http://b:2"), HTTP))
			.hasToString("http://b:2");
		assertThat(server(environment("HTTP_PROXY", "http://a:1", "http_proxy", ""), HTTP)).isNull();
	}

	@Test
	void variableMayLackTheScheme() {
		assertThat(server(environment("HTTP_PROXY", "a:3128"), HTTP)).hasToString("http://a:3128");
	}

	@Test
	void userInfoOfVariableBecomesCredentials() {
		ProxyServer server = server(environment("HTTP_PROXY", "http://me%40home:s%3Ap%2Ft@a:1"), HTTP);
		assertThat(server.username()).isEqualTo("me@home");
		assertThat(server.password()).isEqualTo("s:p/t");
		assertThat(server.host()).isEqualTo("a");
	}

	@Test
	void credentialsOfOneVariableAreNotUsedForTheOther() {
		ProxySettings settings = environment("HTTP_PROXY", "http://me:secret@a:1", "HTTPS_PROXY", "http://b:2");
		assertThat(server(settings, HTTPS).username()).isNull();
	}

	@Test
	void explicitSettingsWin() {
		Map<String, String> variables = Map.of("HTTP_PROXY", "http://you:x@a:1", "ALL_PROXY", "http://b:1", "NO_PROXY",
				"example.org");
		ProxySettings explicit = ProxySettings.defaults()
			.withUrl("http://mine:1")
			.withCredentials("me", "secret")
			.withNoProxy(List.of("other.example"));
		ProxySettings settings = explicit.withEnvironment(variables::get);
		assertThat(settings).isEqualTo(explicit);
		ProxySettings withOwnCredentials = ProxySettings.defaults()
			.withCredentials("me", "secret")
			.withNoProxy(List.of())
			.withEnvironment(variables::get);
		assertThat(server(withOwnCredentials, HTTP).username()).isEqualTo("me");
	}

	@ParameterizedTest
	@ValueSource(strings = { "example.org", "a, .example.org", "a b,example.org", "169.254/16,example.org", "*" })
	void noProxyIsRead(String value) {
		assertThat(server(environment("HTTP_PROXY", "http://a:1", "NO_PROXY", value), HTTP)).isNull();
	}

	@Test
	void emptyEnvironmentMeansNoProxy() {
		assertThat(Proxies.of(environment())).isNull();
	}

	@Test
	void unreadableVariableIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> environment("https_proxy", "ftp://me:secret@a:1"))
			.withMessageContaining("HTTPS_PROXY")
			.withMessageNotContaining("secret");
	}

	@ParameterizedTest
	@ValueSource(strings = { "m:e", "m\re", "m\ne", "m\u0000e" })
	void userNameIsChecked(String username) {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> ProxySettings.defaults().withCredentials(username, "secret"))
			.withMessageNotContaining("secret");
	}

	@Test
	void textShowsNoPassword() {
		ProxySettings settings = environment("HTTP_PROXY", "http://me:secret@a:1").withCredentials("me", "secret");
		assertThat(settings.toString()).doesNotContain("secret").contains("http://a:1");
		assertThat(String.valueOf(settings.http())).doesNotContain("secret").doesNotContain("me");
	}

	private static ProxySettings environment(String... variables) {
		Map<String, String> map = new HashMap<>();
		for (int i = 0; i < variables.length; i += 2) {
			map.put(variables[i], variables[i + 1]);
		}
		return ProxySettings.defaults().withEnvironment(map::get);
	}

	private static @Nullable ProxyServer server(ProxySettings settings, HttpHost target) {
		Proxies proxies = Proxies.of(settings);
		return (proxies != null) ? proxies.forTarget(target) : null;
	}

}
