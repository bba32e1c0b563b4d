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

import java.util.Map;
import java.util.function.Consumer;

import dev.sessions.Credentials;
import dev.sessions.MountBuilder;
import dev.sessions.SessionSettings;
import dev.sessions.settings.TransportSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.source.ConfigurationProperty;

/**
 * The configuration of one session.
 */
public final class SessionConfiguration {

	private final String name;

	private final SessionProperties properties;

	private final KeyPath path;

	private final SessionsEnvironment environment;

	private final SessionSettings base;

	private final SessionSettings withoutBundle;

	private volatile @Nullable Built built;

	/**
	 * Read and validate a configuration, except its credentials, which a bean may
	 * replace.
	 * @param name the session's name
	 * @param environment the environment that contains it
	 * @param base the settings that apply where nothing is configured
	 */
	public SessionConfiguration(String name, SessionsEnvironment environment, SessionSettings base) {
		this.name = name;
		this.properties = environment.bind(name);
		this.path = environment.path(name);
		this.environment = environment;
		this.base = base;
		this.withoutBundle = map(base);
		mounts().check(this.withoutBundle);
		new HealthPath(this.path).check(this.properties.health(), this.withoutBundle);
	}

	/**
	 * The session's name.
	 * @return the name
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Whether the session is injected by default.
	 * @return whether it is
	 */
	public boolean primary() {
		return Boolean.TRUE.equals(this.properties.primary());
	}

	/**
	 * Whether each call uses the fork of the current user.
	 * @return whether it does
	 */
	public boolean forksByUser() {
		return this.properties.forks() != null && this.properties.forks().by() == ForkBy.USER;
	}

	/**
	 * The configured settings, without credentials and the content of SSL bundles.
	 * @return the settings
	 */
	SessionSettings settings() {
		return this.withoutBundle;
	}

	private SessionSettings map(SessionSettings base) {
		return new SessionPropertiesMapper(this.path).map(this.properties,
				base.withTransport(transport(base.transport())));
	}

	private TransportSettings transport(TransportSettings base) {
		return new TransportPropertiesMapper(this.path).map(this.properties, base)
			.withCookies(KeyTable.COOKIES.map(this.path, this.properties.cookies(), base.cookies()))
			.withProxy(
					new ProxyMapper(this.path, this.environment::variable).map(this.properties.proxy(), base.proxy()))
			.withSsl(new SslMapper(this.path).map(this.properties.ssl(), base.ssl()));
	}

	/**
	 * The configured settings, without credentials.
	 * @param bundles the SSL bundles
	 * @return the settings
	 */
	public SessionSettings settings(SslBundleMaterials bundles) {
		SslProperties ssl = this.properties.ssl();
		return (ssl != null && ssl.bundle() != null)
				? map(this.base.withSsl(new SslMapper(this.path).withBundle(ssl, this.base.ssl(), bundles)))
				: this.withoutBundle;
	}

	/**
	 * The changes of the configured mounts by their prefixes.
	 * @param bundles the SSL bundles
	 * @return the changes
	 */
	public Map<String, Consumer<MountBuilder>> mounts(SslBundleMaterials bundles) {
		return mounts().changes(bundles);
	}

	private MountsMapper mounts() {
		return new MountsMapper(this.path, this.properties.mounts(), this.environment::variable);
	}

	/**
	 * The configured credentials.
	 * @param beanFactory may have a bean with registered OAuth 2.0 clients
	 * @return the credentials, or {@code null} for none
	 */
	public @Nullable Credentials credentials(ConfigurableListableBeanFactory beanFactory) {
		AuthProperties auth = sendsCredentials() ? this.environment.bindCredentials(this.name) : null;
		return (auth != null) ? new CredentialsMapper(this.path, beanFactory).map(auth) : null;
	}

	/**
	 * Whether the configured credentials, if there are any, are sent.
	 */
	boolean sendsCredentials() {
		return this.properties.auth() == null || !Boolean.FALSE.equals(this.properties.auth().enabled());
	}

	/**
	 * Store the settings that the session is built from.
	 * @param settings the settings, before customizers change them
	 * @param replaced whether a bean replaced the credentials
	 */
	public void built(SessionSettings settings, boolean replaced) {
		this.built = new Built(settings, replaced);
	}

	/**
	 * The settings that the session was built from, or {@code null} if it was not built
	 * yet.
	 */
	@Nullable Built built() {
		return this.built;
	}

	SessionProperties properties() {
		return this.properties;
	}

	WrittenKeys written() {
		return this.environment.written(this.name);
	}

	@Nullable ConfigurationProperty find(String key) {
		return this.environment.find(key);
	}

	/**
	 * Create an exception for a key of this session.
	 * @param key the key below the name, or an empty text for the session itself
	 * @param fault the fault, to be read after the key
	 * @param cure how to fix it
	 * @return the exception
	 */
	public RuntimeException invalid(String key, String fault, String cure) {
		return this.path.invalid(key, fault, cure);
	}

	/**
	 * The settings that a session was built from.
	 *
	 * @param settings the settings, before customizers changed them
	 * @param replaced whether a bean replaced the credentials
	 */
	record Built(SessionSettings settings, boolean replaced) {

	}

}
