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

package dev.sessions.fromrequests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.sessions.Credentials;
import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.autoconfigure.Yaml;
import dev.sessions.settings.LoginSettings;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of sessions that log in by themselves, with the YAML of the page.
 */
class LoggingInTests {

	private static final Path PAGE = Path.of("../docs/from-requests.md");

	private static final String FORM = "username=ann&password=s3cret";

	private static final Reply WELCOME = Reply.ok("your orders");

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start().otherwise(WELCOME);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SessionsAutoConfiguration.class))
		.withPropertyValues("sessions.shop.base-url=" + this.server.url(), "SHOP_PASSWORD=s3cret");

	@Test
	void logsInWithAForm() {
		this.server.on("/login", Reply.redirect(303, "/welcome").cookie("sid=1"));
		run("A form", (shop) -> {
			// tag::call[]
			Response orders = shop.get("/orders");
			// end::call[]
			assertThat(orders.text()).isEqualTo("your orders");
		});
		assertThat(paths()).containsExactly("/login", "/welcome", "/orders");
		assertThat(this.server.request("/login").text()).isEqualTo(FORM);
		assertThat(this.server.request("/orders").header("Cookie")).isEqualTo("sid=1");
	}

	@Test
	void logsInWithoutSpringBoot() {
		this.server.on("/login", Reply.redirect(303, "/welcome").cookie("sid=1"));
		String url = this.server.url();
		String password = "s3cret";
		// tag::builder[]
		LoginSettings login = LoginSettings.of("/login").withForm("username", "ann").withForm("password", password);
		Session shop = Session.builder("shop").baseUrl(url).auth(Credentials.login(login)).build();
		// end::builder[]
		assertThat(shop.get("/orders").text()).isEqualTo("your orders");
		assertThat(this.server.request("/login").text()).isEqualTo(FORM);
		shop.close();
	}

	@Test
	void logsInWithAHiddenField() {
		Reply page = Reply.ok("<form method=post><input type=hidden name=_csrf value=h1dden></form>")
			.header("Content-Type", "text/html")
			.cookie("pre=1");
		this.server.on("/login", page, Reply.redirect(303, "/welcome").cookie("sid=1"));
		run("A form with a hidden field", (shop) -> assertThat(shop.get("/orders").text()).isEqualTo("your orders"));
		assertThat(this.server.requests("/login")).extracting(ReceivedRequest::method).containsExactly("GET", "POST");
		assertThat(this.server.requests("/login").get(1).text()).isEqualTo(FORM + "&_csrf=h1dden");
		assertThat(this.server.requests("/login").get(1).header("Cookie")).isEqualTo("pre=1");
	}

	@Test
	void logsInForAToken() {
		this.server.on("/api/login", Reply.json("{\"access_token\":\"t0ken\",\"expires_in\":3600}"));
		run("A token", (shop) -> {
			assertThat(shop.get("/orders").text()).isEqualTo("your orders");
			assertThat(shop.get("/orders").text()).isEqualTo("your orders");
		});
		assertThat(paths()).containsExactly("/api/login", "/orders", "/orders");
		assertThat(this.server.request("/api/login").text()).isEqualTo("{\"user\":\"ann\",\"password\":\"s3cret\"}");
		assertThat(this.server.requests("/orders"))
			.allMatch((request) -> "Bearer t0ken".equals(request.header("Authorization")));
	}

	@Test
	void logsInAgain() {
		this.server
			.on("/login", Reply.ok("").cookie("sid=1"), Reply.ok("").cookie("sid=2"), Reply.ok("").cookie("sid=3"))
			.on("/orders", WELCOME, Reply.status(419), WELCOME, Reply.redirect(302, "/account/login?expired"), WELCOME);
		run("When the login expires", (shop) -> {
			for (int i = 0; i < 3; i++) {
				assertThat(shop.get("/orders").text()).isEqualTo("your orders");
			}
		});
		assertThat(this.server.requests("/orders")).extracting((request) -> request.header("Cookie"))
			.containsExactly("sid=1", "sid=1", "sid=2", "sid=2", "sid=3");
	}

	@Test
	void logsOut() {
		this.server.on("/login", Reply.ok("").cookie("sid=1"), Reply.ok("login page"), Reply.ok("").cookie("sid=2"))
			.on("/logout", Reply.redirect(302, "/login?logout"))
			.on("/orders", WELCOME, Reply.redirect(302, "/login"), WELCOME);
		run("A form", (shop) -> {
			shop.get("/orders");
			// tag::logout[]
			shop.post("/logout", (request) -> request.auth(null));
			// end::logout[]
			assertThat(shop.get("/orders").text()).isEqualTo("your orders");
		});
		assertThat(paths()).containsExactly("/login", "/orders", "/logout", "/login", "/orders", "/login", "/orders");
		assertThat(this.server.request("/logout").header("Cookie")).isEqualTo("sid=1");
	}

	@Test
	void logsInWithApplicationCode() {
		this.server.on("/challenge", Reply.ok("42"))
			.on("/tokens", Reply.json("{\"token\":\"t1\"}"), Reply.json("{\"token\":\"t2\"}"))
			.on("/orders", Reply.status(401), WELCOME);
		this.runner.withUserConfiguration(LoginByCode.class)
			.run((context) -> assertThat(context.getBean("shop", Session.class).get("/orders").text())
				.isEqualTo("your orders"));
		assertThat(this.server.requests("/tokens")).extracting(ReceivedRequest::text)
			.containsExactly("user=ann&answer=signed+42", "user=ann&answer=signed+42");
		assertThat(this.server.requests("/orders")).extracting((request) -> request.header("Authorization"))
			.containsExactly("Bearer t1", "Bearer t2");
	}

	@Test
	void everyYamlOfThePageConfiguresASession() throws IOException {
		List<String> yaml = Pattern.compile("^```yaml\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
			.matcher(Files.readString(PAGE))
			.results()
			.map((block) -> block.group(1))
			.toList();
		assertThat(yaml).hasSizeGreaterThan(8)
			.allSatisfy((block) -> withYaml(block)
				.run((context) -> assertThat(context).hasNotFailed().getBeans(Session.class).isNotEmpty()));
	}

	private List<String> paths() {
		return this.server.requests().stream().map(ReceivedRequest::path).toList();
	}

	/**
	 * Run a task with the session that the YAML below a heading of the page configures,
	 * at the server of this test.
	 */
	private void run(String heading, SessionConsumer use) {
		withYaml(yaml(heading)).run((context) -> use.accept(context.getBean("shop", Session.class)));
	}

	private ApplicationContextRunner withYaml(String yaml) {
		return this.runner.withInitializer(Yaml.of(yaml));
	}

	private static String yaml(String heading) {
		try {
			Matcher block = Pattern
				.compile("^### " + heading + "\\n.*?^```yaml\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
				.matcher(Files.readString(PAGE));
			assertThat(block.find()).as(heading).isTrue();
			return block.group(1);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Uses a session.
	 */
	interface SessionConsumer {

		void accept(Session shop);

	}

	/**
	 * A login in application code.
	 */
	@Configuration(proxyBeanMethods = false)
	static class LoginByCode {

		// tag::code[]
		@Bean
		@Qualifier("shop")
		Credentials shopLogin() {
			return Credentials.login((session) -> {
				String challenge = session.get("/challenge").text();
				Response response = session.post("/tokens",
						(request) -> request.form("user", "ann").form("answer", sign(challenge)));
				return Credentials.bearer(response.as(Token.class).token());
			});
		}
		// end::code[]

		private static String sign(String challenge) {
			return "signed " + challenge;
		}

	}

	/**
	 * The response to the login.
	 *
	 * @param token the token
	 */
	record Token(String token) {

	}

}
