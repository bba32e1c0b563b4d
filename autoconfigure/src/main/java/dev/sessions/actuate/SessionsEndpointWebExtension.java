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

package dev.sessions.actuate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import dev.sessions.NoSuchSessionException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.BeansException;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.core.NestedExceptionUtils;

/**
 * Answers over HTTP what is wrong with a request, and what would be right.
 */
@EndpointWebExtension(endpoint = SessionsEndpoint.class)
public class SessionsEndpointWebExtension {

	private static final int CONFLICT = 409;

	private final SessionsEndpoint endpoint;

	/**
	 * Create the extension.
	 * @param endpoint the endpoint
	 */
	public SessionsEndpointWebExtension(SessionsEndpoint endpoint) {
		this.endpoint = endpoint;
	}

	/**
	 * One session.
	 * @param name its name, in any spelling
	 * @return the session; or the names that there are, with status 404; or why it cannot
	 * be created, with status 503
	 */
	@ReadOperation
	public WebEndpointResponse<Object> session(@Selector String name) {
		return answer(() -> this.endpoint.session(name));
	}

	/**
	 * Do something to a session.
	 * @param name its name, in any spelling
	 * @param action what to do
	 * @return what was done; or the actions that there are, with status 400; or why it
	 * cannot be done, with status 409
	 */
	@WriteOperation
	public WebEndpointResponse<Object> act(@Selector String name, @Nullable String action) {
		if (action == null || SessionAction.find(action).isEmpty()) {
			return error(WebEndpointResponse.STATUS_BAD_REQUEST, "There is no such action", SessionAction.known());
		}
		return answer(() -> this.endpoint.act(name, action));
	}

	private WebEndpointResponse<Object> answer(Supplier<Object> operation) {
		try {
			return new WebEndpointResponse<>(operation.get());
		}
		catch (NoSuchSessionException ex) {
			return error(WebEndpointResponse.STATUS_NOT_FOUND, "There is no session of this name", ex.getKnownNames());
		}
		catch (BeansException ex) {
			// its message quotes what the application threw, which may be anything
			return error(WebEndpointResponse.STATUS_SERVICE_UNAVAILABLE, "The session cannot be created: "
					+ NestedExceptionUtils.getMostSpecificCause(ex).getClass().getSimpleName(), List.of());
		}
		catch (IllegalStateException ex) {
			return error(CONFLICT, String.valueOf(ex.getMessage()), List.of());
		}
	}

	private static WebEndpointResponse<Object> error(int status, String error, Collection<String> known) {
		return new WebEndpointResponse<>(new ErrorDescriptor(error, new ArrayList<>(known)), status);
	}

	/**
	 * Why a request was refused.
	 *
	 * @param error why
	 * @param known what would be known, if the request named something that is not
	 */
	public record ErrorDescriptor(String error, List<String> known) {

	}

}
