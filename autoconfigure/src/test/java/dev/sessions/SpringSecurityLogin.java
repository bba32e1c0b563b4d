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

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Session;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.mock.web.MockServletContext;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

/**
 * An application with Spring Security's form login as it comes: its login page, CSRF
 * tokens, and a new session after each login.
 */
final class SpringSecurityLogin implements AutoCloseable {

	private final AnnotationConfigWebApplicationContext application = new AnnotationConfigWebApplicationContext();

	private final Tomcat tomcat = new Tomcat();

	private final Context context;

	private final List<String> logins = new CopyOnWriteArrayList<>();

	SpringSecurityLogin(String directory) throws LifecycleException {
		this.application.setServletContext(new MockServletContext());
		this.application.register(SecurityConfiguration.class);
		this.application.refresh();
		this.tomcat.setBaseDir(directory);
		this.tomcat.setHostname("127.0.0.1");
		this.tomcat.setPort(0);
		this.tomcat.getConnector().setProperty("address", "127.0.0.1");
		this.context = this.tomcat.addContext("", directory);
		addFilter(this.context, (request, response, chain) -> {
			if (request instanceof HttpServletRequest http && http.getRequestURI().equals("/login")
					&& http.getMethod().equals("POST")) {
				this.logins.add(String.valueOf(http.getParameter("username")));
			}
			chain.doFilter(request, response);
		}, "recorder");
		addFilter(this.context, this.application.getBean("springSecurityFilterChain", Filter.class), "security");
		Tomcat.addServlet(this.context, "api", new Api()).addMapping("/");
		this.tomcat.start();
	}

	private static void addFilter(Context context, Filter filter, String name) {
		FilterDef definition = new FilterDef();
		definition.setFilterName(name);
		definition.setFilter(filter);
		context.addFilterDef(definition);
		FilterMap mapping = new FilterMap();
		mapping.setFilterName(name);
		mapping.addURLPattern("/*");
		context.addFilterMap(mapping);
	}

	String url() {
		return "http://127.0.0.1:" + this.tomcat.getConnector().getLocalPort();
	}

	List<String> logins() {
		return this.logins;
	}

	/**
	 * End all sessions, as a time limit does.
	 */
	void expire() {
		for (Session session : this.context.getManager().findSessions()) {
			session.expire();
		}
	}

	@Override
	public void close() throws LifecycleException {
		this.tomcat.stop();
		this.tomcat.destroy();
		this.application.close();
	}

	private static final class Api extends HttpServlet {

		private static final long serialVersionUID = 1L;

		@Override
		protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
			response.getWriter().write(request.getMethod() + " by " + request.getUserPrincipal().getName());
		}

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
