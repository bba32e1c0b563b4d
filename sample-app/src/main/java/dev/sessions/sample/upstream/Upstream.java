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

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServer;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;

/**
 * The embedded APIs on a free port of the loopback interface. Their host is {@code
 * localhost}; the partner that some of them redirect to is the same server at {@code
 * 127.0.0.1}, which is another origin.
 */
public final class Upstream implements AutoCloseable {

	private final Traffic traffic = new Traffic();

	private final ShopLogins shopLogins = new ShopLogins();

	private final Partner partner = new Partner();

	private final WebServer server;

	private Upstream(int port) {
		TomcatServletWebServerFactory factory = new TomcatServletWebServerFactory(port);
		factory.setAddress(InetAddress.getLoopbackAddress());
		// otherwise Tomcat closes each connection after a hundred requests
		factory.addConnectorCustomizers((connector) -> connector.setProperty("maxKeepAliveRequests", "-1"));
		this.server = factory.getWebServer(this::addServlet);
	}

	/**
	 * Start the APIs on a port, or on a free one if another instance already runs them
	 * there.
	 * @param port the port, or 0 for a free one
	 * @return the running APIs
	 */
	static Upstream start(int port) {
		Upstream upstream = new Upstream(isFree(port) ? port : 0);
		upstream.server.start();
		return upstream;
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

	private void addServlet(ServletContext servletContext) {
		AnnotationConfigWebApplicationContext context = new AnnotationConfigWebApplicationContext();
		context.register(UpstreamConfiguration.class);
		context.addBeanFactoryPostProcessor((beans) -> {
			beans.registerSingleton("shopLogins", this.shopLogins);
			beans.registerSingleton("partner", this.partner);
		});
		ServletRegistration.Dynamic servlet = servletContext.addServlet("upstream", new DispatcherServlet(context));
		servlet.addMapping("/");
		servlet.setLoadOnStartup(1);
		servletContext.addFilter("traffic", this.traffic).addMappingForUrlPatterns(null, false, "/*");
	}

	/**
	 * The base URL of the APIs.
	 * @return the URL
	 */
	public String url() {
		return "http://localhost:" + this.server.getPort();
	}

	/**
	 * The requests and connections that the APIs have received.
	 * @return a live view
	 */
	public Traffic traffic() {
		return this.traffic;
	}

	/**
	 * The logins of the shop.
	 * @return a live view
	 */
	public ShopLogins shopLogins() {
		return this.shopLogins;
	}

	/**
	 * The other origin, to which the APIs redirect.
	 * @return a live view
	 */
	public Partner partner() {
		return this.partner;
	}

	@Override
	public void close() {
		this.server.stop();
		this.server.destroy();
	}

}
