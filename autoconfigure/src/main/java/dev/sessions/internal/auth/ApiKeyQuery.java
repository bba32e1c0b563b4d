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

package dev.sessions.internal.auth;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

import dev.sessions.internal.text.UnicodeText;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;

/**
 * An API key as a query parameter. It is added after redirects are resolved, so no URI
 * that reaches a caller, a log or another origin contains it.
 */
public final class ApiKeyQuery implements Authorization {

	private final String nameAndEquals;

	private final String parameter;

	/**
	 * Create a credential from its encoded parameter.
	 * @param parameter the name, {@code =} and the value
	 */
	ApiKeyQuery(String parameter) {
		this.nameAndEquals = parameter.substring(0, parameter.indexOf('=') + 1);
		this.parameter = parameter;
	}

	/**
	 * Create a credential.
	 * @param name the name of the parameter
	 * @param value the key
	 * @return the credential
	 */
	public static ApiKeyQuery of(String name, String value) {
		return new ApiKeyQuery(encode(UnicodeText.require("The name of the API key's parameter", name)) + "="
				+ encode(UnicodeText.require("The API key", value)));
	}

	/**
	 * Return the encoded parameter.
	 */
	String parameter() {
		return this.parameter;
	}

	@Override
	public boolean authorize(HttpRequest request, HttpHost target) {
		String path = request.getPath();
		int query = path.indexOf('?');
		if (query < 0) {
			request.setPath(path + "?" + this.parameter);
		}
		else if (isSetByHand(path, query)) {
			return false;
		}
		else {
			boolean empty = query == path.length() - 1;
			request.setPath(path + (empty ? "" : "&") + this.parameter);
		}
		return true;
	}

	@Override
	public boolean isInPath() {
		return true;
	}

	private boolean isSetByHand(String path, int query) {
		return path.startsWith(this.nameAndEquals, query + 1) || path.indexOf("&" + this.nameAndEquals, query) >= 0;
	}

	private static String encode(String value) {
		return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
	}

	@Override
	public Object user() {
		return this.parameter;
	}

	@Override
	public String toString() {
		return "api-key";
	}

}
