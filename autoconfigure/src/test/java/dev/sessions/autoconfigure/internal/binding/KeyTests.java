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
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

import dev.sessions.Credentials;
import dev.sessions.ForkKeyResolver;
import dev.sessions.MountBuilder;
import dev.sessions.SessionSettings;
import dev.sessions.autoconfigure.RecordedSettings;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.autoconfigure.Yaml;
import dev.sessions.autoconfigure.internal.binding.KnownKeys.Kind;
import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.auth.HeaderAuthorization;
import dev.sessions.internal.concurrent.TimeSource;
import dev.sessions.internal.shared.MemoryStore;
import dev.sessions.settings.Backoff;
import dev.sessions.settings.BulkheadSettings;
import dev.sessions.settings.CircuitBreakerSettings;
import dev.sessions.settings.CookieSettings;
import dev.sessions.settings.ForkSettings;
import dev.sessions.settings.Jitter;
import dev.sessions.settings.LimitSettings;
import dev.sessions.settings.LogDetail;
import dev.sessions.settings.LoginExpiry;
import dev.sessions.settings.LoginSettings;
import dev.sessions.settings.LoginToken;
import dev.sessions.settings.OAuth2Settings;
import dev.sessions.settings.OAuth2Settings.ClientAuthentication;
import dev.sessions.settings.PoolSettings;
import dev.sessions.settings.ProxySettings;
import dev.sessions.settings.RateLimitSettings;
import dev.sessions.settings.RedirectSettings;
import dev.sessions.settings.RetryBudgetSettings;
import dev.sessions.settings.RetrySettings;
import dev.sessions.settings.SharedSettings;
import dev.sessions.settings.StoreHandle;
import dev.sessions.settings.TimeoutSettings;
import dev.sessions.settings.WhenUnavailable;
import dev.sessions.testsupport.CertificateAuthority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Verifies that each key changes its setting and no other, from each source.
 */
class KeyTests {

	private static final MemoryStore STORE = new MemoryStore(TimeSource.SYSTEM);

	private static final String KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE";

	private static final String OTHER_KEY = "YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXphYmNkZWY";

	private static final String BASIC = "auth.basic.username=me, auth.basic.password=secret";

	private static final String API_KEY = "auth.api-key.name=X-Key, auth.api-key.value=secret";

	private static final String USERNAME_FILE = file("you\n");

	private static final String PASSWORD_FILE = file("x\n");

	private static final String TOKEN_FILE = file("two\n");

	private static final String NETRC_FILE = file("default login you password x");

	private static final String BASIC_FILE = "auth.basic.username=me, auth.basic.password-file=" + file("secret");

	private static final String BASIC_FILES = "auth.basic.username-file=" + file("me") + ", auth.basic.password-file="
			+ PASSWORD_FILE;

	private static final String DIGEST = "auth.digest.username=me, auth.digest.password=secret";

	/**
	 * The internal state of credential files, which the comparison of settings ignores.
	 */
	private static final String STATE_OF_FILES = ".*(authorization\\.files?\\.(?!content)|clientKey\\.key\\.last).*";

	private static final String OAUTH2 = "auth.oauth2.token-uri=https://one, auth.oauth2.client-id=me, "
			+ "auth.oauth2.client-secret=secret";

	private static final String LOGIN = "auth.login.uri=https://one, auth.login.form.user=me";

	private static final String LOGIN_TOKEN = "auth.login.uri=https://one, auth.login.token.pointer=/one";

	private static final String AWS = "auth.aws.region=one, auth.aws.service=s3";

	private static final String KEY_FILE = file(CertificateAuthority.named("keys").client("two").pemKey());

	private static final String FIRST_KEY_FILE = file(CertificateAuthority.named("keys").client("one").pemKey()
			+ CertificateAuthority.named("keys").client("one").pemChain());

	private static final PemClientKey FIRST_KEY = new PemClientKey(new FileSystemResource(FIRST_KEY_FILE));

	private static final String OAUTH2_WITH_KEY = "auth.oauth2.token-uri=https://one, auth.oauth2.client-id=me, "
			+ "auth.oauth2.client-key=" + FIRST_KEY_FILE;

	private static final Authorization OF_USERS = HeaderAuthorization.bearer("of-users");

	private static final CallerToken CALLER_TOKEN = () -> "token";

	private static final String PROXY = "proxy.url=http://p:1, proxy.username=me, proxy.password=secret";

	private static final DefaultSslBundleRegistry BUNDLES = bundles("one", "two");

	static Stream<Key> keys() {
		return Stream.of(key("base-url", "https://two", "https://one", (s) -> s.withBaseUrl(URI.create("https://two"))),
				key("headers.X-Tenant", "b, c", "a", (s) -> s.withHeaders(headers("X-Tenant", "b, c"))),
				key("params.per_page", "50", "10", (s) -> s.withParams(params("per_page", "50"))),
				key("auth.basic.username", "you", BASIC, (s) -> s.withCredentials(Credentials.basic("you", "secret"))),
				key("auth.basic.password", "x", BASIC, (s) -> s.withCredentials(Credentials.basic("me", "x"))),
				key("auth.bearer.token", "two", "one", (s) -> s.withCredentials(Credentials.bearer("two"))),
				key("auth.basic.password-file", PASSWORD_FILE, BASIC_FILE,
						(s) -> s.withCredentials(Credentials.basicFile("me", Path.of(PASSWORD_FILE)))),
				key("auth.basic.username-file", USERNAME_FILE, BASIC_FILES,
						(s) -> s
							.withCredentials(Credentials.basicFile(Path.of(USERNAME_FILE), Path.of(PASSWORD_FILE)))),
				key("auth.bearer.token-file", TOKEN_FILE, file("one"),
						(s) -> s.withCredentials(Credentials.bearerFile(Path.of(TOKEN_FILE)))),
				key("auth.digest.username", "you", DIGEST,
						(s) -> s.withCredentials(Credentials.digest("you", "secret"))),
				key("auth.digest.password", "x", DIGEST, (s) -> s.withCredentials(Credentials.digest("me", "x"))),
				key("auth.netrc.file", NETRC_FILE, file("default login me password secret"),
						(s) -> s.withCredentials(Credentials.netrc(Path.of(NETRC_FILE)))),
				key("auth.api-key.name", "X-Two", API_KEY,
						(s) -> s.withCredentials(Credentials.apiKeyHeader("X-Two", "secret"))),
				key("auth.api-key.value", "two", API_KEY,
						(s) -> s.withCredentials(Credentials.apiKeyHeader("X-Key", "two"))),
				key("auth.api-key.in", "query", API_KEY + ", auth.api-key.in=header",
						(s) -> s.withCredentials(Credentials.apiKeyQuery("X-Key", "secret"))),
				oauth2("auth.oauth2.token-uri", "https://two", OAUTH2, "https://two", "me", "secret"),
				oauth2("auth.oauth2.client-id", "you", OAUTH2, "https://one", "you", "secret"),
				oauth2("auth.oauth2.client-secret", "x", OAUTH2, "https://one", "me", "x"),
				key("auth.oauth2.scopes", "a,b", OAUTH2 + ", auth.oauth2.scopes=c",
						(s) -> s.withCredentials(Credentials.oauth2("https://one", "me", "secret", "a", "b"))),
				key("auth.oauth2.audience", "x", OAUTH2 + ", auth.oauth2.audience=y",
						(s) -> s.withCredentials(Credentials
							.oauth2(OAuth2Settings.of("https://one", "me", "secret").withAudience("x")))),
				oauth2("auth.oauth2.registration", "two", "one", "https://two", "registered", "secret"),
				login("auth.login.uri", "https://two", LOGIN,
						(l) -> LoginSettings.of("https://two").withForm("user", "me")),
				login("auth.login.method", "put", LOGIN + ", auth.login.method=patch", (l) -> l.withMethod("PUT")),
				login("auth.login.form.user", "you", LOGIN, (l) -> l.withForm("user", "you")),
				login("auth.login.json.user", "you", "auth.login.uri=https://one, auth.login.json.user=me",
						(l) -> l.withForm(Map.of()).withJson("user", "you")),
				login("auth.login.csrf-field", "_csrf", LOGIN + ", auth.login.csrf-field=token",
						(l) -> l.withCsrfField("_csrf")),
				loginToken("auth.login.token.pointer", "/two", LoginToken.at("/two")),
				loginToken("auth.login.token.header", "X-Token", LoginToken.at("/one").sentAs("X-Token", null)),
				loginToken("auth.login.token.scheme", "Token", LoginToken.at("/one").sentAs("Authorization", "Token")),
				loginToken("auth.login.token.expires-in", "30m",
						LoginToken.at("/one").expiresIn(Duration.ofMinutes(30))),
				login("auth.login.expired.statuses", "401,419", LOGIN + ", auth.login.expired.statuses=403",
						(l) -> l.withExpired(LoginExpiry.defaults().withStatuses(Set.of(401, 419)))),
				login("auth.login.expired.redirects-to", "https://two",
						LOGIN + ", auth.login.expired.redirects-to=https://three",
						(l) -> l.withExpired(LoginExpiry.defaults().withRedirectsTo("https://two"))),
				key("auth.aws.region", "two", AWS, (s) -> s.withCredentials(Credentials.aws("two", "s3"))),
				key("auth.aws.service", "sqs", AWS, (s) -> s.withCredentials(Credentials.aws("one", "sqs"))),
				key("auth.aws.profile", "two", AWS + ", auth.aws.profile=one",
						(s) -> s.withCredentials(Credentials.aws("one", "s3", "two"))),
				key("auth.oauth2.on-behalf-of", "user", "auth.oauth2.registration=one",
						(s) -> s.withCredentials(Credentials.oauth2(OF_USERS))),
				key("auth.oauth2.client-authentication", "post", OAUTH2 + ", auth.oauth2.client-authentication=basic",
						(s) -> s.withCredentials(Credentials.oauth2(OAuth2Settings.of("https://one", "me", "secret")
							.withAuthentication(ClientAuthentication.POST)))),
				key("auth.oauth2.client-key", KEY_FILE, OAUTH2_WITH_KEY,
						(s) -> s.withCredentials(Credentials.oauth2(OAuth2Settings.of("https://one", "me",
								new NamedClientKey(new PemClientKey(new FileSystemResource(KEY_FILE)), null))))),
				key("auth.oauth2.client-key-id", "two", OAUTH2_WITH_KEY + ", auth.oauth2.client-key-id=one",
						(s) -> s.withCredentials(Credentials
							.oauth2(OAuth2Settings.of("https://one", "me", new NamedClientKey(FIRST_KEY, "two"))))),
				key("auth.bearer.forward", "true", "false",
						(s) -> s.withCredentials(Credentials.forwardedBearer(CALLER_TOKEN::get, false))),
				key("auth.bearer.optional", "true", "auth.bearer.forward=true, auth.bearer.optional=false",
						(s) -> s.withCredentials(Credentials.forwardedBearer(CALLER_TOKEN::get, true))),
				key("auth.enabled", "false", BASIC + ", auth.enabled=true", (s) -> s.withCredentials(null)),
				key("auth.allowed-origins", "https://b,https://c:8443", "https://a",
						(s) -> s.withAllowedOrigins(Set.of("https://b", "https://c:8443"))),
				key("cookies.enabled", "false", "true",
						(s) -> s.withCookies(CookieSettings.defaults().withEnabled(false))),
				key("cookies.max-count", "7", "8", (s) -> s.withCookies(CookieSettings.defaults().withMaxCount(7))),
				key("cookies.file", "target/two.cookies", "target/one.cookies",
						(s) -> s.withCookies(CookieSettings.defaults().withFile(Path.of("target/two.cookies")))),
				key("forks.max-count", "7", "8", (s) -> s.withForks(ForkSettings.defaults().withMaxCount(7))),
				key("forks.max-idle", "1m", "2m",
						(s) -> s.withForks(ForkSettings.defaults().withMaxIdle(Duration.ofMinutes(1)))),
				key("forks.by", "user", "user", (s) -> s),
				shared("shared.store", "redis", "none", (s) -> s.withStore(STORE).withNamespace("application")),
				shared("shared.namespace", "one", "two", (s) -> s.withNamespace("one")),
				shared("shared.encryption-key", KEY + "," + OTHER_KEY, OTHER_KEY,
						(s) -> s.withEncryptionKeys(List.of(KEY, OTHER_KEY))),
				shared("shared.when-unavailable", "fail", "local", (s) -> s.withWhenUnavailable(WhenUnavailable.FAIL)),
				shared("shared.cookies", "false", "true", (s) -> s.withCookies(false)),
				shared("shared.tokens", "false", "true", (s) -> s.withTokens(false)),
				shared("shared.rate-limit", "false", "true", (s) -> s.withRateLimit(false)),
				shared("shared.retry-after", "false", "true", (s) -> s.withRetryAfter(false)),
				timeout("timeout.connect", (t) -> t.withConnect(Duration.ofSeconds(5))),
				timeout("timeout.read", (t) -> t.withRead(Duration.ofSeconds(5))),
				timeout("timeout.lease", (t) -> t.withLease(Duration.ofSeconds(5))),
				timeout("timeout.total", (t) -> t.withTotal(Duration.ofSeconds(5))),
				pool("pool.max-connections", "7", "8", (p) -> p.withMaxConnections(7)),
				pool("pool.max-connections-per-route", "7", "8", (p) -> p.withMaxConnectionsPerRoute(7)),
				pool("pool.max-lifetime", "1m", "2m", (p) -> p.withMaxLifetime(Duration.ofMinutes(1))),
				pool("pool.max-idle-time", "1m", "2m", (p) -> p.withMaxIdleTime(Duration.ofMinutes(1))),
				pool("pool.keep-alive", "1m", "2m", (p) -> p.withKeepAlive(Duration.ofMinutes(1))),
				pool("pool.warm-up", "3", "4", (p) -> p.withWarmUp(3)),
				pool("pool.leak-detection", "1m", "0", (p) -> p.withLeakDetection(Duration.ofMinutes(1))),
				pool("pool.validate-after-inactivity", "0", "2m", (p) -> p.withValidateAfterInactivity(Duration.ZERO)),
				retry("retry.max-attempts", "7", "8", (r) -> r.withMaxAttempts(7)),
				retry("retry.methods", "get,HEAD", "POST", (r) -> r.withMethods(Set.of("GET", "HEAD"))),
				retry("retry.statuses", "500,503", "504", (r) -> r.withStatuses(Set.of(500, 503))),
				backoff("retry.backoff.delay", "1s", "2s", (b) -> b.withDelay(Duration.ofSeconds(1))),
				backoff("retry.backoff.multiplier", "1.5", "3", (b) -> b.withMultiplier(1.5)),
				backoff("retry.backoff.max-delay", "9s", "8s", (b) -> b.withMaxDelay(Duration.ofSeconds(9))),
				backoff("retry.backoff.jitter", "none", "full", (b) -> b.withJitter(Jitter.NONE)),
				retry("retry.share-retry-after", "false", "true", (r) -> r.withShareRetryAfter(false)),
				retry("retry.max-retry-after", "0", "2s", (r) -> r.withMaxRetryAfter(Duration.ZERO)),
				budget("retry.budget.ratio", (b) -> b.withRatio(0.5)),
				budget("retry.budget.min-per-second", (b) -> b.withMinPerSecond(0.5)),
				key("redirects.follow", "false", "true", (s) -> s.withRedirects(new RedirectSettings(false, 20))),
				key("redirects.max", "7", "8", (s) -> s.withRedirects(new RedirectSettings(true, 7))),
				proxy("proxy.url", "socks5://two:1", "http://one", (p) -> p.withUrl("socks5://two:1")),
				proxy("proxy.username", "you", PROXY, (p) -> p.withUrl("http://p:1").withCredentials("you", "secret")),
				proxy("proxy.password", "x", PROXY, (p) -> p.withUrl("http://p:1").withCredentials("me", "x")),
				proxy("proxy.no-proxy", "b, .c", "a", (p) -> p.withNoProxy(List.of("b", ".c"))),
				proxy("proxy.from-environment", "true", "false",
						(p) -> p.withEnvironment(Map.of("HTTP_PROXY", "http://env:1")::get)),
				key("ssl.bundle", "two", "one",
						(s) -> s.withSsl(s.ssl().withMaterial(new SslBundleMaterial("two", BUNDLES.getBundle("two"))))),
				key("ssl.verify", "false", "true", (s) -> s.withSsl(s.ssl().withVerify(false))),
				key("compression", "false", "true", (s) -> s.withCompression(false)),
				key("limits.max-header-count", "7", "8",
						(s) -> s.withLimits(LimitSettings.defaults().withMaxHeaderCount(7))),
				key("limits.max-line-length", "1KB", "2KB",
						(s) -> s.withLimits(LimitSettings.defaults().withMaxLineLength(DataSize.ofKilobytes(1)))),
				key("limits.max-response-size", "1KB", "2KB",
						(s) -> s.withLimits(LimitSettings.defaults().withMaxResponseSize(DataSize.ofKilobytes(1)))),
				breaker("circuit-breaker.enabled", "true", "false", (b) -> b),
				breaker("circuit-breaker.failure-rate-threshold", "33.3", "20",
						(b) -> b.withFailureRateThreshold(33.3)),
				breaker("circuit-breaker.slow-call-duration", "2s", "3s",
						(b) -> b.withSlowCallDuration(Duration.ofSeconds(2))),
				breaker("circuit-breaker.slow-call-rate-threshold", "33.3", "20",
						(b) -> b.withSlowCallRateThreshold(33.3)),
				breaker("circuit-breaker.window-size", "7", "8", (b) -> b.withWindowSize(7)),
				breaker("circuit-breaker.minimum-calls", "7", "8", (b) -> b.withMinimumCalls(7)),
				breaker("circuit-breaker.open-duration", "2s", "3s", (b) -> b.withOpenDuration(Duration.ofSeconds(2))),
				breaker("circuit-breaker.half-open-calls", "7", "8", (b) -> b.withHalfOpenCalls(7)),
				rateLimit("rate-limit.enabled", "true", "false", (r) -> r),
				rateLimit("rate-limit.limit-for-period", "7", "8", (r) -> r.withLimitForPeriod(7)),
				rateLimit("rate-limit.period", "1m", "2m", (r) -> r.withPeriod(Duration.ofMinutes(1))),
				rateLimit("rate-limit.max-wait", "0", "2m", (r) -> r.withMaxWait(Duration.ZERO)),
				bulkhead("bulkhead.enabled", "true", "false", (b) -> b),
				bulkhead("bulkhead.max-concurrent-calls", "7", "8", (b) -> b.withMaxConcurrentCalls(7)),
				bulkhead("bulkhead.max-wait", "1m", "2m", (b) -> b.withMaxWait(Duration.ofMinutes(1))),
				key("allowed-hosts", "b, *.c:8443", "a",
						(s) -> s.withEgress(s.egress().withAllowedHosts(Set.of("b", "*.c:8443")))),
				key("block-private-addresses", "true", "false",
						(s) -> s.withEgress(s.egress().withBlockPrivateAddresses(true))),
				key("log", "headers", "body", (s) -> s.withLog(LogDetail.HEADERS)),
				key("health.path", "/two", "health.path=/one, base-url=https://one",
						(s) -> s.withBaseUrl(URI.create("https://one"))),
				key("groups", "b,c", "a", (s) -> s), key("primary", "true", "false", (s) -> s));
	}

	@Test
	void eachKeyIsTestedHere() {
		Set<String> tested = keys()
			.map((key) -> key.name.replaceAll("^(headers|params|auth.login.form|auth.login.json)\\..*", "$1"))
			.collect(Collectors.toSet());
		Set<String> known = KnownKeys.all()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getValue() != Kind.BLOCK && entry.getValue() != Kind.BLOCKS)
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
		assertThat(tested).isEqualTo(known);
	}

	@ParameterizedTest
	@MethodSource("keys")
	void yamlSetsKey(Key key) {
		assertThatSettings("", key.yaml("github", key.value), key);
	}

	@ParameterizedTest
	@MethodSource("keys")
	void defaultSetsKey(Key key) {
		assertThatSettings("", key.yaml("default", key.value) + "  github:\n", key);
	}

	@ParameterizedTest
	@MethodSource("keys")
	void sessionOverridesDefault(Key key) {
		assertThatSettings("", key.yaml("default", key.other) + key.yaml("github", key.value).substring(10), key);
	}

	@ParameterizedTest
	@MethodSource("keys")
	void environmentVariableOverridesYaml(Key key) {
		String variable = "SESSIONS_GITHUB_" + key.name.replaceAll("[-_]", "").replace('.', '_');
		assertThatSettings(variable.toUpperCase(Locale.ROOT) + "=" + key.value, key.yaml("github", key.other), key);
	}

	@ParameterizedTest
	@MethodSource("keys")
	void environmentVariableWithUnderscoresOverridesYaml(Key key) {
		String variable = "SESSIONS_GITHUB_" + key.name.replace('.', '_').replace('-', '_');
		assertThatSettings(variable.toUpperCase(Locale.ROOT) + "=" + key.value, key.yaml("github", key.other), key);
	}

	@ParameterizedTest
	@MethodSource("keys")
	void argumentOverridesYaml(Key key) {
		assertThatSettings("--sessions.github." + key.name + "=" + key.value, key.yaml("github", key.other), key);
	}

	static Stream<Key> keysOfMounts() {
		return keys().filter((key) -> KnownKeys.ofMount().containsKey(key.name));
	}

	@ParameterizedTest
	@MethodSource("keysOfMounts")
	void yamlSetsKeyOfMount(Key key) {
		assertThatMountSettings("", key.mountYaml("github", key.value), key);
	}

	@ParameterizedTest
	@MethodSource("keysOfMounts")
	void mountInheritsKeyFromSessionAndDefault(Key key) {
		String other = key.name.equals("compression") ? "redirects.max: 20" : "compression: true";
		String mount = "    mounts:\n      '[/reports]':\n        " + other + "\n";
		assertThatMountSettings("", key.yaml("github", key.value) + mount, key);
		assertThatMountSettings("", key.yaml("default", key.value) + "  github:\n" + mount, key);
		assertThatMountSettings("", key.mountYaml("default", key.value) + "  github:\n", key);
	}

	@ParameterizedTest
	@MethodSource("keysOfMounts")
	void mountOfTheSessionOverridesThatOfDefault(Key key) {
		assertThatMountSettings("",
				key.mountYaml("default", key.other) + key.mountYaml("github", key.value).substring(10), key);
	}

	@ParameterizedTest
	@MethodSource("keysOfMounts")
	void argumentOverridesYamlOfAMount(Key key) {
		assertThatMountSettings("--sessions.github.mounts[/reports]." + key.name + "=" + key.value,
				key.mountYaml("github", key.other), key);
	}

	private static void assertThatMountSettings(String override, String yaml, Key key) {
		StandardEnvironment environment = new StandardEnvironment();
		MutablePropertySources sources = environment.getPropertySources();
		if (!override.isEmpty()) {
			sources.addFirst(new SimpleCommandLinePropertySource(override));
		}
		String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
		sources.replace(name, new SystemEnvironmentPropertySource(name, Map.of("HTTP_PROXY", "http://env:1")));
		Yaml.addTo(environment, yaml);
		SessionConfiguration configuration = new SessionConfiguration("github", new SessionsEnvironment(environment),
				SessionSettings.defaults());
		SslBundleMaterials bundles = new SslBundleMaterials(
				new StaticListableBeanFactory(Map.of("bundles", BUNDLES)).getBeanProvider(SslBundles.class));
		MountBuilder mount = MountBuilder.of(configuration.settings(bundles).transport());
		Map<String, Consumer<MountBuilder>> changes = configuration.mounts(bundles);
		assertThat(changes).containsOnlyKeys("/reports");
		changes.values().forEach((change) -> change.accept(mount));
		assertThat(mount.settings()).usingRecursiveComparison().isEqualTo(key.expected.transport());
	}

	private static void assertThatSettings(String override, String yaml, Key key) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			MutablePropertySources sources = context.getEnvironment().getPropertySources();
			Map<String, Object> variables = new HashMap<>(Map.of("HTTP_PROXY", "http://env:1"));
			if (override.startsWith("--")) {
				sources.addFirst(new SimpleCommandLinePropertySource(override));
			}
			else if (!override.isEmpty()) {
				int value = override.indexOf('=');
				variables.put(override.substring(0, value), override.substring(value + 1));
			}
			String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
			sources.replace(name, new SystemEnvironmentPropertySource(name, variables));
			Yaml.addTo(context.getEnvironment(), yaml);
			context.register(SessionsAutoConfiguration.class);
			context.registerBean(RecordedSettings.class);
			context.registerBean(SslBundles.class, () -> BUNDLES);
			context.registerBean(OAuth2Clients.class,
					() -> (id, clientKey) -> OAuth2Settings.of("https://" + id, "registered", "secret"));
			context.registerBean(OAuth2Users.class, () -> (id, clientKey) -> OF_USERS);
			context.registerBean(CallerToken.class, () -> CALLER_TOKEN);
			context.registerBean(StoreHandle.class, () -> STORE);
			context.registerBean(ForkKeyResolver.class, () -> () -> null);
			context.refresh();
			SessionSettings settings = context.getBean(RecordedSettings.class).of("github");
			assertThat(settings).usingRecursiveComparison()
				.ignoringFieldsMatchingRegexes(STATE_OF_FILES)
				.ignoringFieldsOfTypes(ReentrantLock.class)
				.isEqualTo(key.expected);
			assertThat(context.getBeanDefinition("github").isPrimary()).isEqualTo(key.name.equals("primary"));
			InspectedConfiguration configured = context.getBean(SessionConfigurations.class).find("github");
			assertThat(configured.value("forks.by")).isEqualTo(key.name.equals("forks.by") ? ForkBy.USER : null);
			assertThat(configured.value("health.path")).isEqualTo(key.name.equals("health.path") ? key.value : null);
		}
	}

	/**
	 * Bundles that return the same content on each access.
	 */
	private static DefaultSslBundleRegistry bundles(String... names) {
		DefaultSslBundleRegistry bundles = new DefaultSslBundleRegistry();
		for (String name : names) {
			SSLContext context = SslBundle.systemDefault().createSslContext();
			SslBundle bundle = mock(SslBundle.class);
			given(bundle.createSslContext()).willReturn(context);
			given(bundle.getKey()).willReturn(SslBundleKey.NONE);
			given(bundle.getOptions()).willReturn(SslOptions.NONE);
			given(bundle.getManagers()).willReturn(mock(SslManagerBundle.class));
			bundles.registerBundle(name, bundle);
		}
		return bundles;
	}

	private static String file(String text) {
		try {
			Path file = Files.createTempFile("key", null);
			file.toFile().deleteOnExit();
			return Files.writeString(file, text).toString();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Key timeout(String name, UnaryOperator<TimeoutSettings> change) {
		return key(name, "5s", "7s", (s) -> s.withTimeout(change.apply(s.timeout())));
	}

	private static Key shared(String name, String value, String other, UnaryOperator<SharedSettings> change) {
		return key(name, value, other, (s) -> s.withShared(change.apply(s.shared())));
	}

	private static Key pool(String name, String value, String other, UnaryOperator<PoolSettings> change) {
		return key(name, value, other, (s) -> s.withPool(change.apply(s.pool())));
	}

	private static Key retry(String name, String value, String other, UnaryOperator<RetrySettings> change) {
		return key(name, value, other, (s) -> s.withRetry(change.apply(s.retry())));
	}

	private static Key proxy(String name, String value, String other, UnaryOperator<ProxySettings> change) {
		return key(name, value, other, (s) -> s.withProxy(change.apply(s.proxy())));
	}

	private static Key backoff(String name, String value, String other, UnaryOperator<Backoff> change) {
		return retry(name, value, other, (r) -> r.withBackoff(change.apply(r.backoff())));
	}

	private static Key breaker(String name, String value, String other, UnaryOperator<CircuitBreakerSettings> change) {
		return key(name, value, other, (s) -> s
			.withResilience(s.resilience().withCircuitBreaker(change.apply(CircuitBreakerSettings.defaults()))));
	}

	private static Key rateLimit(String name, String value, String other, UnaryOperator<RateLimitSettings> change) {
		return key(name, value, other,
				(s) -> s.withResilience(s.resilience().withRateLimit(change.apply(RateLimitSettings.defaults()))));
	}

	private static Key bulkhead(String name, String value, String other, UnaryOperator<BulkheadSettings> change) {
		return key(name, value, other,
				(s) -> s.withResilience(s.resilience().withBulkhead(change.apply(BulkheadSettings.defaults()))));
	}

	private static Key oauth2(String name, String value, String other, String tokenUri, String clientId,
			String clientSecret) {
		return key(name, value, other, (s) -> s.withCredentials(Credentials.oauth2(tokenUri, clientId, clientSecret)));
	}

	private static Key login(String name, String value, String other, UnaryOperator<LoginSettings> change) {
		LoginSettings login = change.apply(LoginSettings.of("https://one").withForm("user", "me"));
		return key(name, value, other, (s) -> s.withCredentials(Credentials.login(login)));
	}

	private static Key loginToken(String name, String value, LoginToken token) {
		String other = LOGIN_TOKEN + (LOGIN_TOKEN.contains(name) ? "" : ", " + name + "=/x");
		return key(name, value, other,
				(s) -> s.withCredentials(Credentials.login(LoginSettings.of("https://one").withToken(token))));
	}

	private static Key budget(String name, UnaryOperator<RetryBudgetSettings> change) {
		return retry(name, "0.5", "7", (r) -> r.withBudget(change.apply(r.budget())));
	}

	private static Key key(String name, String value, String other, UnaryOperator<SessionSettings> change) {
		return new Key(name, value, other, change.apply(SessionSettings.defaults()));
	}

	private static HttpHeaders headers(String name, String... values) {
		HttpHeaders headers = new HttpHeaders();
		headers.addAll(name, List.of(values));
		return headers;
	}

	private static MultiValueMap<String, String> params(String name, String... values) {
		MultiValueMap<String, String> params = new LinkedMultiValueMap<>();
		params.addAll(name, List.of(values));
		return params;
	}

	/**
	 * A key with a value, another value, and the part of the settings that the value
	 * changes.
	 */
	private record Key(String name, String value, String other, SessionSettings expected) {

		/**
		 * The key in YAML, with the keys that it requires.
		 */
		String yaml(String session, String value) {
			StringBuilder yaml = new StringBuilder("sessions:\n  " + session + ":\n");
			Map<String, String> lines = new HashMap<>();
			boolean hasCompanions = this.other.contains("=");
			if (hasCompanions) {
				Arrays.stream(this.other.split(", "))
					.map((line) -> line.split("="))
					.forEach((line) -> lines.put(line[0], line[1]));
			}
			if (!(hasCompanions && value.equals(this.other))) {
				lines.put(this.name, value);
			}
			lines.forEach((key, line) -> yaml.append("    ").append(key).append(": '").append(line).append("'\n"));
			return yaml.toString();
		}

		/**
		 * The same as a key of a mount.
		 */
		String mountYaml(String session, String value) {
			String head = "sessions:\n  " + session + ":\n";
			return head + "    mounts:\n      '[/reports]':\n"
					+ yaml(session, value).substring(head.length()).indent(4);
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
