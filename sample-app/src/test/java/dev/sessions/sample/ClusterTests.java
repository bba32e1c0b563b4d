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

package dev.sessions.sample;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;

import dev.sessions.Cookie;
import dev.sessions.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the profile {@code cluster}: two instances, one Redis, and one login.
 */
@Timeout(180)
class ClusterTests {

	private static Redis redis;

	private static ConfigurableApplicationContext first;

	private static ConfigurableApplicationContext second;

	@BeforeAll
	static void start() throws IOException {
		redis = new Redis();
		int upstream = Programs.freePort();
		first = instance(upstream);
		second = instance(upstream);
	}

	private static ConfigurableApplicationContext instance(int upstream) {
		return SampleApplication.run("--spring.profiles.active=cluster", "--server.port=0",
				"--upstream.port=" + upstream, "--spring.data.redis.port=" + redis.port());
	}

	@AfterAll
	static void stop() throws IOException {
		for (ConfigurableApplicationContext instance : new ConfigurableApplicationContext[] { second, first }) {
			if (instance != null) {
				instance.close();
			}
		}
		if (redis != null) {
			redis.close();
		}
	}

	@Test
	void loginOnOneInstanceIsVisibleOnTheOther() throws IOException {
		try (Browser browser = new Browser()) {
			browser.resize(900, 700);
			browser.open(url(second) + "/cluster");
			browser.await(shows("login", "No user is logged in."));
			browser.open(url(first) + "/cluster");
			browser.await(shows("login", "No user is logged in."));
			browser.value("document.querySelector('[data-action=log-in]').click()");
			browser.await(shows("through", "The login was made on this instance."));
			browser.open(url(second) + "/cluster");
			browser.await(shows("login", "Ada Lovelace is logged in."));
			browser
				.await(shows("through", "The login was made on " + url(first) + ", and this instance has its cookie."));
			browser.await("document.querySelector('#settings').textContent.includes('PARTNERSESSION')");
			assertThat(browser.text("#settings")).contains("Store redis, available", "Encrypted yes");
			assertThat(browser.string("document.documentElement.textContent")).doesNotContain(secret(first));
			browser.screenshot("cluster");
			browser.value("document.querySelector('[data-action=log-out]').click()");
			browser.await(shows("login", "No user is logged in."));
			browser.open(url(first) + "/cluster");
			browser.await(shows("login", "No user is logged in."));
			assertThat(browser.errors()).isEmpty();
		}
	}

	@Test
	void nothingConnectsToRedisWithoutTheProfile() throws IOException {
		try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
				ConfigurableApplicationContext application = SampleApplication.run("--server.port=0",
						"--spring.data.redis.port=" + listening.getLocalPort());
				Session client = Session.builder("client").baseUrl(url(application)).build()) {
			for (String path : List.of("/profile", "/actuator/health", "/actuator/sessions/shop")) {
				assertThat(client.get(path).ok()).as(path).isTrue();
			}
			assertThat(client.get("/cluster").status().value()).isEqualTo(404);
			listening.setSoTimeout(1);
			assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(listening::accept);
		}
	}

	private static String url(ConfigurableApplicationContext instance) {
		return "http://localhost:" + instance.getEnvironment().getProperty("local.server.port");
	}

	private static String secret(ConfigurableApplicationContext instance) {
		List<Cookie> cookies = instance.getBean("partner", Session.class).cookies().list();
		assertThat(cookies).extracting(Cookie::name).containsExactly("PARTNERSESSION");
		return cookies.get(0).value();
	}

	private static String shows(String id, String text) {
		return "document.querySelector('#" + id + "').textContent == '" + text + "'";
	}

}
