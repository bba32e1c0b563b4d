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

package dev.sessions.sample.github;

import java.io.IOException;

import dev.sessions.Session;
import dev.sessions.sample.report.Journal;
import dev.sessions.sample.report.Walk;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpGet;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.service.registry.ImportHttpServices;
import org.springframework.web.util.UriBuilderFactory;

/**
 * Requests the same resource through each face of one session. The faces share its base
 * URL, token, headers and connection.
 */
@Component
@Order(3)
@ImportHttpServices(group = "github", types = GithubUsers.class)
class FacesWalk implements Walk {

	private final Session github;

	private final GithubUsers usersOfGroup;

	private final String baseUrl;

	FacesWalk(Session github, GithubUsers usersOfGroup, @Value("${sessions.github.base-url}") String baseUrl) {
		this.github = github;
		this.usersOfGroup = usersOfGroup;
		this.baseUrl = baseUrl;
	}

	@Override
	public Session session() {
		return this.github;
	}

	@Override
	public String purpose() {
		return "sends its token through each face";
	}

	@Override
	public void walk(Journal journal) {
		journal.face("GET /user, RestClient", this::restClient);
		journal.face("GET /user, service(...)", this::service);
		journal.face("GET /user, @ImportHttpServices", this::httpServiceGroup);
		journal.face("GET /user, RestTemplate", this::restTemplate);
		journal.face("GET /user, HttpClient", this::httpClient);
	}

	private HttpStatusCode restClient() {
		return this.github.restClient().get().uri("/user").retrieve().toEntity(User.class).getStatusCode();
	}

	private HttpStatusCode service() {
		return this.github.service(GithubUsers.class).current().getStatusCode();
	}

	private HttpStatusCode httpServiceGroup() {
		return this.usersOfGroup.current().getStatusCode();
	}

	private HttpStatusCode restTemplate() {
		RestTemplate template = new RestTemplate(this.github.unwrap(ClientHttpRequestFactory.class));
		template.setUriTemplateHandler(this.github.unwrap(UriBuilderFactory.class));
		return template.getForEntity("/user", User.class).getStatusCode();
	}

	private HttpStatusCode httpClient() throws IOException {
		return this.github.unwrap(HttpClient.class)
			.execute(new HttpGet(this.baseUrl + "/user"), (response) -> HttpStatusCode.valueOf(response.getCode()));
	}

}
