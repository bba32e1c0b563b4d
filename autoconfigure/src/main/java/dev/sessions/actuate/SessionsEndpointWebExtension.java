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
 * Maps the failures of {@link SessionsEndpoint} to HTTP responses that name the fault and
 * the valid values.
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
	 * Describe one session.
	 * @param name the name of the session, in any spelling
	 * @return the session; or the existing names, with status 404; or the reason why the
	 * session cannot be created, with status 503
	 */
	@ReadOperation
	public WebEndpointResponse<Object> session(@Selector String name) {
		return respond(() -> this.endpoint.session(name));
	}

	/**
	 * Perform an action on a session.
	 * @param name the name of the session, in any spelling
	 * @param action the action
	 * @return the outcome; or the existing actions, with status 400; or the reason why
	 * the session does not support the action, with status 409
	 */
	@WriteOperation
	public WebEndpointResponse<Object> act(@Selector String name, @Nullable String action) {
		if (action == null || SessionAction.find(action).isEmpty()) {
			return error(WebEndpointResponse.STATUS_BAD_REQUEST, "Unknown action", SessionAction.known());
		}
		return respond(() -> this.endpoint.act(name, action));
	}

	private WebEndpointResponse<Object> respond(Supplier<Object> operation) {
		try {
			return new WebEndpointResponse<>(operation.get());
		}
		catch (NoSuchSessionException ex) {
			return error(WebEndpointResponse.STATUS_NOT_FOUND, "There is no session of this name", ex.getKnownNames());
		}
		catch (BeansException ex) {
			// the message quotes an exception of the application, which may contain
			// anything
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
	 * The body of an error response.
	 *
	 * @param error the reason
	 * @param known the valid values, if the request contained an unknown one
	 */
	public record ErrorDescriptor(String error, List<String> known) {

	}

}
