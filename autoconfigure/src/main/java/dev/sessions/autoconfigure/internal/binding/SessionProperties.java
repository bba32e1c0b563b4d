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

package dev.sessions.autoconfigure.internal.binding;

import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.sessions.settings.LogDetail;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.NestedConfigurationProperty;

/**
 * The properties of a session. A property that is {@code null} is not set.
 *
 * @param baseUrl Absolute http(s) URL that paths are appended to.
 * @param headers Headers sent with each request that does not set them itself. An empty
 * value removes an inherited header.
 * @param params Query parameters sent with each request whose URI is relative to the base
 * URL and does not set them itself. An empty value removes an inherited parameter.
 * @param auth Credentials: one of basic, bearer, api-key, digest, netrc, oauth2, login
 * and aws.
 * @param cookies Cookie jar.
 * @param forks Forks that are kept by their keys.
 * @param shared What all instances of the application share.
 * @param timeout Timeouts of a call.
 * @param pool Connection pool.
 * @param retry When and how often a request is retried.
 * @param redirects Whether redirects are followed, and how many.
 * @param proxy Proxy that requests are sent through.
 * @param ssl TLS of connections.
 * @param compression Whether compressed responses are requested and decoded.
 * @param limits Size limits of responses.
 * @param circuitBreaker Circuit breaker that stops requests to a failing server.
 * @param rateLimit Limit of requests per period.
 * @param bulkhead Limit of concurrent calls.
 * @param mounts Settings of the requests below a prefix, written as "[/reports]" or
 * "[https://files.example.org]".
 * @param allowedHosts Hosts that may be reached in addition to the base URL's, each as
 * host or *.domain, with or without :port. An empty list allows the base URL's only.
 * Without the key, any host may be reached.
 * @param blockPrivateAddresses Whether only public addresses may be reached, whichever
 * host name resolves to them.
 * @param log How much of each call is logged, without secrets, by the session's logger
 * below dev.sessions.log.
 * @param health Health of the API.
 * @param groups Groups of HTTP service clients that this session backs, instead of the
 * group of its name.
 * @param primary Whether this session is injected by default.
 */
@ConfigurationProperties("sessions.default")
record SessionProperties(@Nullable String baseUrl, @Nullable Map<String, List<String>> headers,
		@Nullable Map<String, List<String>> params, @NestedConfigurationProperty @Nullable AuthProperties auth,
		@NestedConfigurationProperty @Nullable CookieProperties cookies,
		@NestedConfigurationProperty @Nullable ForkProperties forks,
		@NestedConfigurationProperty @Nullable SharedProperties shared,
		@NestedConfigurationProperty @Nullable TimeoutProperties timeout,
		@NestedConfigurationProperty @Nullable PoolProperties pool,
		@NestedConfigurationProperty @Nullable RetryProperties retry,
		@NestedConfigurationProperty @Nullable RedirectProperties redirects,
		@NestedConfigurationProperty @Nullable ProxyProperties proxy,
		@NestedConfigurationProperty @Nullable SslProperties ssl, @Nullable Boolean compression,
		@NestedConfigurationProperty @Nullable LimitProperties limits,
		@NestedConfigurationProperty @Nullable CircuitBreakerProperties circuitBreaker,
		@NestedConfigurationProperty @Nullable RateLimitProperties rateLimit,
		@NestedConfigurationProperty @Nullable BulkheadProperties bulkhead,
		@Nullable Map<String, MountProperties> mounts, @Nullable Set<String> allowedHosts,
		@Nullable Boolean blockPrivateAddresses, @Nullable LogDetail log,
		@NestedConfigurationProperty @Nullable HealthProperties health, @Nullable Set<String> groups,
		@Nullable Boolean primary) implements TransportProperties {

	@Override
	public String toString() {
		return "SessionProperties[baseUrl=" + this.baseUrl + ", ******]";
	}

}
