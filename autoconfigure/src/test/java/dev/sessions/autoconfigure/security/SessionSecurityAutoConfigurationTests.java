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

package dev.sessions.autoconfigure.security;

import dev.sessions.ForkKeyResolver;
import dev.sessions.Session;
import dev.sessions.autoconfigure.FailedStart;
import dev.sessions.autoconfigure.SessionsAutoConfiguration;
import dev.sessions.autoconfigure.service.SessionHttpServiceAutoConfiguration;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.http.client.autoconfigure.service.HttpServiceClientPropertiesAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.restclient.autoconfigure.service.HttpServiceClientAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextHolderStrategy;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.registry.ImportHttpServices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@code forks.by: user}.
 */
class SessionSecurityAutoConfigurationTests {

	private static final String BY_USER = "sessions: { shop: { forks: { by: user } } }";

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start()
		.on("/login", Reply.ok("").cookie("sid=1; Path=/"))
		.otherwise(Reply.ok("ok"));

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(SessionsAutoConfiguration.class, SessionSecurityAutoConfiguration.class))
		.withPropertyValues("sessions.shop.base-url=" + this.server.url(), "sessions.shop.forks.by=user",
				"sessions.plain.base-url=" + this.server.url());

	@AfterEach
	void clearContext() {
		SecurityContextHolder.clearContext();
	}

	@Test
	void userOfSpringSecurityHasAFork() {
		this.runner.run((context) -> {
			Session shop = context.getBean("shop", Session.class);
			user("ann");
			shop.get("/login");
			assertThat(cookie(shop)).isEqualTo("sid=1");
			user("ben");
			assertThat(cookie(shop)).isNull();
			SecurityContextHolder.clearContext();
			assertThat(cookie(shop)).isNull();
			assertThat(cookie(shop.fork("ann"))).isEqualTo("sid=1");
		});
	}

	@Test
	void anonymousUserUsesTheSessionItself() {
		Authentication unauthenticated = new TestingAuthenticationToken("ann", "secret");
		unauthenticated.setAuthenticated(false);
		Authentication anonymous = new AnonymousAuthenticationToken("key", "anonymous",
				AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
		this.runner.run((context) -> {
			Session shop = context.getBean("shop", Session.class);
			for (Authentication authentication : new Authentication[] { unauthenticated, anonymous }) {
				SecurityContextHolder.setContext(new SecurityContextImpl(authentication));
				shop.get("/login");
				SecurityContextHolder.clearContext();
				assertThat(cookie(shop)).isEqualTo("sid=1");
				shop.cookies().clear();
			}
		});
	}

	@Test
	void sessionWithoutTheKeyIsSharedByAll() {
		this.runner.run((context) -> {
			Session plain = context.getBean("plain", Session.class);
			user("ann");
			plain.get("/login");
			user("ben");
			assertThat(cookie(plain)).isEqualTo("sid=1");
		});
	}

	@Test
	void declarativeClientIsThatOfTheUser() {
		this.runner
			.withConfiguration(AutoConfigurations.of(SessionHttpServiceAutoConfiguration.class,
					RestClientAutoConfiguration.class, HttpServiceClientPropertiesAutoConfiguration.class,
					HttpServiceClientAutoConfiguration.class))
			.withUserConfiguration(Clients.class)
			.run((context) -> {
				Shop shop = context.getBean(Shop.class);
				user("ann");
				shop.login();
				shop.orders();
				user("ben");
				shop.orders();
				assertThat(this.server.requests("/orders")).extracting((request) -> request.headers("Cookie").size())
					.containsExactly(1, 0);
			});
	}

	@Test
	void strategyBeanIsUsed() {
		SecurityContextHolderStrategy strategy = mock();
		given(strategy.getContext())
			.willReturn(new SecurityContextImpl(new TestingAuthenticationToken("ann", "secret", "USER")));
		this.runner.withBean(SecurityContextHolderStrategy.class, () -> strategy).run((context) -> {
			user("ben");
			assertThatKeyIs("ann", context.getBean("shop", Session.class));
		});
	}

	@Test
	void beanReplacesSpringSecurity() {
		this.runner.withBean(ForkKeyResolver.class, () -> () -> "tenant").run((context) -> {
			user("ann");
			assertThatKeyIs("tenant", context.getBean("shop", Session.class));
		});
	}

	@Test
	void qualifiedBeanAppliesToItsSession() {
		this.runner.withPropertyValues("sessions.other.forks.by=user", "sessions.other.base-url=" + this.server.url())
			.withUserConfiguration(Qualified.class, Scoped.class)
			.run((context) -> {
				assertThatKeyIs("of-shop", context.getBean("shop", Session.class));
				assertThatKeyIs("of-all", context.getBean("other", Session.class));
			});
	}

	@Test
	void qualifiedBeanOfAnotherSessionKeepsSpringSecurity() {
		this.runner.withPropertyValues("sessions.other.forks.by=user", "sessions.other.base-url=" + this.server.url())
			.withUserConfiguration(Qualified.class)
			.run((context) -> {
				user("ann");
				assertThatKeyIs("ann", context.getBean("other", Session.class));
			});
	}

	@Test
	void beanSufficesWithoutSpringSecurity() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.withBean(ForkKeyResolver.class, () -> () -> "tenant")
			.run((context) -> assertThatKeyIs("tenant", context.getBean("shop", Session.class)));
	}

	@Test
	void startFailsIfNothingNamesTheUser() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.security"))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("sessions.shop.forks.by"));
		FailureAnalysis analysis = FailedStart.with(BY_USER);
		assertThat(analysis.getDescription()).contains("sessions.shop.forks.by",
				"requires a ForkKeyResolver bean or Spring Security");
		assertThat(analysis.getAction()).contains("spring-security-core", ForkKeyResolver.class.getName());
	}

	@Test
	void startFailsIfSeveralBeansDo() {
		FailureAnalysis analysis = FailedStart.with(BY_USER, Scoped.class, Second.class);
		assertThat(analysis.getDescription()).contains("sessions.shop.forks.by", "more than one", "scoped, second");
		assertThat(analysis.getAction()).contains("Qualify one of them with shop");
	}

	@Test
	void otherValuesAreRefused() {
		FailureAnalysis analysis = FailedStart.with("sessions: { shop: { forks: { by: tenant } } }");
		assertThat(analysis.getDescription()).contains("sessions.shop.forks.by", "tenant");
		assertThat(analysis.getDescription() + analysis.getAction()).contains("user");
	}

	private void assertThatKeyIs(String key, Session session) {
		session.get("/login");
		assertThat(cookie(session)).isEqualTo("sid=1");
		session.forget(key);
		assertThat(cookie(session)).isNull();
	}

	private static void user(String name) {
		SecurityContextHolder
			.setContext(new SecurityContextImpl(new TestingAuthenticationToken(name, "secret", "USER")));
	}

	private @Nullable String cookie(Session session) {
		int before = this.server.requests().size();
		session.get("/request");
		ReceivedRequest request = this.server.requests().get(before);
		return request.hasHeader("Cookie") ? request.header("Cookie") : null;
	}

	@Configuration(proxyBeanMethods = false)
	static class Qualified {

		@Bean
		@Qualifier("shop")
		ForkKeyResolver ofShop() {
			return () -> "of-shop";
		}

	}

	/**
	 * A scoped bean has two definitions.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Scoped {

		@Bean
		@Scope(value = "prototype", proxyMode = ScopedProxyMode.INTERFACES)
		ForkKeyResolver scoped() {
			return () -> "of-all";
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Second {

		@Bean
		ForkKeyResolver second() {
			return () -> "second";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportHttpServices(group = "shop", types = Shop.class)
	static class Clients {

	}

	interface Shop {

		@GetExchange("/login")
		String login();

		@GetExchange("/orders")
		String orders();

	}

}
