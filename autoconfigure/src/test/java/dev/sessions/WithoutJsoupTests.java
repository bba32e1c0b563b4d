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

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

import dev.sessions.settings.LoginSettings;
import dev.sessions.testsupport.LoginServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of an application without jsoup on its class path: its classes are loaded again
 * by a class loader that hides jsoup.
 */
class WithoutJsoupTests {

	@Test
	void onlyHiddenFieldsNeedIt() throws Exception {
		try (LoginServer server = LoginServer.start()) {
			assertThat(run(server.url()))
				.isEqualTo("welcome ; csrf-field needs jsoup: add org.jsoup:jsoup to the class path");
		}
	}

	private static Object run(String url) throws Exception {
		URL[] classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !entry.contains("jsoup"))
			.map(WithoutJsoupTests::url)
			.toArray(URL[]::new);
		try (URLClassLoader loader = new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
			Class<?> application = loader.loadClass(Application.class.getName());
			return application.getDeclaredMethod("run", String.class).invoke(null, url);
		}
	}

	private static URL url(String entry) {
		try {
			return Path.of(entry).toUri().toURL();
		}
		catch (MalformedURLException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	/**
	 * Runs in the other class loader.
	 */
	public static final class Application {

		private Application() {
		}

		public static String run(String url) {
			LoginSettings login = LoginTests.FORM;
			try (Session session = Session.builder("shop").baseUrl(url).auth(Credentials.login(login)).build()) {
				String text = session.get("/x").text();
				try {
					return text + Credentials.login(login.withCsrfField("_csrf"));
				}
				catch (IllegalStateException ex) {
					return text + "; " + ex.getMessage();
				}
			}
		}

	}

}
