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

import java.nio.file.Path;
import java.util.stream.Stream;

import dev.sessions.Credentials;
import dev.sessions.Session;
import dev.sessions.Sessions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Tests of the printed failure when the configuration prevents the start: the key, its
 * location, the fault and the cure.
 */
class InvalidConfigurationTests {

	static Stream<Arguments> mistakes() {
		return Stream.of(
				// unknown keys
				mistake("pool: { max-conections: 5 }", "pool.max-conections", "is not a known key",
						"Did you mean sessions.github.pool.max-connections?"),
				mistake("max-connections: 5", "max-connections", "is not a known key",
						"Did you mean sessions.github.pool.max-connections?"),
				mistake("bas-url: http://localhost", "bas-url", "is not a known key",
						"Did you mean sessions.github.base-url?"),
				mistake("base-url: { x: 1 }", "base-url.x", "is not a known key",
						"Did you mean sessions.github.base-url?"),
				mistake("colour: red", "colour", "is not a known key",
						"The keys of sessions.github are: allowed-hosts, auth, base-url, block-private-addresses"),
				mistake("compression: [ true ]", "compression[0]", "is not a known key", "compression"),
				mistake("pool: { colour: red }", "pool.colour", "is not a known key",
						"The keys of sessions.github.pool are: keep-alive, leak-detection, max-connections"),
				mistake("pool: 5", "pool", "must be a block of keys", "keep-alive, leak-detection"),
				mistake("pool: { max: 5 }", "pool.max", "is not a known key",
						"The keys of sessions.github.pool are: keep-alive, leak-detection, max-connections"),
				mistake("timeout: { read: { value: 1s } }", "timeout.read.value", "is not a known key",
						"Did you mean sessions.github.timeout.read?"),
				mistake("bulkheed: 5", "bulkheed", "is not a known key", "Did you mean sessions.github.bulkhead?"),
				mistake("cookies: false", "cookies", "must be a block of keys, but is a value",
						"The keys of sessions.github.cookies are: enabled, file, max-count"),
				mistake("auth: { bearer: secret }", "auth.bearer", "must be a block of keys, but is a value",
						"The keys of sessions.github.auth.bearer are: forward, optional, token, token-file"),
				mistake("rate-limit: on", "rate-limit", "must be a block of keys, but is a value",
						"The keys of sessions.github.rate-limit are: enabled, limit-for-period"),
				// names with values
				mistake("headers: 'X-Api-Key: secret'", "headers", "must be a block of names, but is a value",
						"as sessions.github.headers.<name>"),
				mistake("params: 'api_key=secret'", "params", "must be a block of names, but is a value",
						"as sessions.github.params.<name>"),
				mistake("auth: { login: { uri: /login, form: secret } }", "auth.login.form",
						"must be a block of names, but is a value", "as sessions.github.auth.login.form.<name>"),
				mistake("headers: [ { X-Api-Key: secret } ]", "headers[0].x-api-key", "is an element of a list",
						"as sessions.github.headers.<name>"),
				// two spellings
				mistake("params: { page_size: 1, pageSize: 2 }", "params.pageSize",
						"is written twice, also as sessions.", "Keep one of the two"),
				mistake("params: { '[page_size]': 1, '[pageSize]': 2 }", "params[pageSize]",
						"is written twice, also as sessions.", "Keep one of the two"),
				mistake("params: { q: 1, Q: 2 }", "params.Q", "is written twice", "Keep one of the two"),
				mistake("headers: { X-UserId: 1, X-User-Id: 2 }", "headers.X-User-Id", "is written twice",
						"Keep one of the two"),
				mistake("auth: { login: { uri: /l, form: { user_name: a, userName: b } } }", "auth.login.form.userName",
						"is written twice", "Keep one of the two"),
				mistake("timeout: { read: 1s }, 'timeout.READ': 2s", "timeout.READ", "is written twice",
						"Keep one of the two"),
				mistake("retry: { methods: { first: GET } }", "retry.methods.first", "is not a known key", "methods"),
				// characters that the binder would drop
				mistake("params: { $filter: x }", "params.$filter", "has a character that Spring Boot drops ($)",
						"in brackets, as in sessions.github.params[$filter], or with quotes in YAML: \"[$filter]\":"),
				mistake("headers: { X~Id: x }", "headers.X~Id", "has a character that Spring Boot drops (~)",
						"sessions.github.headers[X~Id]"),
				mistake("pool: { 'max-connections!': 5 }", "pool.max-connections!",
						"has a character that Spring Boot drops",
						"Remove it: write sessions.github.pool.max-connections."),
				// circuit breaker, rate limit, bulkhead
				mistake("circuit-breaker: { failure-rate-threshold: 0 }", "circuit-breaker.failure-rate-threshold",
						"is a percentage, so it must be above 0 and at most 100, but is 0.0", "Correct"),
				mistake("circuit-breaker: { slow-call-rate-threshold: 101 }",
						"circuit-breaker.slow-call-rate-threshold", "is a percentage", "Correct"),
				mistake("circuit-breaker: { slow-call-duration: 0 }", "circuit-breaker.slow-call-duration",
						"must be at least 1 ms", "Correct"),
				mistake("circuit-breaker: { window-size: 0 }", "circuit-breaker.window-size", "must be at least 1",
						"Correct"),
				mistake("circuit-breaker: { minimum-calls: 0 }", "circuit-breaker.minimum-calls", "must be at least 1",
						"Correct"),
				mistake("circuit-breaker: { open-duration: -1s }", "circuit-breaker.open-duration",
						"must be at least 1 ms", "Correct"),
				mistake("circuit-breaker: { open-duration: 9223372036854775807s }", "circuit-breaker.open-duration",
						"must not be longer than a year", "Correct"),
				mistake("retry: { max-retry-after: 366d }", "retry.max-retry-after", "must not be longer than a year",
						"Correct"),
				mistake("pool: { validate-after-inactivity: 366d }", "pool.validate-after-inactivity",
						"must not be longer than a year", "Correct"),
				mistake("circuit-breaker: { half-open-calls: 0 }", "circuit-breaker.half-open-calls",
						"must be at least 1", "Correct"),
				mistake("circuit-breaker: { windowsize-max: 5 }", "circuit-breaker.windowsize-max",
						"is not a known key", "window-size"),
				mistake("rate-limit: { limit-for-period: 0 }", "rate-limit.limit-for-period", "must be at least 1",
						"Correct"),
				mistake("rate-limit: { period: 0 }", "rate-limit.period", "must be at least 1 ms", "Correct"),
				mistake("rate-limit: { max-wait: -1s }", "rate-limit.max-wait", "must not be negative", "Correct"),
				mistake("rate-limit: { max-wait: 366d }", "rate-limit.max-wait", "must not be longer than a year",
						"Correct"),
				mistake("bulkhead: { max-concurrent-calls: 0 }", "bulkhead.max-concurrent-calls", "must be at least 1",
						"Correct"),
				mistake("bulkhead: { max-wait: -1s }", "bulkhead.max-wait", "must not be negative", "Correct"),
				mistake("bulkhead: true", "bulkhead", "must be a block of keys", "max-concurrent-calls"),
				// base URL
				mistake("base-url: api.github.com/v3", "base-url", "must be absolute",
						"Did you mean https://api.github.com/v3?"),
				mistake("base-url: 'ftp://localhost'", "base-url", "must be absolute", "https://api.example.org"),
				mistake("base-url: 'http://a b'", "base-url", "is not a valid URL", "https://api.example.org"),
				mistake("base-url: 'http://user:secret@localhost'", "base-url", "must not contain a user name",
						"https://api.example.org"),
				mistake("base-url: 'http://${NO_SUCH_HOST}'", "base-url", "placeholder ${NO_SUCH_HOST}",
						"Set the environment variable or property NO_SUCH_HOST"),
				// health
				mistake("health: { path: /health }", "health.path", "has no base URL to append it to", "Set base-url"),
				mistake("base-url: 'http://localhost', health: { path: 'http://localhost/secret' }", "health.path",
						"is not a path below the base URL", "begins with one slash"),
				mistake("base-url: 'http://localhost', health: { path: //secret }", "health.path",
						"is not a path below the base URL", "begins with one slash"),
				mistake("base-url: 'http://localhost', health: { path: /../secret }", "health.path",
						"is not a path below the base URL", "begins with one slash"),
				mistake("base-url: 'http://localhost', health: { path: '/{secret}' }", "health.path",
						"is not a path below the base URL", "without variables"),
				mistake("base-url: 'http://localhost', health: { path: '' }", "health.path",
						"is not a path below the base URL", "begins with one slash"),
				mistake("base-url: 'http://localhost', health: { path: '/${NO_SUCH_PATH}' }", "health.path",
						"placeholder ${NO_SUCH_PATH}", "NO_SUCH_PATH"),
				// credentials
				mistake("auth: { basic: { username: me, password: secret }, bearer: { token: secret } }", "auth",
						"more than one kind of credentials: basic, bearer", "Keep one"),
				mistake("auth: { bearer: { token: '' } }", "auth.bearer.token", "is empty", "Give it a value"),
				mistake("auth: { bearer: '' }", "auth.bearer.token", "is missing", "Set it"),
				mistake("auth: { bearer: { token: '${NO_SUCH_TOKEN}' } }", "auth.bearer.token",
						"placeholder ${NO_SUCH_TOKEN}", "NO_SUCH_TOKEN"),
				mistake("auth: { bearer: { token: \"secret\\nsecret\" } }", "auth.bearer.token", "cannot be sent",
						"Correct"),
				mistake("auth: { basic: { username: me } }", "auth.basic.password", "is missing", "Set it"),
				mistake("auth: { basic: { username: 'm:e', password: secret } }", "auth.basic", "cannot be sent",
						"Correct"),
				mistake("auth: { api-key: { name: X-Key } }", "auth.api-key.value", "is missing", "Set it"),
				mistake("auth: { api-key: { name: X-Key, value: secret, in: secret } }", "auth.api-key.in",
						"is not one of header, query", "header, query"),
				mistake("auth: { digest: { password: secret } }", "auth.digest.username", "is missing", "Set it"),
				mistake("auth: { digest: { username: me } }", "auth.digest.password", "is missing", "Set it"),
				mistake("auth: { digest: { username: me, password: \"secret\\n\" } }", "auth.digest", "cannot be sent",
						"Correct"),
				mistake("auth: { basic: { username: me, password: \"secret\\ud800\" } }", "auth.basic",
						"cannot be sent: The password contains half of a surrogate pair", "Correct"),
				mistake("auth: { digest: { username: \"secret\\ud800\", password: secret } }", "auth.digest",
						"cannot be sent: The user name contains half of a surrogate pair", "Correct"),
				mistake("auth: { api-key: { name: k, value: \"secret\\ud800\", in: query } }", "auth.api-key",
						"cannot be sent: The API key contains half of a surrogate pair", "Correct"),
				mistake("auth: { login: { uri: /login, form: { password: \"secret\\ud800\" } } }", "auth.login.form",
						"contains half of a surrogate pair", "Correct"),
				mistake("auth: { oauth2: { token-uri: 'https://a', client-id: me, client-secret: \"secret\\ud800\" } }",
						"auth.oauth2.client-secret", "contains half of a surrogate pair", "Correct"),
				mistake("proxy: { url: 'http://p', username: me, password: \"secret\\ud800\" }", "proxy.username",
						"password of a proxy contains half of a surrogate pair", "Correct"),
				mistake("auth: { netrc: { file: /no/such }, digest: { username: me, password: secret } }", "auth",
						"more than one kind of credentials: digest, netrc", "Keep one"),
				mistake("auth: { bearer: { token: secret, token-file: /no/such } }", "auth.bearer.token",
						"is set, and so is auth.bearer.token-file", "Keep one"),
				mistake("auth: { basic: { username: me, password: secret, password-file: /no/such } }",
						"auth.basic.password", "is set, and so is auth.basic.password-file", "Keep one"),
				mistake("auth: { basic: { username: me, username-file: /no/such, password: secret } }",
						"auth.basic.username", "is set, and so is auth.basic.username-file", "Keep one"),
				mistake("auth: { basic: { username-file: /no/such, password: secret } }", "auth.basic.password-file",
						"is missing", "Set it"),
				mistake("auth: { basic: { password-file: /no/such } }", "auth.basic.username", "is missing", "Set it"),
				mistake("auth: { bearer: { token-file: '' } }", "auth.bearer.token-file", "is empty",
						"Give it a value"),
				mistake("auth: { netrc: '' }", "auth.netrc.file", "is empty", "Give it a value"),
				mistake("auth: { netrc: { file: \"/\\0\" } }", "auth.netrc.file", "is not the path of a file",
						"Correct"),
				mistake("auth: { bearer: { token-file: '${NO_SUCH_FILE}' } }", "auth.bearer.token-file",
						"placeholder ${NO_SUCH_FILE}", "NO_SUCH_FILE"),
				mistake("auth: { bearer: { token-file: /no/such } }", "auth.bearer.token-file",
						"cannot be used. The file /no/such cannot be read: it does not exist", "Correct the file"),
				mistake("auth: { basic: { username: me, password-file: /no/such } }", "auth.basic.password-file",
						"cannot be used. The file /no/such cannot be read: it does not exist", "Correct the file"),
				mistake("auth: { basic: { username-file: /no/such, password-file: /no/such } }", "auth.basic",
						"cannot be used. The file /no/such cannot be read: it does not exist", "Correct the file"),
				mistake("auth: { netrc: { file: / } }", "auth.netrc.file",
						"cannot be used. The file / cannot be read: it is a directory", "Correct the file"),
				// login
				mistake("auth: { login: { form: { password: secret } } }", "auth.login.uri", "is missing", "Set it"),
				mistake("auth: { login: { uri: 'secret word' } }", "auth.login.uri", "must be a path", "Correct"),
				mistake("auth: { login: { uri: /login, method: GET } }", "auth.login.method",
						"must be POST, PUT or PATCH", "Correct"),
				mistake("auth: { login: { uri: /login, form: { a: secret }, json: { a: secret } } }", "auth.login.form",
						"is set, and so is json", "Correct"),
				mistake("auth: { login: { uri: /login, form: { password: '${NO_SUCH_TOKEN}' } } }",
						"auth.login.form.password", "placeholder ${NO_SUCH_TOKEN}", "NO_SUCH_TOKEN"),
				mistake("auth: { login: { uri: /login, json: { a: { b: '${NO_SUCH_TOKEN}' } } } }",
						"auth.login.json.a.b", "placeholder ${NO_SUCH_TOKEN}", "NO_SUCH_TOKEN"),
				mistake("auth: { login: { uri: /login, token: { scheme: Bearer } } }", "auth.login.token",
						"has neither a pointer nor a header", "Set the one"),
				mistake("auth: { login: { uri: /login, token: { pointer: token } } }", "auth.login.token.pointer",
						"must be a JSON pointer", "Correct"),
				mistake("auth: { login: { uri: /login, token: { pointer: /token, header: 'X Y' } } }",
						"auth.login.token.header", "must be the name of a header", "Correct"),
				mistake("auth: { login: { uri: /login, token: { pointer: /token, expires-in: soon } } }",
						"auth.login.token.expires-in", "neither a JSON pointer", "Write for instance"),
				mistake("auth: { login: { uri: /login, expired: { statuses: [ 99 ] } } }",
						"auth.login.expired.statuses", "must be from 200 to 599", "Correct"),
				mistake("auth: { login: { uri: /login, expired: { redirects-to: 'x:y' } } }",
						"auth.login.expired.redirects-to", "must be a path", "Correct"),
				mistake("auth: { login: { uri: /login }, bearer: { token: secret } }", "auth",
						"more than one kind of credentials: bearer, login", "Keep one"),
				// OAuth 2.0
				mistake("auth: { oauth2: { token-uri: 'https://a/secret', client-secret: secret } }",
						"auth.oauth2.client-id", "is missing", "Set it"),
				mistake("auth: { oauth2: { client-id: me, client-secret: secret } }", "auth.oauth2.token-uri",
						"is missing", "Set it"),
				mistake("auth: { oauth2: { token-uri: 'https://a', client-id: me } }", "auth.oauth2.client-secret",
						"is missing", "Set it"),
				mistake("auth: { oauth2: '' }", "auth.oauth2.token-uri", "is missing", "Set it"),
				mistake("auth: { oauth2: { token-uri: 'http://a.example.org/secret', client-id: me, client-secret: secret } }",
						"auth.oauth2.token-uri", "must begin with https://", "Correct"),
				mistake("auth: { oauth2: { token-uri: '/secret', client-id: me, client-secret: secret } }",
						"auth.oauth2.token-uri", "must be an absolute https URL", "Correct"),
				mistake("auth: { oauth2: { token-uri: 'https://a b/secret', client-id: me, client-secret: secret } }",
						"auth.oauth2.token-uri", "is not a valid URL", "Correct"),
				mistake("auth: { oauth2: { token-uri: 'https://me:secret@a', client-id: me, client-secret: secret } }",
						"auth.oauth2.token-uri", "must contain neither a user name", "Correct"),
				mistake("auth: { oauth2: { token-uri: 'https://a', client-id: '', client-secret: secret } }",
						"auth.oauth2.client-id", "is empty", "Give it a value"),
				mistake("auth: { oauth2: { token-uri: 'https://a', client-id: me, client-secret: '${NO_SUCH_TOKEN}' } }",
						"auth.oauth2.client-secret", "placeholder ${NO_SUCH_TOKEN}", "NO_SUCH_TOKEN"),
				mistake("auth: { oauth2: { token-uri: 'https://a', client-id: me, client-secret: secret, scopes: [ 'a b' ] } }",
						"auth.oauth2.scopes", "must each be of visible ASCII characters", "Correct"),
				mistake("auth: { oauth2: { token-uri: 'https://a', client-id: me, client-secret: secret, audience: '' } }",
						"auth.oauth2.audience", "is empty", "Give it a value"),
				mistake("auth: { oauth2: { registration: one, client-secret: secret } }", "auth.oauth2.registration",
						"is set, and so are other keys", "Keep either"),
				mistake("auth: { oauth2: { registration: one } }", "auth.oauth2.registration",
						"no ClientRegistrationRepository", "spring.security.oauth2.client.registration"),
				mistake("auth: { aws: { service: s3 } }", "auth.aws.region", "is missing", "Set it"),
				mistake("auth: { aws: { region: eu-west-1 } }", "auth.aws.service", "is missing", "Set it"),
				mistake("auth: { aws: { region: '', service: s3 } }", "auth.aws.region", "is empty", "Give it a value"),
				mistake("auth: { aws: { region: eu-west-1, service: a/b } }", "auth.aws",
						"cannot be sent: The AWS service", "Correct the value"),
				mistake("auth: { aws: { region: eu-west-1, service: s3, profile: '' } }", "auth.aws.profile",
						"is empty", "Give it a value"),
				mistake("auth: { aws: { region: eu-west-1, service: s3 }, bearer: { token: secret } }", "auth",
						"more than one kind of credentials: bearer, aws", "Keep one"),
				mistake("auth: { oauth2: { on-behalf-of: user, token-uri: 'https://a', client-id: me } }",
						"auth.oauth2.on-behalf-of", "is set without auth.oauth2.registration",
						"spring.security.oauth2.client.registration"),
				mistake("auth: { oauth2: { on-behalf-of: user, registration: one } }", "auth.oauth2.registration",
						"no ClientRegistrationRepository", "spring.security.oauth2.client.registration"),
				mistake("auth: { oauth2: { on-behalf-of: secret, registration: one } }", "auth.oauth2.on-behalf-of",
						"is not one of user", "user"),
				mistake("auth: { oauth2: { registration: one, client-authentication: tls } }",
						"auth.oauth2.registration", "is set, and so are other keys", "Keep either"),
				mistake("auth: { oauth2: { token-uri: 'https://a', client-id: me, client-authentication: private-key-jwt } }",
						"auth.oauth2.client-authentication", "is private-key-jwt, which needs a key",
						"auth.oauth2.client-key"),
				mistake("auth: { oauth2: { token-uri: 'https://a', client-id: me, client-secret: secret, client-authentication: tls } }",
						"auth.oauth2.client-secret", "is set, but the client authenticates without it", "Remove it"),
				mistake("auth: { oauth2: { token-uri: 'https://a', client-id: me, client-key: /no/such } }",
						"auth.oauth2.client-key", "cannot be used: file [/no/such] cannot be read", "Correct the file"),
				mistake("auth: { oauth2: { token-uri: 'https://a', client-id: me, client-key: '' } }",
						"auth.oauth2.client-key", "is empty", "Give it a value"),
				mistake("auth: { oauth2: { token-uri: 'https://a', client-id: me, client-secret: secret, client-key-id: one } }",
						"auth.oauth2.client-key-id", "is set without auth.oauth2.client-key",
						"Set auth.oauth2.client-key"),
				mistake("auth: { bearer: { forward: true, token: secret } }", "auth.bearer.forward",
						"is set, and so is a token", "Keep one"),
				mistake("auth: { bearer: { optional: true, token: secret } }", "auth.bearer.optional",
						"is set without auth.bearer.forward", "auth.bearer.forward"),
				mistake("auth: { bearer: { forward: true } }", "auth.bearer.forward",
						"needs Spring Security's OAuth 2.0 support",
						"spring-boot-starter-security-oauth2-resource-server"),
				mistake("auth: { oauth2: { registration: one }, bearer: { token: secret } }", "auth",
						"more than one kind of credentials: bearer, oauth2", "Keep one"),
				mistake("auth: { allowed-origins: [ 'secret.example.org/x' ] }", "auth.allowed-origins", "origin",
						"Correct"),
				// mounts
				mistake("mounts: { /reports: { timeout: { read: 1s } } }", "mounts.reports.timeout.read",
						"whose prefix is not in brackets", "\"[/reports]\":"),
				mistake("mounts: { 'https://files.example.org': { compression: false } }",
						"mounts.httpsfiles.example.org.compression", "whose prefix is not in brackets",
						"\"[https://files.example.org]\":"),
				mistake("mounts: 5", "mounts", "must be a block of keys", "mounts"),
				mistake("mounts: { '[/reports]': 5 }", "mounts[/reports]", "must be a block of keys",
						"The keys of sessions.github.mounts[/reports] are: bulkhead, circuit-breaker, compression"),
				mistake("mounts: { '[/reports]': { timeout: { reed: 1s } } }", "mounts[/reports].timeout.reed",
						"is not a known key", "Did you mean sessions.github.mounts[/reports].timeout.read?"),
				mistake("mounts: { '[/reports]': { colour: red } }", "mounts[/reports].colour", "is not a known key",
						"The keys of sessions.github.mounts[/reports] are: bulkhead, circuit-breaker, compression"),
				mistake("mounts: { '[/reports]': { headers: { X-A: secret } } }", "mounts[/reports].headers.x-a",
						"is not a known key", "This key applies to all requests of the session"),
				mistake("mounts: { '[/reports]': { auth: { bearer: { token: secret } } } }",
						"mounts[/reports].auth.bearer.token", "is not a known key",
						"write sessions.github.auth.bearer.token"),
				mistake("mounts: { '[/reports]': { cookies: { enabled: false } } }", "mounts[/reports].cookies.enabled",
						"is not a known key", "write sessions.github.cookies.enabled"),
				mistake("mounts: { '[/reports]': { mounts: { '[/x]': { compression: false } } } }",
						"mounts[/reports].mounts[/x].compression", "is not a known key",
						"write sessions.github.mounts[/x].compression"),
				mistake("mounts: { '[reports]': { compression: false } }", "mounts[reports]",
						"a path that starts with /", "\"[/reports]\""),
				mistake("mounts: { '[https://me:secret@example.org]': { compression: false } }", "mounts",
						"must not have a user name", "\"[https://files.example.org]\""),
				mistake("base-url: http://h, mounts: { '[/a]': { compression: false }, '[/a/]': { compression: true } }",
						"mounts[/a/]", "two mounts for http://h:80/a", "\"[/reports]\""),
				mistake("mounts: { '[/reports]': { timeout: { read: -1s } } }", "mounts[/reports].timeout.read",
						"must be positive", "Correct the value"),
				mistake("mounts: { '[/reports]': { timeout: { read: soon } } }", "mounts[/reports].timeout.read",
						"is not a duration: 'soon'", "10s"),
				mistake("mounts: { '[/reports]': { proxy: { username: secret, password: secret } } }",
						"mounts[/reports].proxy.username", "there is no proxy", "proxy.url"),
				// proxy
				mistake("proxy: { url: 'ftp://p:1' }", "proxy.url", "must begin with http://, https://, socks5://",
						"http://proxy.example.org:3128"),
				mistake("proxy: { url: 'p:3128' }", "proxy.url", "must begin with http://",
						"http://proxy.example.org:3128"),
				mistake("proxy: { url: 'http://me:secret@p:3128' }", "proxy.url", "must not contain a user name",
						"proxy.username and proxy.password"),
				mistake("proxy: { url: 'http://p:secret' }", "proxy.url", "must consist of a scheme, a host and a port",
						"http://proxy.example.org:3128"),
				mistake("proxy: { url: 'http://p:3128/secret' }", "proxy.url",
						"must consist of a scheme, a host and a port", "http://proxy.example.org:3128"),
				mistake("proxy: { url: 'http://${NO_SUCH_HOST}' }", "proxy.url", "placeholder ${NO_SUCH_HOST}",
						"NO_SUCH_HOST"),
				mistake("proxy: { url: 'http://p', password: secret }", "proxy.password",
						"is set without proxy.username", "Set both"),
				mistake("proxy: { url: 'http://p', username: secret }", "proxy.username",
						"is set without proxy.password", "Set both"),
				mistake("proxy: { url: 'http://p', username: '', password: secret }", "proxy.username", "is empty",
						"Give it a value"),
				mistake("proxy: { url: 'http://p', username: 'm:e', password: secret }", "proxy.username",
						"must not contain ':'", "Correct"),
				mistake("proxy: { username: me, password: secret }", "proxy.username", "there is no proxy",
						"Set proxy.url or proxy.from-environment"),
				mistake("proxy: { no-proxy: [ '10.0.0.0/33' ] }", "proxy.no-proxy", "but has '10.0.0.0/33'", "Correct"),
				// forks
				mistake("forks: { max-count: 0 }", "forks.max-count", "must be at least 1, but is 0", "Correct"),
				mistake("forks: { max-idle: 0s }", "forks.max-idle", "must be positive, but is PT0S", "Correct"),
				mistake("forks: { max-idle: 30d }", "forks.max-idle", "must be from 1 ms to 24 days", "Correct"),
				mistake("forks: { max-idel: 5m }", "forks.max-idel", "is not a known key",
						"Did you mean sessions.github.forks.max-idle?"),
				// cookies
				mistake("cookies: { max-count: 0 }", "cookies.max-count", "must be positive", "Correct"),
				mistake("cookies: { file: '' }", "cookies.file", "must name a file, but is empty", "Correct"),
				mistake("cookies: { file: '${NO_SUCH_FOLDER}/jar' }", "cookies.file", "placeholder ${NO_SUCH_FOLDER}",
						"NO_SUCH_FOLDER"),
				mistake("cookies: { file: /dev/null }", "cookies.file", "is /dev/null, which cannot be used",
						"Name a file in a folder that the application may write to."),
				// TLS
				mistake("ssl: { bundle: '' }", "ssl.bundle", "is empty", "Name an SSL bundle"),
				mistake("ssl: { bundle: '${NO_SUCH_BUNDLE}' }", "ssl.bundle", "placeholder ${NO_SUCH_BUNDLE}",
						"NO_SUCH_BUNDLE"),
				mistake("ssl: { bundle: one }", "ssl.bundle",
						"names the SSL bundle 'one', but there are no SSL bundles", "SslAutoConfiguration"),
				mistake("ssl: { verify: maybe }", "ssl.verify", "is not true or false: 'maybe'", "true or false"),
				// headers
				mistake("headers: { X-Token: '${NO_SUCH_TOKEN}' }", "headers.x-token", "placeholder ${NO_SUCH_TOKEN}",
						"NO_SUCH_TOKEN"),
				mistake("params: { token: '${NO_SUCH_TOKEN}' }", "params.token", "placeholder ${NO_SUCH_TOKEN}",
						"NO_SUCH_TOKEN"),
				mistake("headers: { X-Token: \"secret\\nsecret\" }", "headers.x-token",
						"cannot be sent: it contains a line break", "Correct"),
				mistake("headers: { X-Price: '5 \u20ac' }", "headers.x-price",
						"cannot be sent: it contains a character that a header cannot hold", "Encode"),
				mistake("headers: { X-Price: [ ok, \"a\\u0001\" ] }", "headers.x-price",
						"cannot be sent: it contains a character that a header cannot hold", "Encode"),
				mistake("auth: { bearer: { token: 'secret\u20ac' } }", "auth.bearer.token",
						"a character that a header cannot hold", "Correct"),
				mistake("headers: { '[X Token]': secret }", "headers[X Token]",
						"cannot be sent: it is not a valid header name", "Correct"),
				mistake("headers: { Content-Length: 5 }", "headers.content-length", "is never sent", "Remove it"),
				mistake("headers: { transfer-encoding: chunked }", "headers.transfer-encoding", "is never sent",
						"Remove it"),
				// egress
				mistake("allowed-hosts: [ 'https://api.example.org' ]", "allowed-hosts", "must hold hosts such as",
						"Correct"),
				mistake("allowed-hosts: [ '${NO_SUCH_HOST}' ]", "allowed-hosts[0]", "placeholder ${NO_SUCH_HOST}",
						"NO_SUCH_HOST"),
				mistake("block-private-addresses: maybe", "block-private-addresses", "is not true or false: 'maybe'",
						"true or false"),
				mistake("base-url: 'http://169.254.169.254', block-private-addresses: true", "base-url",
						"leads to a private address, which block-private-addresses forbids",
						"Set block-private-addresses to false"),
				// values
				mistake("timeout: { read: -1s }", "timeout.read", "must be positive, but is PT-1S", "Correct"),
				mistake("timeout: { total: 0 }", "timeout.total", "must be positive, but is PT0S", "Correct"),
				mistake("timeout: { connect: fast }", "timeout.connect", "is not a duration: 'fast'", "500ms"),
				mistake("pool: { max-connections: 0 }", "pool.max-connections", "must be at least 1, but is 0",
						"Correct"),
				mistake("pool: { max-connections: many }", "pool.max-connections", "is not a whole number: 'many'",
						"a whole number"),
				mistake("pool: { leak-detection: -1s }", "pool.leak-detection", "must be positive", "Correct"),
				mistake("pool: { keep-alive: 0s }", "pool.keep-alive", "must be positive", "Correct"),
				mistake("retry: { max-attempts: 0 }", "retry.max-attempts", "must be at least 1", "Correct"),
				mistake("retry: { statuses: [ 503, 50 ] }", "retry.statuses", "must be from 200 to 599, not 50",
						"Correct"),
				mistake("retry: { statuses: [ 600 ] }", "retry.statuses", "must be from 200 to 599, not 600",
						"Correct"),
				mistake("retry: { statuses: 5xx }", "retry.statuses", "is not a list of whole numbers",
						"such as 429, 503"),
				mistake("retry: { statuses: '500,503,' }", "retry.statuses", "has an empty element", "comma"),
				mistake("retry: { statuses: '500,,503' }", "retry.statuses", "has an empty element", "comma"),
				mistake("retry: { statuses: [ 500, '' ] }", "retry.statuses", "is not a list of whole numbers",
						"429, 503"),
				mistake("retry: { methods: 'GET,PUT,' }", "retry.methods", "has an empty element", "comma"),
				mistake("allowed-hosts: 'a.example,,b.example'", "allowed-hosts", "has an empty element", "comma"),
				mistake("auth: { login: { uri: /login, expired: { statuses: '401,' } } }",
						"auth.login.expired.statuses", "has an empty element", "comma"),
				mistake("auth: { login: { uri: /login, csrf-field: '${NO_SUCH_FIELD}' } }", "auth.login.csrf-field",
						"placeholder ${NO_SUCH_FIELD}", "NO_SUCH_FIELD"),
				mistake("auth: { login: { uri: /login, json: { a: { b: [ '${NO_SUCH_FIELD}' ] } } } }",
						"auth.login.json.a.b[0]", "placeholder ${NO_SUCH_FIELD}", "NO_SUCH_FIELD"),
				mistake("groups: [ '${NO_SUCH_GROUP}' ]", "groups[0]", "placeholder ${NO_SUCH_GROUP}",
						"give a default as ${NO_SUCH_GROUP:default}, or write \\${NO_SUCH_GROUP}"),
				mistake("base-url: 'http://${a.b}', params: { x: '${no.such.param}' }", "base-url",
						"placeholder ${a.b}, which has no value", "a.b"),
				mistake("retry: { methods: [ GET, '${NO_SUCH_METHOD}' ] }", "retry.methods[1]",
						"placeholder ${NO_SUCH_METHOD}", "NO_SUCH_METHOD"),
				// shared
				mistake("shared: { namespace: '${NO_SUCH_NAME}' }", "shared.namespace", "placeholder ${NO_SUCH_NAME}",
						"NO_SUCH_NAME"),
				mistake("shared: { encryption-key: '${NO_SUCH_KEY}' }", "shared.encryption-key",
						"placeholder ${NO_SUCH_KEY}", "NO_SUCH_KEY"),
				mistake("retry: { backoff: { delay: 10s } }", "retry.backoff.delay", "delay PT10S", "Correct"),
				mistake("retry: { backoff: { max-delay: 1ms } }", "retry.backoff.max-delay", "must not be below",
						"Correct"),
				mistake("log: wire", "log", "is not one of none, basic, headers, body", "headers"),
				mistake("mounts: { '[/x]': { log: basic } }", "mounts[/x].log", "is not a known key",
						"write sessions.github.log"),
				mistake("retry: { backoff: { jitter: some } }", "retry.backoff.jitter", "is not one of full, none",
						"full, none"),
				mistake("retry: { budget: { ratio: -1 } }", "retry.budget.ratio", "must not be negative", "Correct"),
				mistake("redirects: { max: 0 }", "redirects.max", "must be at least 1", "set follow to false"),
				mistake("limits: { max-response-size: 0 }", "limits.max-response-size", "must be positive", "Correct"),
				mistake("limits: { max-response-size: big }", "limits.max-response-size", "is not a size", "64MB"),
				mistake("compression: maybe", "compression", "is not true or false: 'maybe'", "true or false"));
	}

	private static Arguments mistake(String yaml, String key, String fault, String cure) {
		return Arguments.of(yaml, key, fault, cure);
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void mistakeIsExplained(String yaml, String key, String fault, String cure) {
		FailureAnalysis analysis = FailedStart.with("sessions:\n  github: { " + yaml + " }\n");
		assertThat(analysis.getDescription()).startsWith("sessions.github." + key + " ")
			.contains(fault)
			.contains("Key: sessions.github." + key)
			.containsPattern("Origin: .*\\[application.yaml] - 2:\\d+");
		assertThat(analysis.getDescription() + analysis.getAction()).contains(cure);
		String all = analysis.getDescription() + analysis.getAction() + analysis.getCause();
		assertThat(all.replace("client-secret", "")).doesNotContain("secret");
	}

	@ParameterizedTest
	@MethodSource("mistakes")
	void inheritedMistakeIsExplainedAtItsLocation(String yaml, String key, String fault, String cure) {
		FailureAnalysis analysis = FailedStart.with("sessions:\n  github: { }\n  default: { " + yaml + " }\n  one:\n");
		assertThat(analysis.getDescription()).startsWith("sessions.default." + key + " ")
			.contains(fault)
			.containsPattern("\\[application.yaml] - 3:\\d+");
	}

	@Test
	void fileOfCookiesOfAnotherApplicationContext() {
		String yaml = "sessions: { one: { cookies: { file: target/cached-context.cookies } } }";
		try (Session cached = Session.builder("one")
			.cookies((cookies) -> cookies.withFile(Path.of("target/cached-context.cookies")))
			.build()) {
			FailureAnalysis analysis = FailedStart.with(yaml);
			assertThat(cached.name()).isEqualTo("one");
			assertThat(analysis.getDescription())
				.startsWith("sessions.one.cookies.file is target/cached-context.cookies, which the session 'one' uses"
						+ " in this JVM");
			assertThat(analysis.getAction()).contains("In tests", "name another file for each context",
					"leave cookies.file unset", "close the first context by @DirtiesContext");
		}
	}

	@Test
	void fileOfCookiesThatTwoSessionsInherit() {
		FailureAnalysis analysis = FailedStart
			.with("sessions: { default: { cookies: { file: target/inherited.cookies } }, one: , two: }");
		assertThat(analysis.getDescription())
			.startsWith("sessions.default.cookies.file is target/inherited.cookies, which the session 'one' uses");
		assertThat(analysis.getAction()).contains("Give each session a file of its own");
	}

	@Test
	void keyWithoutSessionName() {
		FailureAnalysis analysis = FailedStart.with("sessions: { timeout: { read: 5s } }");
		assertThat(analysis.getDescription()).startsWith("sessions.timeout.read is not a known key");
		assertThat(analysis.getAction()).contains("sessions.default.timeout.read", "sessions.<name>.timeout.read");
	}

	@Test
	void valueInPlaceOfASession() {
		FailureAnalysis analysis = FailedStart.with("sessions: { github: 'https://api.github.com' }");
		assertThat(analysis.getDescription()).startsWith("sessions.github must be a block of keys");
		assertThat(analysis.getAction()).contains("base-url");
	}

	@Test
	void invalidName() {
		FailureAnalysis analysis = FailedStart.with("sessions: { '[my.api]': { compression: true } }");
		assertThat(analysis.getDescription()).contains("does not name a session");
		assertThat(FailedStart.with("sessions: [ github ]").getDescription()).contains("does not name a session");
	}

	@Test
	void twoPrimarySessions() {
		FailureAnalysis analysis = FailedStart.with("""
				sessions:
				  one: { primary: true }
				  two: { primary: true }
				""");
		assertThat(analysis.getDescription()).startsWith("sessions.two.primary is true, but so is sessions.one.primary")
			.contains("3:19");
	}

	@Test
	void nameOfAnotherBean() {
		FailureAnalysis analysis = FailedStart.with("sessions: { clock: { compression: true } }",
				ClockConfiguration.class);
		assertThat(analysis.getDescription()).startsWith("sessions.clock has the name of another bean")
			.contains("method clock in " + ClockConfiguration.class.getName())
			.contains("[application.yaml] - 1:35");
		assertThat(analysis.getAction()).contains("Rename the session");
	}

	@Test
	void nameOfAnotherBeanThatComesLater() {
		FailureAnalysis analysis = FailedStart.withLater("sessions: { clock: { compression: true } }",
				ClockConfiguration.class);
		assertThat(analysis.getDescription()).startsWith("sessions.clock has the name of another bean")
			.contains(ClockConfiguration.class.getName());
	}

	@ParameterizedTest
	@ValueSource(strings = { "environment", "messageSource", "message-source", "applicationEventMulticaster",
			"conversion-service", "systemProperties" })
	void nameOfABeanOfSpring(String name) {
		FailureAnalysis analysis = FailedStart.with("sessions: { " + name + ": { compression: true } }");
		assertThat(analysis.getDescription()).startsWith("sessions." + name + " has the name of Spring's own bean");
	}

	@Test
	void twoSpellingsOfASessionMayNotHaveTheSameKey() {
		FailureAnalysis analysis = FailedStart
			.with("sessions: { my-api: { base-url: 'http://a' }, myApi: { base-url: 'http://b' } }");
		assertThat(analysis.getDescription())
			.startsWith("sessions.myApi.base-url is written twice, also as sessions.my-api.base-url");
	}

	@Test
	void placeholderThatRefersToItself() {
		FailureAnalysis analysis = FailedStart
			.with("a: '${b}'\nb: '${a}'\nsessions: { github: { base-url: 'http://${a}' } }");
		assertThat(analysis.getDescription())
			.startsWith("sessions.github.base-url uses the placeholder ${a}, which refers to itself");
	}

	@Test
	void nameThatYamlReadsAsAnotherType() {
		FailureAnalysis analysis = FailedStart.with("sessions: { on: { compression: true } }");
		assertThat(analysis.getDescription()).contains("does not name a session");
		assertThat(analysis.getAction()).contains("quotes");
	}

	@Test
	void injectionOfAnUnknownQualifier() {
		FailureAnalysis analysis = FailedStart.with("sessions: { github: { compression: true }, my-api: { } }",
				UnknownQualifierConfiguration.class);
		assertThat(analysis.getDescription()).contains(UnknownQualifierConfiguration.class.getName())
			.contains("requires the session 'githbu', which does not exist")
			.contains("Known sessions: github, my-api.");
		assertThat(analysis.getAction()).contains("Did you mean 'github'?");
	}

	@Test
	void injectionByAnUnknownName() {
		FailureAnalysis analysis = FailedStart.with("""
				sessions:
				  github: { compression: true }
				  my-api: { compression: true }
				""", UnknownNameConfiguration.class);
		assertThat(analysis.getDescription()).contains("Field jira in " + UnknownNameConfiguration.class.getName())
			.contains("requires the session 'jira', which does not exist. Known sessions: github, my-api.");
		assertThat(analysis.getAction()).contains("sessions.jira.base-url");
	}

	@Test
	void injectionByAnUnknownParameterName() {
		FailureAnalysis analysis = FailedStart.with("sessions: { one: { primary: false }, two: { primary: false } }",
				UnknownParameterConfiguration.class);
		assertThat(analysis.getDescription()).contains("requires the session 'three', which does not exist");
	}

	@Test
	void injectionWithoutAnySession() {
		FailureAnalysis analysis = FailedStart.with("other: 1", UnknownNameConfiguration.class);
		assertThat(analysis.getDescription()).contains("No session is configured");
		assertThat(analysis.getAction()).contains("sessions.jira.base-url");
	}

	@Test
	void lookUpOfAnUnknownSession() {
		FailureAnalysis analysis = FailedStart.with("sessions: { github: { compression: true } }",
				UnknownLookupConfiguration.class);
		assertThat(analysis.getDescription()).contains("No session is named 'gitlab'").contains("github");
	}

	@Test
	void twoCredentialsBeansForOneSession() {
		FailureAnalysis analysis = FailedStart.with("sessions: { github: { compression: true } }",
				TwoCredentialsConfiguration.class);
		assertThat(analysis.getDescription()).startsWith("sessions.github.auth is replaced by more than one")
			.contains("one, two");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void springBootPrintsIt(CapturedOutput output) {
		Throwable failure = catchThrowable(
				() -> new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
					.run("--sessions.github.pool.max-connections=0"));
		assertThat(failure).isNotNull();
		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("sessions.github.pool.max-connections must be at least 1, but is 0.")
			.contains("Origin: \"sessions.github.pool.max-connections\" from property source \"commandLineArgs\"");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@ImportAutoConfiguration(SessionsAutoConfiguration.class)
	static class Application {

	}

	@Configuration(proxyBeanMethods = false)
	static class ClockConfiguration {

		@Bean
		String clock() {
			return "a clock";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UnknownQualifierConfiguration {

		@Bean
		String needy(@Qualifier("githbu") Session session) {
			return session.name();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UnknownNameConfiguration {

		@Autowired
		Session jira;

	}

	@Configuration(proxyBeanMethods = false)
	static class UnknownParameterConfiguration {

		@Bean
		String needy(Session three) {
			return three.name();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UnknownLookupConfiguration {

		@Bean
		String needy(Sessions sessions) {
			return sessions.get("gitlab").name();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class TwoCredentialsConfiguration {

		@Bean
		@Qualifier("github")
		Credentials one() {
			return Credentials.bearer("one");
		}

		@Bean
		@Qualifier("github")
		Credentials two() {
			return Credentials.bearer("two");
		}

	}

}
