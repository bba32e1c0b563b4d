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

package dev.sessions.sample.upstream;

import org.springframework.context.annotation.Bean;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The configuration of the embedded APIs. It is not a {@code @Configuration}, and the
 * APIs are not controllers, so that the component scan of the application does not find
 * them.
 */
@EnableWebMvc
class UpstreamConfiguration {

	@Bean
	RouterFunction<ServerResponse> shopApi(ShopLogins logins) {
		return new ShopApi(logins).routes();
	}

	@Bean
	RouterFunction<ServerResponse> githubApi() {
		return new GithubApi().routes();
	}

	@Bean
	RouterFunction<ServerResponse> searchApi() {
		return new SearchApi().routes();
	}

	@Bean
	RouterFunction<ServerResponse> flakyApi() {
		return new FlakyApi().routes();
	}

	@Bean
	Tokens tokens() {
		return new Tokens();
	}

	@Bean
	RouterFunction<ServerResponse> tokenEndpoint(Tokens tokens) {
		return tokens.routes();
	}

	@Bean
	RouterFunction<ServerResponse> billingApi(Tokens tokens) {
		return new BillingApi(tokens).routes();
	}

	@Bean
	RouterFunction<ServerResponse> partnerApi(Partner partner) {
		return partner.routes();
	}

	@Bean
	RouterFunction<ServerResponse> partnerLogin() {
		return new PartnerLogin().routes();
	}

}
