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

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.sessions.RequestHook;
import dev.sessions.ResponseHook;
import dev.sessions.RetryListener;
import dev.sessions.Session;
import dev.sessions.SessionCustomizer;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.context.support.SimpleThreadScope;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RequestHook} and {@link ResponseHook} beans.
 */
class HookBeanTests {

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(SessionsAutoConfiguration.class))
		.withPropertyValues("sessions.default.base-url=" + this.server.url(), "sessions.my-api.compression=true",
				"sessions.other.compression=true");

	@BeforeEach
	void answer() {
		this.server.otherwise(Reply.ok("ok"));
	}

	@Test
	void qualifiedHooksApplyToTheirSessionAndOthersToAll() {
		this.runner.withUserConfiguration(RequestHooksConfiguration.class).run((context) -> {
			context.getBean("my-api", Session.class).get("/mine");
			context.getBean("other", Session.class).get("/other");
			assertThat(this.server.request("/mine").headers("X-Hook")).containsExactly("first my-api", "second",
					"third my-api", "customizer");
			assertThat(this.server.request("/other").headers("X-Hook")).containsExactly("first other", "third other",
					"customizer");
		});
	}

	@Test
	void hooksInScopeAreUsedWithinIt() {
		AtomicBoolean active = new AtomicBoolean();
		SimpleThreadScope scope = new SimpleThreadScope() {

			@Override
			public Object get(String name, ObjectFactory<?> objectFactory) {
				assertThat(active).isTrue();
				return super.get(name, objectFactory);
			}

		};
		this.runner.withInitializer((context) -> context.getBeanFactory().registerScope("tenant", scope))
			.withUserConfiguration(ScopedHooksConfiguration.class)
			.run((context) -> {
				assertThat(context).hasNotFailed();
				active.set(true);
				context.getBean("my-api", Session.class).get("/mine");
				context.getBean("other", Session.class).get("/other");
				assertThat(this.server.request("/mine").headers("X-Hook")).containsExactlyInAnyOrder("all", "mine");
				assertThat(this.server.request("/other").headers("X-Hook")).containsExactly("all");
			});
	}

	@Test
	void retryListenersAreFound() {
		List<String> told = new CopyOnWriteArrayList<>();
		this.server.otherwise(Reply.status(503), Reply.ok("ok"));
		this.runner.withPropertyValues("sessions.default.retry.backoff.delay=0")
			.withBean("all", RetryListener.class, () -> (event) -> told.add("all " + event.session()))
			.withBean("mine", RetryListener.class, () -> (event) -> told.add("mine " + event.session()),
					(definition) -> ((AbstractBeanDefinition) definition)
						.addQualifier(new AutowireCandidateQualifier(Qualifier.class, "my-api")))
			.run((context) -> {
				context.getBean("other", Session.class).get("/x");
				assertThat(told).containsExactly("all other");
			});
	}

	@Test
	void responseHooksAreFound() {
		this.runner.withUserConfiguration(ResponseHooksConfiguration.class).run((context) -> {
			context.getBean("my-api", Session.class).get("/mine");
			context.getBean("other", Session.class).get("/other");
			assertThat(context.getBean(ResponseHooksConfiguration.class).seen).containsExactly("mine", "all my-api",
					"all other");
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class RequestHooksConfiguration {

		@Bean({ "third", "alsoThird" })
		@Order(3)
		RequestHook third() {
			return (request) -> request.headers().add("X-Hook", "third " + request.session());
		}

		@Bean
		@Order(2)
		@Qualifier("myApi")
		RequestHook second() {
			return (request) -> request.headers().add("X-Hook", "second");
		}

		@Bean
		@Order(1)
		RequestHook first() {
			return (request) -> request.headers().add("X-Hook", "first " + request.session());
		}

		@Bean
		@Qualifier("unknown")
		RequestHook ofNoSession() {
			return (request) -> request.headers().add("X-Hook", "never");
		}

		@Bean
		SessionCustomizer customizer() {
			return (name, builder) -> builder.onRequest((request) -> request.headers().add("X-Hook", "customizer"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ScopedHooksConfiguration {

		@Bean
		@Scope(scopeName = "tenant", proxyMode = ScopedProxyMode.INTERFACES)
		RequestHook all() {
			return (request) -> request.headers().add("X-Hook", "all");
		}

		@Bean
		@Scope(scopeName = "tenant", proxyMode = ScopedProxyMode.INTERFACES)
		@Qualifier("my-api")
		RequestHook mine() {
			return (request) -> request.headers().add("X-Hook", "mine");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ResponseHooksConfiguration {

		private final List<String> seen = new ArrayList<>();

		@Bean
		@Order(1)
		@Qualifier("my-api")
		ResponseHook mine() {
			return (response) -> this.seen.add("mine");
		}

		@Bean
		@Order(2)
		ResponseHook all() {
			return (response) -> this.seen.add("all " + response.session());
		}

	}

}
