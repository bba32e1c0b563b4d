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

package dev.sessions.internal.call;

import java.util.Collection;
import java.util.Objects;

import dev.sessions.internal.cookie.CookieJar;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * The overrides set by callers of a session's HttpClient: the {@code RequestConfig} of
 * the request, or else of its context, as in HttpClient's own client. Values equal to
 * HttpClient's defaults are left to the session. Options that a session does not support
 * per request are rejected.
 *
 * @param config the config, which differs from the default
 */
public record CallerConfig(RequestConfig config) {

	/**
	 * Read the overrides of a request.
	 * @param request the request
	 * @param context its context, or {@code null} for none
	 * @return the options of the call
	 * @throws IllegalArgumentException if an override is unsupported
	 */
	public static ExchangeOptions options(ClassicHttpRequest request, @Nullable HttpContext context) {
		HttpClientContext ofCaller = (context != null) ? HttpClientContext.cast(context) : null;
		RequestConfig wanted = (request instanceof Configurable configurable) ? configurable.getConfig() : null;
		if (ofCaller != null) {
			refuseUnusable(ofCaller);
			wanted = (wanted != null) ? wanted : ofCaller.getRequestConfig();
		}
		return (wanted == null || wanted == RequestConfig.DEFAULT) ? ExchangeOptions.NONE
				: ExchangeOptions.of(of(wanted));
	}

	private static CallerConfig of(RequestConfig config) {
		refuse(config.getProxy(), "proxy", "set the session's proxy.url");
		refuse(config.getUnixDomainSocket(), "unixDomainSocket", "a session connects by TCP");
		refuse(config.getCookieSpec(), "cookieSpec",
				"a session's cookies follow RFC 6265bis, and cookies.enabled switches them off");
		refuse(nullIfEmpty(config.getTargetPreferredAuthSchemes()), "targetPreferredAuthSchemes",
				"set the session's credentials");
		refuse(nullIfEmpty(config.getProxyPreferredAuthSchemes()), "proxyPreferredAuthSchemes",
				"set the session's proxy.username and proxy.password");
		refuse(config.isHardCancellationEnabled() ? null : Boolean.FALSE, "hardCancellationEnabled",
				"a session ends a call by closing its connection");
		return new CallerConfig(config);
	}

	private static void refuse(@Nullable Object value, String name, String cure) {
		if (value != null) {
			throw new IllegalArgumentException("The RequestConfig sets " + name + " to " + value
					+ ", which a session does not support for a single request: " + cure);
		}
	}

	private static @Nullable Collection<String> nullIfEmpty(@Nullable Collection<String> values) {
		return (values == null || values.isEmpty()) ? null : values;
	}

	private static void refuseUnusable(HttpClientContext context) {
		if (context.getCookieStore() != null && !(context.getCookieStore() instanceof CookieJar)) {
			throw unusable("a cookie store", "the session has its own cookies, and a Session.fork() has others");
		}
		if (context.getCredentialsProvider() != null || context.getAuthCache() != null
				|| !context.getAuthExchanges().isEmpty()) {
			throw unusable("credentials of its own", "set those of the session, or of a Session.fork()");
		}
	}

	private static IllegalArgumentException unusable(String what, String cure) {
		return new IllegalArgumentException("The context has " + what + ", which a session does not use: " + cure);
	}

	/**
	 * Whether the call carries the credentials of the session.
	 */
	boolean authenticates() {
		return this.config.isAuthenticationEnabled();
	}

	@Nullable Boolean followRedirects() {
		return this.config.isRedirectsEnabled() ? null : Boolean.FALSE;
	}

	@Nullable Integer maxRedirects() {
		int max = this.config.getMaxRedirects();
		return (max >= 0 && max != RequestConfig.DEFAULT.getMaxRedirects()) ? max : null;
	}

	boolean compresses() {
		return this.config.isContentCompressionEnabled();
	}

	/**
	 * Applies the overrides to the config of a call.
	 * @param builder the builder, preset with the session's settings
	 * @param longest the replacement for unlimited timeouts
	 */
	@SuppressWarnings("deprecation") // HttpClient's connect timeout of a single request
	void applyTo(RequestConfig.Builder builder, Timeout longest) {
		RequestConfig usual = RequestConfig.DEFAULT;
		if (differs(this.config.getConnectionRequestTimeout(), usual.getConnectionRequestTimeout())) {
			builder.setConnectionRequestTimeout(bounded(this.config.getConnectionRequestTimeout(), longest));
		}
		if (differs(this.config.getConnectTimeout(), usual.getConnectTimeout())) {
			builder.setConnectTimeout(bounded(this.config.getConnectTimeout(), longest));
		}
		if (differs(this.config.getResponseTimeout(), usual.getResponseTimeout())) {
			builder.setResponseTimeout(bounded(this.config.getResponseTimeout(), longest));
		}
		if (differs(this.config.getConnectionKeepAlive(), usual.getConnectionKeepAlive())) {
			builder.setConnectionKeepAlive(this.config.getConnectionKeepAlive());
		}
		builder.setExpectContinueEnabled(this.config.isExpectContinueEnabled());
	}

	private static boolean differs(@Nullable Object value, @Nullable Object usual) {
		return value != null && !Objects.equals(value, usual);
	}

	private static Timeout bounded(Timeout timeout, Timeout longest) {
		return timeout.isEnabled() ? timeout : longest;
	}

}
