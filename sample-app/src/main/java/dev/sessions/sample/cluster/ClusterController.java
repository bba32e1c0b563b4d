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

package dev.sessions.sample.cluster;

import java.util.Map;
import java.util.function.Supplier;

import dev.sessions.Response;
import dev.sessions.Session;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClientException;

/**
 * The page of the cluster and the endpoints of its two buttons, which respond with the
 * state of the login. The required header prevents requests from other pages.
 */
@RestController
@RequestMapping("/cluster")
@Profile("cluster")
class ClusterController {

	private static final String BY_THE_PAGE = "X-Requested-With";

	private final Session partner;

	private final Environment environment;

	ClusterController(@Qualifier("partner") Session partner, Environment environment) {
		this.partner = partner;
		this.environment = environment;
	}

	@GetMapping(produces = MediaType.TEXT_HTML_VALUE)
	Resource page() {
		return new ClassPathResource("cluster.html");
	}

	@GetMapping("/state")
	ClusterState state() {
		return state(() -> this.partner.get("/login"));
	}

	@PostMapping(path = "/log-in", headers = BY_THE_PAGE)
	ClusterState logIn() {
		return state(() -> this.partner.post("/login",
				(request) -> request.json(Map.of("username", "ada", "password", "lovelace", "through", instance()))));
	}

	@PostMapping(path = "/log-out", headers = BY_THE_PAGE)
	ClusterState logOut() {
		return state(() -> this.partner.delete("/login"));
	}

	private ClusterState state(Supplier<Response> call) {
		try {
			return new ClusterState(instance(), login(call.get().raiseForStatus()), null);
		}
		catch (RestClientException ex) {
			return new ClusterState(instance(), null, ex.getMessage());
		}
	}

	private static ClusterState.@Nullable Login login(Response response) {
		return (response.status() == HttpStatus.NO_CONTENT) ? null : response.as(ClusterState.Login.class);
	}

	private String instance() {
		return "http://localhost:" + this.environment.getProperty("local.server.port");
	}

}
