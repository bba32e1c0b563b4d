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

package dev.sessions.testsupport;

import java.io.IOException;
import java.util.List;
import java.util.Map;
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

import org.springframework.mock.web.MockServletContext;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;

/**
 * Tomcat with a servlet behind Spring Security, on a free port of the loopback interface.
 * The servlet responds with the name of the user.
 */
public final class SecuredTomcat implements AutoCloseable {

	private final AnnotationConfigWebApplicationContext application = new AnnotationConfigWebApplicationContext();

	private final Tomcat tomcat = new Tomcat();

	private final Context context;

	private final List<String> requests = new CopyOnWriteArrayList<>();

	/**
	 * Start Tomcat.
	 * @param directory a directory for its files
	 * @param security the configuration of Spring Security
	 * @param beans additional beans by name
	 * @throws LifecycleException if it cannot be started
	 */
	public SecuredTomcat(String directory, Class<?> security, Map<String, ?> beans) throws LifecycleException {
		this.application.addBeanFactoryPostProcessor((factory) -> beans.forEach(factory::registerSingleton));
		this.application.setServletContext(new MockServletContext());
		this.application.register(security);
		this.application.refresh();
		this.tomcat.setBaseDir(directory);
		this.tomcat.setHostname("127.0.0.1");
		this.tomcat.setPort(0);
		this.tomcat.getConnector().setProperty("address", "127.0.0.1");
		this.context = this.tomcat.addContext("", directory);
		this.context.setRequestCharacterEncoding("UTF-8");
		addFilter((request, response, chain) -> {
			if (request instanceof HttpServletRequest http) {
				this.requests.add(http.getMethod() + " " + http.getRequestURI());
			}
			chain.doFilter(request, response);
		}, "recorder");
		addFilter(this.application.getBean("springSecurityFilterChain", Filter.class), "security");
		Tomcat.addServlet(this.context, "api", new Api()).addMapping("/");
		this.tomcat.start();
	}

	private void addFilter(Filter filter, String name) {
		FilterDef definition = new FilterDef();
		definition.setFilterName(name);
		definition.setFilter(filter);
		definition.setAsyncSupported("true");
		this.context.addFilterDef(definition);
		FilterMap mapping = new FilterMap();
		mapping.setFilterName(name);
		mapping.addURLPattern("/*");
		this.context.addFilterMap(mapping);
	}

	/**
	 * A URL of the server.
	 * @param path the path
	 * @return the URL
	 */
	public String url(String path) {
		return "http://127.0.0.1:" + this.tomcat.getConnector().getLocalPort() + path;
	}

	/**
	 * The requests that arrived.
	 * @return their methods and paths, which the caller may clear
	 */
	public List<String> requests() {
		return this.requests;
	}

	/**
	 * Expire all sessions, as their timeout does.
	 */
	public void expireSessions() {
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

}
