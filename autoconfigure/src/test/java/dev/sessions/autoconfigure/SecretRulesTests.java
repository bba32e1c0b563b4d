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

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.sessions.Credentials;
import dev.sessions.RequestHook;
import dev.sessions.Response;
import dev.sessions.ResponseHook;
import dev.sessions.RetryListener;
import dev.sessions.Session;
import dev.sessions.SessionSettings;
import dev.sessions.Sessions;
import dev.sessions.actuate.SessionsEndpoint;
import dev.sessions.actuate.SessionsHealthContributor;
import dev.sessions.autoconfigure.actuate.SessionsEndpointAutoConfiguration;
import dev.sessions.autoconfigure.health.SessionHealthContributorAutoConfiguration;
import dev.sessions.autoconfigure.metrics.SessionMetricsAutoConfiguration;
import dev.sessions.autoconfigure.observation.SessionObservationAutoConfiguration;
import dev.sessions.testsupport.AwsKeys;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.Faults;
import dev.sessions.testsupport.KeptToken;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.web.client.RestClientResponseException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Verifies that secrets are not exposed. Each contains a marker, and every output that
 * could reveal it is searched for the marker.
 */
class SecretRulesTests {

	private static final String MARK = "m4rked";

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	@AutoClose
	private final ScriptedServer foreign = ScriptedServer.start().otherwise(Reply.ok("foreign"));

	@AutoClose
	private final AwsKeys unusedKeys = AwsKeys.set("AKIDEXAMPLE", MARK, MARK + "-token");

	@TempDir
	private Path folder;

	private final List<String> told = new ArrayList<>();

	private final ListAppender<ILoggingEvent> events = new ListAppender<>();

	private final Logger logger = (Logger) LoggerFactory.getLogger("dev.sessions");

	@BeforeEach
	void listen() {
		this.logger.setLevel(Level.TRACE);
		this.events.start();
		this.logger.addAppender(this.events);
	}

	@AfterEach
	void stopListening() {
		this.logger.detachAppender(this.events);
		this.logger.setLevel(null);
	}

	@Test
	@DisplayName("RULES 36 and 37: no secret shows in logs, exceptions, toString, meters, their tags, endpoints or health")
	void noSecretShows() throws IOException {
		script();
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(SessionsAutoConfiguration.class,
					ObservationAutoConfiguration.class, MetricsAutoConfiguration.class,
					SessionMetricsAutoConfiguration.class, SessionObservationAutoConfiguration.class,
					SessionsEndpointAutoConfiguration.class, SessionHealthContributorAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=sessions")
			.withBean(SimpleMeterRegistry.class)
			.withBean(RequestHook.class, () -> (request) -> this.told.add(request.toString()))
			.withBean(ResponseHook.class, () -> (response) -> this.told.add(response.toString()))
			.withBean(RetryListener.class, () -> (event) -> this.told.add(event.toString()))
			.withPropertyValues(properties())
			.run((context) -> {
				assertThat(context).hasNotFailed();
				Sessions sessions = context.getBean(Sessions.class);
				for (String name : sessions.names()) {
					use(sessions.get(name), context.getBean(SessionsEndpoint.class));
				}
				for (Credentials credentials : byCode()) {
					Session fork = sessions.get("bearer").fork();
					fork.auth(credentials);
					use(fork, context.getBean(SessionsEndpoint.class));
				}
				tellMeters(context);
				tellEndpoint(context);
			});
		tellSettings();
		tellLogs();
		assertThat(this.told.stream().flatMap(String::lines).filter((line) -> line.contains(MARK)).distinct())
			.isEmpty();
		assertThat(this.server.requests()).as("secrets were sent").anyMatch((request) -> request.head().contains(MARK));
		assertThat(this.told).as("each session produced output")
			.anyMatch((text) -> text.contains("Session 'netrc'"))
			.anyMatch((text) -> text.contains("\n> X-Amz-Security-Token: ***"))
			.anyMatch((text) -> text.contains("http.client.requests"))
			.anyMatch((text) -> text.contains("\n< {\"token\":\"***\""))
			.anyMatch((text) -> text.contains("\n> user=me&password=***"))
			.anyMatch((text) -> text.startsWith("curl -g -X 'POST'"))
			.anyMatch((text) -> text.contains("RecentFailure[") && text.contains("ResponseTooLargeException"))
			.anyMatch((text) -> text.contains("status 401"))
			.anyMatch((text) -> text.contains("the server closed the connection"));
	}

	/**
	 * The kinds of credentials that can be set only in code in this application.
	 */
	private static List<Credentials> byCode() {
		return List.of(Credentials.signed((request) -> request.setHeader("X-Plain", MARK)),
				Credentials.forwardedBearer(() -> MARK, false), KeptToken.credentials(MARK),
				Credentials.login((session) -> Credentials.apiKeyQuery("odd", MARK)),
				Credentials.login((session) -> Credentials.bearer(session.get("/refused").text())));
	}

	private String[] properties() throws IOException {
		String password = file("password", MARK + "-file");
		String netrc = file("netrc", "default login me password " + MARK + "-netrc");
		List<String> properties = new ArrayList<>();
		for (String auth : List.of("basic.auth.basic.username=me", "basic.auth.basic.password=" + MARK,
				"bearer.auth.bearer.token=" + MARK, "header.auth.api-key.name=X-Key",
				"header.auth.api-key.value=" + MARK, "query.auth.api-key.name=key", "query.auth.api-key.value=" + MARK,
				"query.auth.api-key.in=query", "digest.auth.digest.username=me", "digest.auth.digest.password=" + MARK,
				"file.auth.bearer.token-file=" + password, "files.auth.basic.username=me",
				"files.auth.basic.password-file=" + password, "netrc.auth.netrc.file=" + netrc,
				"cookies.headers.X-Secret=" + MARK, "cookies.params.secret=" + MARK, "cookies.headers.Cookie=a=" + MARK,
				"cookies.headers.Ocp-Subscription-Key=" + MARK, "cookies.headers.X-Odd=Bearer " + MARK,
				"cookies.params.sig=" + MARK, "cookies.health.path=/closed?key=" + MARK,
				"oauth2.health.path=/refused?key=" + MARK, "cookies.cookies.file=" + this.folder.resolve("jar"),
				"proxied.proxy.url=" + this.server.url(), "proxied.proxy.username=me", "proxied.proxy.password=" + MARK,
				"mounted.mounts[/mount].proxy.url=" + this.server.url(), "mounted.mounts[/mount].proxy.username=me",
				"mounted.mounts[/mount].proxy.password=" + MARK,
				"oauth2.auth.oauth2.token-uri=" + this.server.url("/token"), "oauth2.auth.oauth2.client-id=me",
				"oauth2.auth.oauth2.client-secret=" + MARK,
				"refused.auth.oauth2.token-uri=" + this.server.url("/no-token"), "refused.auth.oauth2.client-id=me",
				"refused.auth.oauth2.client-secret=" + MARK, "form.auth.login.uri=/form-login?key=" + MARK,
				"form.auth.login.form.user=" + MARK, "form.auth.login.form.pin=" + MARK,
				"form.auth.login.csrf-field=_csrf", "json.auth.login.uri=/json-login",
				"json.auth.login.json.pin=" + MARK, "json.auth.login.token.pointer=/token",
				"json.auth.login.token.header=X-Ticket", "wrong.auth.login.uri=/refused",
				"wrong.auth.login.form.pin=" + MARK, "aws.auth.aws.region=eu-west-1",
				"aws.auth.aws.service=execute-api")) {
			properties.add("sessions." + auth);
		}
		for (String name : List.of("basic", "bearer", "header", "query", "digest", "file", "files", "netrc", "cookies",
				"proxied", "mounted", "oauth2", "refused", "form", "json", "wrong", "aws")) {
			properties.add("sessions." + name + ".base-url=" + this.server.url());
		}
		properties.add("sessions.default.retry.backoff.delay=0");
		properties.add("sessions.default.limits.max-response-size=1KB");
		properties.add("sessions.default.log=body");
		return properties.toArray(String[]::new);
	}

	private String file(String name, String content) throws IOException {
		return Files.writeString(this.folder.resolve(name), content).toString();
	}

	/**
	 * The proxied session requests whole URLs from this server, with the same paths.
	 */
	private void script() {
		for (String root : List.of("", this.server.url())) {
			this.server.on(root + "/login", Reply.ok("in").cookie("sid=" + MARK + "; Path=/"))
				.on(root + "/form-login",
						(request, connection) -> Reply
							.ok(request.method().equals("GET") ? "<input name=_csrf value=" + MARK + ">" : "")
							.cookie("sid=" + MARK + "; Path=/")
							.send(request, connection))
				.on(root + "/json-login", Reply.json("{\"token\":\"" + MARK + "\"}"))
				.on(root + "/refused",
						Reply.status(401)
							.header("WWW-Authenticate", "Digest realm=\"x\", nonce=\"" + MARK + "\", qop=\"auth\"")
							.body(MARK))
				.on(root + "/foreign", Reply.redirect(302, this.foreign.url("/?token=" + MARK)))
				.on(root + "/text",
						Reply.json("{\"token\":\"" + MARK + "\",\"log\":\"Authorization: Basic " + MARK + "\"}")
							.header("Authentication-Info", "nextnonce=\"" + MARK + "\"")
							.header("Content-Location", "/text?token=" + MARK)
							.header("X-Api-Key", MARK))
				.on(root + "/form",
						Reply.ok("a=b&password=" + MARK).header("Content-Type", "application/x-www-form-urlencoded"))
				.on(root + "/xml",
						Reply.ok("<a key='" + MARK + "'><b:password>" + MARK + "</b:password></a>")
							.header("Content-Type", "application/xml"))
				.on(root + "/loop", Reply.redirect(302, "/loop?token=" + MARK))
				.on(root + "/userinfo", Reply.redirect(302, "http://me:" + MARK + "@127.0.0.1:1/"))
				.on(root + "/busy", Reply.status(503).body(MARK))
				.on(root + "/large", Reply.ok(MARK.repeat(1000)))
				.on(root + "/closed", Faults.closeWithoutAnswer())
				.on(root + "/truncated", Faults.truncatedBody())
				.on(root + "/garbage", (request, connection) -> {
					connection.send("HTTP/1.1 " + MARK + "\r\nSet-Cookie: sid=" + MARK + "\r\n\r\n");
					connection.close();
				})
				.on(root + "/head", (request, connection) -> {
					connection.send("HTTP/1.1 200 OK\r\n" + MARK + " is no header\r\n\r\n");
					connection.close();
				});
		}
		this.server
			.on("/token",
					Reply.json("{\"access_token\":\"" + MARK + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}"))
			.on("/no-token",
					Reply.status(400)
						.header("Content-Type", "application/json")
						.body("{\"error\":\"invalid_client\",\"error_description\":\"" + MARK + "\"}"))
			.otherwise(Reply.ok("ok"));
	}

	private void use(Session session, SessionsEndpoint endpoint) {
		for (String path : List.of("/login", "/ok", "/text", "/form", "/xml", "/refused", "/foreign", "/loop",
				"/userinfo", "/busy", "/large", "/closed", "/truncated", "/garbage", "/head")) {
			for (Face face : Face.values()) {
				tell(catchThrowable(() -> face.get(session, this.server.url(path) + "?token=" + MARK)));
			}
			tell(catchThrowable(() -> {
				Response response = session.get(path, (request) -> request.param("token", MARK).cookie("mine", MARK));
				this.told.add(response.toString());
				this.told.add(response.history().toString());
				this.told.add(response.links().toString());
				this.told.add(response.cookies().toString());
				response.raiseForStatus();
			}));
			this.told.add(endpoint.session(session.name()).recentFailures().toString());
		}
		for (String path : List.of("/ok", "/refused", "/busy", "/foreign", "/closed", "/large", "/mount")) {
			tell(catchThrowable(() -> session.post(path,
					(request) -> request.form("user", "me").form("password", MARK).param("code", MARK))));
			tell(catchThrowable(() -> session.put(path, (request) -> request.header("Authorization", "Bearer " + MARK)
				.json(Map.of("a", Map.of("clientSecret", List.of(MARK, MARK)), "b", "{\"pin\":\"" + MARK + "\"}")))));
		}
		for (String path : List.of("/ok", "/text", "/refused", "/truncated", "/mount")) {
			tell(catchThrowable(() -> session.stream(HttpMethod.GET, path + "?token=" + MARK, (request) -> {
			}, (response) -> this.told.add(response.toString()))));
			tell(catchThrowable(() -> session.download(path, this.folder.resolve("download"),
					(request) -> request.param("token", MARK))));
			tell(catchThrowable(() -> session.pages(path + "?token=" + MARK, (request) -> {
			}).forEach((page) -> this.told.add(page.toString()))));
		}
		tell(catchThrowable(() -> session.get("http://127.0.0.1:1/?token=" + MARK)));
		tell(catchThrowable(() -> session.get("http://me:" + MARK + "@127.0.0.1:1/")));
		tell(catchThrowable(() -> session.get("/x", (request) -> request.header("X-Secret", MARK + "\r\n"))));
		tell(catchThrowable(() -> session.get("/x", (request) -> request.cookie("sid", MARK + "\n"))));
		this.told.add(session.toString());
		this.told.add(session.cookies().toString());
		this.told.add(session.cookies().list().toString());
		this.told.add(session.pool().toString());
	}

	private void tellSettings() {
		for (Credentials credentials : List.of(Credentials.basic("me", MARK), Credentials.bearer(MARK),
				Credentials.bearer(() -> MARK), Credentials.apiKeyHeader("X-Key", MARK),
				Credentials.apiKeyQuery("key", MARK), Credentials.digest("me", MARK),
				Credentials.oauth2(this.server.url("/token"), "me", MARK),
				Credentials.signed((request) -> request.setHeader("X-Plain", MARK)))) {
			this.told.add(credentials.toString());
			this.told.add(SessionSettings.defaults().withCredentials(credentials).toString());
		}
		this.told.add(SessionSettings.defaults()
			.withProxy(SessionSettings.defaults().proxy().withUrl("http://p:1").withCredentials("me", MARK))
			.toString());
		tell(catchThrowable(() -> Credentials.basic("me:" + MARK, MARK)));
		tell(catchThrowable(() -> Credentials.bearer(MARK + "\n")));
		tell(catchThrowable(() -> SessionSettings.defaults().proxy().withUrl("http://me:" + MARK + "@p:1")));
		tell(catchThrowable(() -> Session.builder("x").baseUrl("http://me:" + MARK + "@h/")));
	}

	private void tellMeters(ApplicationContext context) {
		context.getBean(MeterRegistry.class).getMeters().forEach((meter) -> this.told.add(meter.getId().toString()));
	}

	/**
	 * Collect the output of the endpoint, including that of all its actions.
	 */
	private void tellEndpoint(ApplicationContext context) {
		SessionsEndpoint endpoint = context.getBean(SessionsEndpoint.class);
		this.told.add(JsonMapper.shared().writeValueAsString(endpoint.sessions()));
		for (String name : context.getBean(Sessions.class).names()) {
			this.told.add(JsonMapper.shared().writeValueAsString(endpoint.session(name)));
			this.told.add(endpoint.session(name).toString());
			for (String action : List.of("evict-idle", "clear-cookies", "renew-credential", MARK)) {
				tell(catchThrowable(() -> this.told.add(endpoint.act(name, action).toString())));
			}
			this.told.add(JsonMapper.shared().writeValueAsString(endpoint.session(name)));
		}
		context.getBean(SessionsHealthContributor.class)
			.forEach(
					(entry) -> this.told.add(((HealthIndicator) entry.contributor()).health().getDetails().toString()));
	}

	private void tellLogs() {
		for (ILoggingEvent event : this.events.list) {
			this.told.add(event.getFormattedMessage() + Arrays.toString(event.getArgumentArray()));
			if (event.getThrowableProxy() != null) {
				this.told.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
			}
		}
	}

	/**
	 * Collect the messages of an exception and its causes. The body of a response belongs
	 * to the caller.
	 */
	private void tell(Throwable thrown) {
		if (thrown != null && !(thrown instanceof RestClientResponseException)) {
			StringWriter text = new StringWriter();
			thrown.printStackTrace(new PrintWriter(text));
			this.told.add(text.toString());
		}
	}

}
