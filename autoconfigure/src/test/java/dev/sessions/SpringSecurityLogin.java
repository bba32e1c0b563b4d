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

package dev.sessions;

import java.util.Map;

import dev.sessions.testsupport.SecuredTomcat;
import org.apache.catalina.LifecycleException;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/**
 * An application with Spring Security's default form login: its login page, CSRF tokens,
 * and a new session after each login.
 */
final class SpringSecurityLogin implements AutoCloseable {

	private final SecuredTomcat tomcat;

	SpringSecurityLogin(String directory) throws LifecycleException {
		this.tomcat = new SecuredTomcat(directory, SecurityConfiguration.class, Map.of());
	}

	String url() {
		return this.tomcat.url("");
	}

	/**
	 * The number of logins since the last reset.
	 */
	long logins() {
		return this.tomcat.requests().stream().filter("POST /login"::equals).count();
	}

	void forgetLogins() {
		this.tomcat.requests().clear();
	}

	/**
	 * Expire all sessions, as their timeout does.
	 */
	void expire() {
		this.tomcat.expireSessions();
	}

	@Override
	public void close() throws LifecycleException {
		this.tomcat.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebSecurity
	static class SecurityConfiguration {

		@Bean
		SecurityFilterChain securityFilterChain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.formLogin(Customizer.withDefaults())
				.build();
		}

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(
					User.withUsername("alice").password("{noop}s3cret-login").roles("USER").build());
		}

	}

}
