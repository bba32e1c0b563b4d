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

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import javax.net.ssl.SSLException;

import dev.sessions.auth.NoCredentialException;
import dev.sessions.egress.BlockedTargetException;
import dev.sessions.limit.BodyTooLargeException;
import dev.sessions.limit.TimeoutSettings;
import dev.sessions.proxy.ProxyConnectException;
import dev.sessions.proxy.ProxyRefusedException;
import dev.sessions.proxy.ProxyTimeoutException;
import dev.sessions.resilience.RefusedCallException;
import dev.sessions.tls.BrokenHandshakeException;
import dev.sessions.tls.HandshakeFailure;
import dev.sessions.transport.Cancellation;
import dev.sessions.transport.ExchangeContext;
import dev.sessions.transport.ExchangeRequest;
import dev.sessions.transport.LeaseHolder;
import dev.sessions.transport.LookUpTimeoutException;
import dev.sessions.transport.ShuttingDownException;
import dev.sessions.transport.Transport;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.RedirectException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.pool.PoolStats;

import org.springframework.http.HttpMethod;

/**
 * From what HttpClient throws to what a caller of a session may want to tell apart.
 */
final class Failures {

	private static final int LONGEST_HOLDERS = 3;

	private final String session;

	private final Transport transport;

	Failures(String session, Transport transport) {
		this.session = session;
		this.transport = transport;
	}

	SessionException of(Exception ex, ExchangeRequest request, ExchangeContext call) {
		SessionException failure = translate(ex, request, call);
		this.transport.failed(request, call, failure);
		return failure;
	}

	/**
	 * What tells most to those who only look: the exception that the caller gets, or what
	 * is below it, if that has no type of its own.
	 */
	Exception named(Exception ex, ExchangeRequest request, ExchangeContext call) {
		SessionException failure = translate(ex, request, call);
		return failure.getClass().equals(SessionException.class) ? ex : failure;
	}

	private SessionException translate(Exception ex, ExchangeRequest request, ExchangeContext call) {
		FailedCall failed = new FailedCall(this.session, HttpMethod.valueOf(request.getMethod()),
				Answers.uriWithoutQuery(request, call), call.retries() + 1, Duration.ofNanos(call.elapsedNanos()));
		if (call.isSessionClosed()) {
			return new SessionClosedException(this.transport.isRefusing()
					? "the session was closed, as the application is shutting down" : "the session was closed", failed,
					ex);
		}
		if (ex instanceof ShuttingDownException) {
			return new SessionClosedException(String.valueOf(ex.getMessage()), failed, ex);
		}
		if (call.cancellation() == Cancellation.TIMEOUT) {
			String waited = (call.awaited() != null) ? ", in which it waited for " + call.awaited() : "";
			return new TotalTimeoutException("the call did not end within its total time" + waited, failed, ex);
		}
		if (call.cancellation() == Cancellation.INTERRUPTED) {
			return new SessionException("the call was interrupted", failed, ex);
		}
		if (ex instanceof BodyTooLargeException) {
			return new ResponseTooLargeException(String.valueOf(ex.getMessage()), failed, ex);
		}
		if (ex instanceof ClientProtocolException && ex.getCause() instanceof Exception protocolFailure) {
			return ofProtocol(protocolFailure, failed, request, call);
		}
		return ofConnection(ex, failed, request, call);
	}

	/**
	 * A page leads to one that was read before.
	 */
	SessionException loop(Response page) {
		return new SessionException("its next page is one that was read before", new FailedCall(this.session,
				HttpMethod.GET, Answers.withoutQuery(page.uri()), page.attempts(), page.elapsed()), null);
	}

	private static SessionException ofProtocol(Exception ex, FailedCall failed, ExchangeRequest request,
			ExchangeContext call) {
		String reason = String.valueOf(ex.getMessage());
		if (ex instanceof RedirectException) {
			List<Redirect> history = Answers.history(Answers.requestUri(request), call);
			return new TooManyRedirectsException(reason, failed, history, ex);
		}
		if (ex instanceof ProxyRefusedException refused) {
			return new ProxyException(reason, refused.proxy(), failed, ex);
		}
		if (ex instanceof BlockedTargetException blocked) {
			return new BlockedOriginException(reason, blocked.host(), failed, ex);
		}
		if (ex instanceof RefusedCallException refused) {
			return switch (refused.guard()) {
				case CIRCUIT_BREAKER -> new CircuitOpenException(reason, failed, ex);
				case RATE_LIMIT -> new RateLimitException(reason, failed, ex);
				case BULKHEAD -> new BulkheadFullException(reason, failed, ex);
			};
		}
		if (ex instanceof NoCredentialException) {
			return new CredentialsException(reason, failed, ex);
		}
		return new SessionException(reason + onceOnly(request.getEntity()), failed, ex);
	}

	private SessionException ofConnection(Exception ex, FailedCall failed, ExchangeRequest request,
			ExchangeContext call) {
		TimeoutSettings timeout = this.transport.settings(call).timeout();
		if (ex instanceof ConnectionRequestTimeoutException) {
			return new LeaseTimeoutException(noLease(call, timeout.lease()), failed, ex);
		}
		if (ex instanceof org.apache.hc.client5.http.ConnectTimeoutException) {
			String what = (ex instanceof ProxyTimeoutException || ex instanceof LookUpTimeoutException)
					? ex.getMessage() : "no connection could be opened";
			return new ConnectTimeoutException(what + " within " + millis(timeout.connect()), failed, ex);
		}
		if (ex instanceof ProxyConnectException proxyFailure) {
			return new ProxyException(String.valueOf(ex.getMessage()), proxyFailure.proxy(), failed, ex);
		}
		if (ex instanceof UnknownHostException) {
			return new ConnectFailedException("the host is unknown", failed, ex);
		}
		if (ex instanceof ConnectException || ex instanceof NoRouteToHostException) {
			String reason = (ex instanceof BrokenHandshakeException broken) ? "TLS failed: " + broken.getMessage()
					: "the connection was refused or the host cannot be reached";
			return new ConnectFailedException(reason, failed, ex);
		}
		if (ex instanceof SSLException failure) {
			return new ConnectFailedException("TLS failed: " + HandshakeFailure.explain(failure).getMessage(), failed,
					ex);
		}
		if (ex instanceof SocketTimeoutException) {
			Duration own = call.readTimeout();
			return new ReadTimeoutException("the server was silent for " + millis((own != null) ? own : timeout.read())
					+ onceOnly(request.getEntity()), failed, ex);
		}
		return new SessionException(FailureText.of(ex) + onceOnly(request.getEntity()), failed, ex);
	}

	private String noLease(ExchangeContext call, Duration waited) {
		PoolStats stats = this.transport.pool().getStats(call);
		String reason = "no connection was free within " + millis(waited) + " (leased " + stats.getLeased()
				+ ", available " + stats.getAvailable() + ", waiting " + stats.getPending() + ", max " + stats.getMax()
				+ "); see pool.max-connections and timeout.lease";
		List<LeaseHolder> longest = this.transport.pool().longestHolders(call, LONGEST_HOLDERS);
		return longest.isEmpty() ? reason : reason + "; held longest by "
				+ longest.stream().map(LeaseHolder::describe).collect(Collectors.joining(", "));
	}

	private static String onceOnly(HttpEntity body) {
		return (body != null && !body.isRepeatable())
				? "; it was not tried again: the request body can be read only once" : "";
	}

	private static String millis(Duration duration) {
		return duration.toMillis() + " ms";
	}

}
