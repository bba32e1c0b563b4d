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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;

import org.springframework.core.ParameterizedTypeReference;

/**
 * The real httpbin as packaged by Debian, on a port of the loopback interface. All test
 * classes that register this extension share one process, which ends with the last of
 * them. If httpbin is not installed, the classes are skipped, or fail with {@code
 * CI=true}.
 */
public final class Httpbin implements ExecutionCondition, BeforeAllCallback {

	/**
	 * The type of most of its responses.
	 */
	public static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {
	};

	/**
	 * Debian's Python, because Debian's modules work only with it.
	 */
	private static final String PYTHON = "/usr/bin/python3";

	private static final Path MODULE = Path.of("/usr/lib/python3/dist-packages/httpbin");

	private @Nullable ExternalProgram program;

	/**
	 * Evaluate the condition for the whole class, so that the reason is in the report.
	 */
	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		if (!Files.isDirectory(MODULE)) {
			try {
				ExternalProgram.missing("httpbin", "python3-httpbin");
			}
			catch (TestAbortedException ex) {
				return ConditionEvaluationResult.disabled(ex.getMessage());
			}
		}
		return ConditionEvaluationResult.enabled("httpbin is installed");
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		this.program = context.getRoot()
			.getStore(ExtensionContext.Namespace.create(Httpbin.class))
			.computeIfAbsent(Httpbin.class, (key) -> start(), ExternalProgram.class);
	}

	private static ExternalProgram start() {
		int port = ExternalProgram.freePort();
		try {
			return ExternalProgram.start(Files.createTempDirectory("httpbin"), port, PYTHON, "-m", "flask", "--app",
					"httpbin", "run", "--host", Loopback.address().getHostAddress(), "--port", "" + port);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * The origin of this server.
	 * @return {@code http://127.0.0.1:port}
	 */
	public String url() {
		return "http://127.0.0.1:" + port();
	}

	/**
	 * A URL at this server with its other host name, which makes it another origin.
	 * @param path the part after the port
	 * @return the URL
	 */
	public String localhost(String path) {
		return "http://localhost:" + port() + path;
	}

	private int port() {
		if (this.program == null) {
			throw new IllegalStateException("httpbin starts before the first test");
		}
		return this.program.port();
	}

	/**
	 * httpbin's description of a request.
	 *
	 * @param method the method, if the path does not imply it
	 * @param url the URL
	 * @param origin the address of the client
	 * @param args the query parameters
	 * @param headers the headers
	 * @param form the fields of a form
	 * @param files the files of a form
	 * @param data the body as text, or as a data URL if it is binary
	 * @param json the body as JSON
	 */
	public record Echo(@Nullable String method, String url, String origin, Map<String, Object> args,
			Map<String, String> headers, Map<String, Object> form, Map<String, Object> files, @Nullable String data,
			@Nullable Object json) {

	}

}
