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

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

import dev.sessions.Cookie;
import dev.sessions.Credentials;
import dev.sessions.RequestSpec;
import dev.sessions.Response;
import dev.sessions.Session;
import dev.sessions.testsupport.Httpbin;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of the state that a session keeps between requests.
 */
class StateTests {

	@RegisterExtension
	static final Httpbin httpbin = new Httpbin();

	@AutoClose
	private Session example;

	@BeforeEach
	void build() {
		this.example = Session.builder("example").baseUrl(httpbin.url()).build();
	}

	@Test
	void readsCookies() {
		Session session = this.example;
		// tag::cookies[]
		Response response = session.get("/cookies/set?visit=7", (request) -> request.followRedirects(false));
		List<Cookie> ofThisResponse = response.cookies();
		String value = session.cookies().get("visit");
		// end::cookies[]
		assertThat(ofThisResponse).extracting(Cookie::name).containsExactly("visit");
		assertThat(value).isEqualTo("7");
	}

	@Test
	void sendsCookies() {
		Session session = this.example;
		String host = "127.0.0.1";
		// tag::send-cookies[]
		Response once = session.get("/cookies", (request) -> request.cookie("theme", "dark"));
		session.cookies().set("basket", "7", host, "/cookies");
		Response fromTheJar = session.get("/cookies");
		// end::send-cookies[]
		assertThat(once.as(Httpbin.OBJECT)).isEqualTo(Map.of("cookies", Map.of("theme", "dark")));
		assertThat(fromTheJar.as(Httpbin.OBJECT)).isEqualTo(Map.of("cookies", Map.of("basket", "7")));
	}

	@Test
	void hasDefaults() {
		Session session = this.example;
		// tag::defaults[]
		session.auth(Credentials.basic("user", "pass"));
		session.headers((headers) -> headers.set("X-Test", "true"));
		Response both = session.get("/headers", (request) -> request.header("X-Test2", "true"));
		Response without = session.get("/headers", (request) -> request.header("X-Test").auth(null));
		// end::defaults[]
		assertThat(both.text()).contains("Authorization", "\"X-Test\":\"true\"", "\"X-Test2\":\"true\"");
		assertThat(without.text()).doesNotContain("Authorization", "X-Test");
	}

	@Test
	void hasDefaultParameters() {
		String url = httpbin.url();
		// tag::default-parameters[]
		Session session = Session.builder("example").baseUrl(url).param("lang", "en").build();
		Response english = session.get("/get");
		Response german = session.get("/get", (request) -> request.param("lang", "de"));
		// end::default-parameters[]
		assertThat(english.uri()).hasQuery("lang=en");
		assertThat(german.uri()).hasQuery("lang=de");
		session.close();
	}

	@Test
	void isClosed() {
		String url = httpbin.url();
		// tag::close[]
		try (Session session = Session.builder("example").baseUrl(url).build()) {
			session.get("/cookies/set/visit/7");
		}
		// end::close[]
	}

	@Test
	void isForked() {
		Session session = this.example;
		// tag::fork[]
		Session ann = session.fork();
		Session ben = session.fork((changes) -> changes.header("X-Tenant", "ben"));
		ann.get("/cookies/set?user=ann");
		Response response = ben.get("/cookies");
		// end::fork[]
		assertThat(response.text()).doesNotContain("ann");
		assertThat(session.cookies().list()).isEmpty();
		assertThat(ann.cookies().get("user")).isEqualTo("ann");
	}

	@Test
	void preparesRequests() {
		Session session = this.example;
		// tag::prepared[]
		Consumer<RequestSpec> prepared = (request) -> request.header("X-Custom", "value").param("page", 1);
		Response response = session.send(HttpMethod.GET, "/get", prepared);
		// end::prepared[]
		assertThat(response.text()).contains("X-Custom");
	}

	@Test
	void sendsAnyMethod() {
		Session session = this.example;
		// tag::verbs[]
		Response patch = session.patch("/patch", (request) -> request.json(Map.of("body", "text")));
		Response report = session.send(HttpMethod.valueOf("REPORT"), "/anything");
		// end::verbs[]
		assertThat(patch.ok()).isTrue();
		assertThat(report.headers().getAllow()).contains(HttpMethod.PATCH);
	}

	@Test
	void isUsedByManyThreads() throws Exception {
		Session session = this.example;
		ExecutorService executor = Executors.newFixedThreadPool(4);
		try {
			// tag::threads[]
			List<Callable<Response>> calls = List.of(() -> session.get("/get"), () -> session.get("/ip"));
			List<Future<Response>> responses = executor.invokeAll(calls);
			// end::threads[]
			for (Future<Response> response : responses) {
				assertThat(response.get().ok()).isTrue();
			}
		}
		finally {
			executor.shutdown();
		}
	}

}
