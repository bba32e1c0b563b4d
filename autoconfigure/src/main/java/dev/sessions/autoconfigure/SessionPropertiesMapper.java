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

package dev.sessions.autoconfigure;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.sessions.SessionSettings;
import dev.sessions.auth.Origin;
import dev.sessions.cookie.CookieSettings;
import dev.sessions.limit.LimitSettings;
import dev.sessions.limit.TimeoutSettings;
import dev.sessions.redirect.RedirectSettings;
import dev.sessions.retry.Backoff;
import dev.sessions.retry.RetryBudgetSettings;
import dev.sessions.retry.RetrySettings;
import dev.sessions.transport.PoolSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.http.HttpHeaders;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/**
 * Maps the properties of a session to its settings, but for the credentials and proxies.
 * What is not set stays as it is.
 */
final class SessionPropertiesMapper {

	/**
	 * A token by RFC 9110, section 5.6.2.
	 */
	private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

	private static final Pattern LINE_BREAK = Pattern.compile("[\\r\\n\\x00]");

	private final String session;

	private final PropertyOrigins origins;

	/**
	 * A mapper for one session.
	 * @param session the session's name
	 * @param origins finds where a wrong value was written
	 */
	SessionPropertiesMapper(String session, PropertyOrigins origins) {
		this.session = session;
		this.origins = origins;
	}

	SessionSettings map(SessionProperties properties, SessionSettings base) {
		AuthProperties auth = properties.getAuth();
		SessionSettings settings = base;
		settings = set(settings, "base-url", properties.getBaseUrl(), this::withBaseUrl);
		settings = settings.withHeaders(headers(properties.getHeaders(), base.headers()));
		settings = settings.withParams(params(properties.getParams(), base.params()));
		settings = set(settings, "auth.allowed-origins", auth.getAllowedOrigins(), this::withAllowedOrigins);
		settings = settings.withCookies(map(properties.getCookies(), base.cookies()));
		settings = settings.withTimeout(map(properties.getTimeout(), base.timeout()));
		settings = settings.withPool(map(properties.getPool(), base.pool()));
		settings = settings.withRetry(map(properties.getRetry(), base.retry()));
		settings = settings.withRedirects(map(properties.getRedirects(), base.redirects()));
		settings = set(settings, "compression", properties.getCompression(), SessionSettings::withCompression);
		settings = settings.withLimits(map(properties.getLimits(), base.limits()));
		return settings;
	}

	private SessionSettings withBaseUrl(SessionSettings settings, String text) {
		requireResolved("base-url", text);
		try {
			return settings.withBaseUrl(new URI(text.trim()));
		}
		catch (URISyntaxException ex) {
			throw invalid("base-url", "is not a valid URL", "Write a URL such as https://api.example.org/v1.");
		}
		catch (IllegalArgumentException ex) {
			boolean lacksScheme = text.matches("[\\w.-]+(:\\d+)?(/[\\w./-]*)?");
			throw invalid("base-url", ex, lacksScheme ? "Did you mean https://" + text.trim() + "?"
					: "Write a URL such as https://api.example.org/v1.");
		}
	}

	private SessionSettings withAllowedOrigins(SessionSettings settings, Set<String> origins) {
		origins.forEach((origin) -> {
			requireResolved("auth.allowed-origins", origin);
			Origin.parse(origin);
		});
		return settings.withAllowedOrigins(origins);
	}

	private HttpHeaders headers(@Nullable Map<String, List<String>> values, HttpHeaders base) {
		HttpHeaders headers = HttpHeaders.copyOf(base);
		NamedValues.merge(values).forEach((name, value) -> {
			String key = keyOf("headers", name);
			requireResolved(key, value);
			if (!HEADER_NAME.matcher(name).matches()) {
				throw invalid(key, "cannot be sent: no header has such a name", "Correct the name.");
			}
			if (value.stream().anyMatch((one) -> LINE_BREAK.matcher(one).find())) {
				throw invalid(key, "cannot be sent: a line break is in it", "Correct the value.");
			}
			headers.remove(name);
			String header = NamedValues.isVariable(name) ? name.replace('.', '-') : name;
			value.forEach((one) -> headers.add(header, one));
		});
		return headers;
	}

	private MultiValueMap<String, String> params(@Nullable Map<String, List<String>> values,
			MultiValueMap<String, String> base) {
		MultiValueMap<String, String> params = new LinkedMultiValueMap<>(base);
		NamedValues.merge(values).forEach((name, value) -> {
			requireResolved(keyOf("params", name), value);
			params.remove(name);
			value.forEach((one) -> params.add(name, one));
		});
		return params;
	}

	private static String keyOf(String map, String name) {
		String key = map + "." + name.toLowerCase(Locale.ROOT);
		return ConfigurationPropertyName.isValid(key) ? key : map + "[" + name + "]";
	}

	private CookieSettings map(CookieProperties properties, CookieSettings base) {
		CookieSettings settings = base;
		settings = set(settings, "cookies.enabled", properties.getEnabled(), CookieSettings::withEnabled);
		settings = set(settings, "cookies.max-count", properties.getMaxCount(), CookieSettings::withMaxCount);
		settings = set(settings, "cookies.file", properties.getFile(), this::withFile);
		return settings;
	}

	private CookieSettings withFile(CookieSettings settings, String text) {
		requireResolved("cookies.file", text);
		return settings.withFile(Path.of(text.trim()));
	}

	private TimeoutSettings map(TimeoutProperties properties, TimeoutSettings base) {
		TimeoutSettings settings = base;
		settings = set(settings, "timeout.connect", properties.getConnect(), TimeoutSettings::withConnect);
		settings = set(settings, "timeout.read", properties.getRead(), TimeoutSettings::withRead);
		settings = set(settings, "timeout.lease", properties.getLease(), TimeoutSettings::withLease);
		settings = set(settings, "timeout.total", properties.getTotal(), TimeoutSettings::withTotal);
		return settings;
	}

	private PoolSettings map(PoolProperties properties, PoolSettings base) {
		PoolSettings settings = base;
		settings = set(settings, "pool.max-connections", properties.getMaxConnections(),
				PoolSettings::withMaxConnections);
		settings = set(settings, "pool.max-connections-per-route", properties.getMaxConnectionsPerRoute(),
				PoolSettings::withMaxConnectionsPerRoute);
		settings = set(settings, "pool.max-lifetime", properties.getMaxLifetime(), PoolSettings::withMaxLifetime);
		settings = set(settings, "pool.max-idle-time", properties.getMaxIdleTime(), PoolSettings::withMaxIdleTime);
		settings = set(settings, "pool.keep-alive", properties.getKeepAlive(), PoolSettings::withKeepAlive);
		settings = set(settings, "pool.validate-after-inactivity", properties.getValidateAfterInactivity(),
				PoolSettings::withValidateAfterInactivity);
		settings = set(settings, "pool.warm-up", properties.getWarmUp(), PoolSettings::withWarmUp);
		return settings;
	}

	private RetrySettings map(RetryProperties properties, RetrySettings base) {
		RetrySettings settings = base;
		settings = set(settings, "retry.max-attempts", properties.getMaxAttempts(), RetrySettings::withMaxAttempts);
		settings = set(settings, "retry.methods", properties.getMethods(),
				(target, methods) -> target.withMethods(upperCase(methods)));
		settings = set(settings, "retry.statuses", properties.getStatuses(), RetrySettings::withStatuses);
		settings = settings.withBackoff(map(properties.getBackoff(), base.backoff()));
		settings = set(settings, "retry.max-retry-after", properties.getMaxRetryAfter(),
				RetrySettings::withMaxRetryAfter);
		settings = set(settings, "retry.share-retry-after", properties.getShareRetryAfter(),
				RetrySettings::withShareRetryAfter);
		settings = settings.withBudget(map(properties.getBudget(), base.budget()));
		return settings;
	}

	private static Set<String> upperCase(Set<String> methods) {
		return methods.stream().map((method) -> method.trim().toUpperCase(Locale.ROOT)).collect(Collectors.toSet());
	}

	private Backoff map(RetryProperties.Backoff properties, Backoff base) {
		Backoff backoff = base;
		backoff = set(backoff, "retry.backoff.multiplier", properties.getMultiplier(), Backoff::withMultiplier);
		backoff = set(backoff, "retry.backoff.jitter", properties.getJitter(), Backoff::withJitter);
		// Each of the delays bounds the other, so both change at once.
		Duration delay = (properties.getDelay() != null) ? properties.getDelay() : base.delay();
		Duration maxDelay = (properties.getMaxDelay() != null) ? properties.getMaxDelay() : base.maxDelay();
		boolean delayAlone = delay.isNegative() || properties.getMaxDelay() == null;
		return set(backoff, delayAlone ? "retry.backoff.delay" : "retry.backoff.max-delay", delay,
				(target, value) -> new Backoff(value, target.multiplier(), maxDelay, target.jitter()));
	}

	private RetryBudgetSettings map(RetryProperties.Budget properties, RetryBudgetSettings base) {
		RetryBudgetSettings settings = base;
		settings = set(settings, "retry.budget.ratio", properties.getRatio(), RetryBudgetSettings::withRatio);
		settings = set(settings, "retry.budget.min-per-second", properties.getMinPerSecond(),
				RetryBudgetSettings::withMinPerSecond);
		return settings;
	}

	private RedirectSettings map(RedirectProperties properties, RedirectSettings base) {
		RedirectSettings settings = base;
		settings = set(settings, "redirects.follow", properties.getFollow(), RedirectSettings::withFollow);
		settings = set(settings, "redirects.max", properties.getMax(), RedirectSettings::withMax);
		return settings;
	}

	private LimitSettings map(LimitProperties properties, LimitSettings base) {
		LimitSettings settings = base;
		settings = set(settings, "limits.max-response-size", properties.getMaxResponseSize(),
				LimitSettings::withMaxResponseSize);
		settings = set(settings, "limits.max-header-count", properties.getMaxHeaderCount(),
				LimitSettings::withMaxHeaderCount);
		settings = set(settings, "limits.max-line-length", properties.getMaxLineLength(),
				LimitSettings::withMaxLineLength);
		return settings;
	}

	private <S, V> S set(S settings, String key, @Nullable V value, BiFunction<S, V, S> with) {
		if (value == null) {
			return settings;
		}
		try {
			return with.apply(settings, value);
		}
		catch (IllegalArgumentException ex) {
			throw invalid(key, ex, "Correct the value, or remove the key to use the default.");
		}
	}

	private void requireResolved(String key, Iterable<String> values) {
		values.forEach((value) -> requireResolved(key, value));
	}

	private void requireResolved(String key, String value) {
		String placeholder = UnbindableValue.unresolvedPlaceholder(value);
		if (placeholder != null) {
			throw invalid(key, UnbindableValue.unresolvedFault(placeholder),
					UnbindableValue.unresolvedCure(placeholder));
		}
	}

	private InvalidSessionPropertyException invalid(String key, IllegalArgumentException ex, String cure) {
		String message = String.valueOf(ex.getMessage());
		String name = key.substring(key.lastIndexOf('.') + 1) + " ";
		return invalid(key, message.startsWith(name) ? message.substring(name.length()) : "is wrong: " + message, cure);
	}

	private InvalidSessionPropertyException invalid(String key, String fault, String cure) {
		return this.origins.invalid(this.session, key, fault, cure);
	}

}
