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

import dev.sessions.Credentials;
import dev.sessions.SessionSettings;
import dev.sessions.egress.EgressSettings;
import dev.sessions.transport.TransportSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ListableBeanFactory;

/**
 * What is configured about one session.
 */
final class SessionConfiguration {

	private final String name;

	private final SessionProperties properties;

	private final PropertyOrigins origins;

	private final Place place;

	private final SessionsEnvironment environment;

	/**
	 * What is configured, over what there is where nothing is: mostly what the session
	 * has.
	 */
	private final SessionSettings overDefaults;

	private volatile @Nullable Built built;

	/**
	 * Read and check a configuration, but for the credentials, which a bean may replace.
	 * @param name the session's name
	 * @param environment the environment that has it
	 */
	SessionConfiguration(String name, SessionsEnvironment environment) {
		this.name = name;
		this.properties = environment.bind(name);
		this.origins = environment.origins();
		this.place = Place.of(name, environment.origins());
		this.environment = environment;
		this.overDefaults = settings(SessionSettings.defaults());
		mounts().check(this.overDefaults);
		new HealthPath(this.place).check(this.properties.getHealth().getPath(), this.overDefaults);
	}

	String name() {
		return this.name;
	}

	boolean primary() {
		return Boolean.TRUE.equals(this.properties.getPrimary());
	}

	/**
	 * The configured settings, without credentials and the content of SSL bundles.
	 * @param base the settings where nothing is configured
	 */
	SessionSettings settings(SessionSettings base) {
		// Each change of a session's settings copies its headers, so those of the
		// transport are made first.
		SessionSettings settings = new SessionPropertiesMapper(this.place).map(this.properties,
				base.withTransport(transport(base.transport())));
		EgressSettings egress = new EgressMapper(this.name, this.origins).map(this.properties, settings.baseUrl(),
				settings.egress());
		return egress.equals(settings.egress()) ? settings : settings.withEgress(egress);
	}

	private TransportSettings transport(TransportSettings base) {
		TransportSettings settings = new TransportPropertiesMapper(this.place).map(this.properties, base)
			.withCookies(new CookieMapper(this.place).map(this.properties.getCookies(), base.cookies()))
			.withProxy(new ProxyMapper(this.place, this.environment::variable).map(this.properties.getProxy(),
					base.proxy()))
			.withSsl(new SslMapper(this.place).map(this.properties.getSsl(), base.ssl()));
		return this.place.set(settings, "log", this.properties.getLog(), TransportSettings::withLog);
	}

	/**
	 * The configured settings, without credentials.
	 * @param base the settings where nothing is configured
	 * @param bundles the SSL bundles
	 */
	SessionSettings settings(SessionSettings base, SslBundleMaterials bundles) {
		SessionSettings below = base
			.withSsl(new SslMapper(this.place).withBundle(this.properties.getSsl(), base.ssl(), bundles));
		return below.equals(SessionSettings.defaults()) ? this.overDefaults : settings(below);
	}

	/**
	 * The configured mounts.
	 */
	MountsMapper mounts() {
		return new MountsMapper(this.place, this.properties.getMounts(), this.environment::variable);
	}

	/**
	 * The configured credentials.
	 * @param beanFactory may have registered clients of OAuth 2.0
	 */
	@Nullable Credentials credentials(ListableBeanFactory beanFactory) {
		return new CredentialsMapper(this.name, this.origins, beanFactory).map(this.properties.getAuth());
	}

	/**
	 * Remember what the session is built from.
	 * @param settings the settings, before customizers change them
	 * @param replaced whether the credentials among them are another bean's
	 */
	void built(SessionSettings settings, boolean replaced) {
		this.built = new Built(settings, replaced);
	}

	/**
	 * What the session was built from, if it was.
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

	PropertyOrigins origins() {
		return this.origins;
	}

	/**
	 * An exception that names a key of this session.
	 */
	InvalidSessionPropertyException invalid(String key, String fault, String cure) {
		return this.place.invalid(key, fault, cure);
	}

	/**
	 * What a session was built from.
	 *
	 * @param settings the settings, before customizers changed them
	 * @param replaced whether the credentials among them are another bean's
	 */
	record Built(SessionSettings settings, boolean replaced) {

	}

}
