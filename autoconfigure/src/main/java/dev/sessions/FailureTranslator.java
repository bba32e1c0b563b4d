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

import javax.net.ssl.SSLException;

import dev.sessions.internal.auth.NoCredentialException;
import dev.sessions.internal.call.Cancellation;
import dev.sessions.internal.call.ExchangeContext;
import dev.sessions.internal.call.Explanation;
import dev.sessions.internal.client.ShuttingDownException;
import dev.sessions.internal.client.Transport;
import dev.sessions.internal.decoding.BodyTooLargeException;
import dev.sessions.internal.egress.BlockedTargetException;
import dev.sessions.internal.net.LookUpTimeoutException;
import dev.sessions.internal.pool.PoolClosedException;
import dev.sessions.internal.proxy.PermanentProxyException;
import dev.sessions.internal.proxy.ProxyConnectException;
import dev.sessions.internal.proxy.ProxyTimeoutException;
import dev.sessions.internal.resilience.NotPermittedException;
import dev.sessions.internal.retry.RetryAfterHoldException;
import dev.sessions.internal.shared.StoreUnavailableException;
import dev.sessions.internal.text.FailureMessages;
import dev.sessions.internal.tls.BrokenHandshakeException;
import dev.sessions.internal.tls.HandshakeFailure;
import dev.sessions.settings.TimeoutSettings;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.RedirectException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpMethod;

/**
 * Translates the exceptions of HttpClient and of the policies to the exceptions of a
 * session.
 *
 * @param session the name of the session
 * @param transport the transport, whose listeners are notified of failures
 */
record FailureTranslator(String session, Transport transport) implements Explanation {

	/**
	 * Translate a failure for the caller, and report it to the transport's listeners. An
	 * unchecked exception is unchanged, unless the session was closed.
	 */
	RuntimeException translate(Exception ex, ExchangeContext call) {
		RuntimeException exception = translateOnce(ex, call);
		if (exception != ex) {
			this.transport.failed(call, 0, exception);
		}
		return exception;
	}

	/**
	 * Return the most specific exception, for observers: the exception that the caller
	 * receives, or its cause if there is no specific subclass.
	 */
	@Override
	public Exception of(Exception ex, ExchangeContext call) {
		RuntimeException exception = translateOnce(ex, call);
		return exception.getClass().equals(SessionException.class) ? ex : exception;
	}

	/**
	 * Translate a failure once, so that the log, the observation and the caller receive
	 * the same exception. HttpClient wraps protocol failures on the way to the caller.
	 */
	private RuntimeException translateOnce(Exception ex, ExchangeContext call) {
		if (ex instanceof RuntimeException unexpected && !call.isSessionClosed()) {
			return unexpected;
		}
		Exception failure = (ex instanceof ClientProtocolException && ex.getCause() instanceof HttpException cause)
				? cause : ex;
		RuntimeException exception = call.remembered(failure);
		if (exception == null) {
			exception = exception(failure, call);
			call.remember(failure, exception);
		}
		return exception;
	}

	private SessionException exception(Exception ex, ExchangeContext call) {
		FailedCall failed = new FailedCall(this.session, HttpMethod.valueOf(call.request().getMethod()),
				CallUris.uriWithoutQuery(call), call.attempts(), Duration.ofNanos(call.elapsedNanos()));
		SessionException closed = closed(ex, call, failed);
		if (closed != null) {
			return closed;
		}
		if (call.cancellation() == Cancellation.TIMEOUT) {
			String waited = (call.awaited() != null) ? ", while it waited for " + call.awaited() : "";
			return new TotalTimeoutException("the call did not end within its total time" + waited, failed, ex);
		}
		if (call.cancellation() == Cancellation.INTERRUPTED) {
			return new SessionException("the call was interrupted", failed, ex);
		}
		if (ex instanceof BodyTooLargeException) {
			return new ResponseTooLargeException(String.valueOf(ex.getMessage()), failed, ex);
		}
		return (ex instanceof HttpException) ? ofProtocol(ex, failed, call) : ofConnection(ex, failed, call);
	}

	private @Nullable SessionException closed(Exception ex, ExchangeContext call, FailedCall failed) {
		if (call.isSessionClosed()) {
			return closed(failed, ex);
		}
		if (ex instanceof ShuttingDownException) {
			return new SessionClosedException(String.valueOf(ex.getMessage()), failed, ex);
		}
		if (ex.getCause() instanceof PoolClosedException) {
			return new SessionClosedException("the session's connection manager was closed", failed, ex);
		}
		return null;
	}

	private SessionException closed(FailedCall failed, Exception ex) {
		return new SessionClosedException(this.transport.isShuttingDown()
				? "the session was closed, as the application is shutting down" : "the session was closed", failed, ex);
	}

	/**
	 * Return the failure of a download that broke and was not resumed, because it was
	 * interrupted or its session was closed during the wait.
	 */
	SessionException abandoned(SessionException broken, Duration elapsed, boolean closed) {
		FailedCall failed = new FailedCall(this.session, broken.method(), broken.uri(), broken.attempts(), elapsed);
		return closed ? closed(failed, broken) : new SessionException("the call was interrupted", failed, broken);
	}

	/**
	 * Return the failure for a page whose next page was read before.
	 */
	SessionException loop(Response page) {
		return new SessionException("its next page was read before", new FailedCall(this.session, HttpMethod.GET,
				CallUris.withoutQuery(page.uri()), page.attempts(), page.elapsed()), null);
	}

	private static SessionException ofProtocol(Exception ex, FailedCall failed, ExchangeContext call) {
		String reason = String.valueOf(ex.getMessage());
		if (ex instanceof RedirectException) {
			return new TooManyRedirectsException(reason, failed, CallUris.history(call), ex);
		}
		if (ex instanceof PermanentProxyException refused) {
			return new ProxyException(reason, refused.proxy(), failed, ex);
		}
		if (ex instanceof BlockedTargetException blocked) {
			return new BlockedOriginException(reason, blocked.host(), failed, ex);
		}
		if (ex instanceof NotPermittedException refused) {
			return switch (refused.feature()) {
				case CIRCUIT_BREAKER -> new CircuitOpenException(reason, failed, ex);
				case RATE_LIMIT -> new RateLimitException(reason, failed, ex);
				case BULKHEAD -> new BulkheadFullException(reason, failed, ex);
			};
		}
		if (ex instanceof StoreUnavailableException) {
			return new SharedStoreUnavailableException(reason, failed, ex);
		}
		if (ex instanceof NoCredentialException) {
			return new CredentialsException(reason, failed, ex);
		}
		return new SessionException(reason + onceOnly(call.request().getEntity()), failed, ex);
	}

	private SessionException ofConnection(Exception ex, FailedCall failed, ExchangeContext call) {
		TimeoutSettings timeout = this.transport.settings(call).timeout();
		if (ex instanceof ConnectionRequestTimeoutException) {
			return new LeaseTimeoutException(LeaseTimeoutMessage.of(this.transport.pool(), call, timeout.lease()),
					failed, ex);
		}
		SessionException unconnected = ofConnecting(ex, failed, timeout);
		if (unconnected != null) {
			return unconnected;
		}
		if (ex instanceof RetryAfterHoldException) {
			return new TotalTimeoutException(String.valueOf(ex.getMessage()), failed, ex);
		}
		if (ex instanceof SocketTimeoutException) {
			Duration own = call.readTimeout();
			return new ReadTimeoutException("the server was silent for " + millis((own != null) ? own : timeout.read())
					+ onceOnly(call.request().getEntity()), failed, ex);
		}
		return new SessionException(FailureMessages.of(ex) + onceOnly(call.request().getEntity()), failed, ex);
	}

	/**
	 * Return the failure to open a connection, or {@code null} for any other failure.
	 */
	private static @Nullable SessionException ofConnecting(Exception ex, FailedCall failed, TimeoutSettings timeout) {
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
		return null;
	}

	private static String onceOnly(HttpEntity body) {
		return (body != null && !body.isRepeatable()) ? "; it was not retried: the request body can be read only once"
				: "";
	}

	private static String millis(Duration duration) {
		return duration.toMillis() + " ms";
	}

}
