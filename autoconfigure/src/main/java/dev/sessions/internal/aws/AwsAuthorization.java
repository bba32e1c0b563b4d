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

package dev.sessions.internal.aws;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import dev.sessions.internal.auth.AuthScope;
import dev.sessions.internal.auth.Authorization;
import dev.sessions.internal.auth.DerivedAuthorization;
import dev.sessions.internal.auth.SignedAuthorization;
import dev.sessions.internal.concurrent.DaemonThread;
import org.apache.hc.core5.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

import org.springframework.util.ClassUtils;

/**
 * Signs requests with AWS Signature Version 4. The credentials are obtained before a
 * connection is leased, because obtaining them may require a request. The signature is
 * added when the request is complete. All users of one object share its credentials.
 */
public final class AwsAuthorization implements DerivedAuthorization {

	/**
	 * The class whose presence indicates the signer of the AWS SDK.
	 */
	public static final String SIGNER = "software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner";

	/**
	 * The class whose presence indicates the credentials provider chain of the AWS SDK.
	 */
	public static final String CHAIN = "software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider";

	private static final String KIND = "aws";

	private final AwsScope scope;

	private final AwsIdentities identities;

	AwsAuthorization(AwsScope scope, Supplier<AwsCredentialsProvider> providers, Executor threads) {
		this.scope = scope;
		this.identities = new AwsIdentities(providers, threads, scope.profile());
	}

	/**
	 * Create an authorization that obtains its credentials on first use.
	 * @param region the region
	 * @param service the name of the service in signatures
	 * @param profile the profile of the credentials, or {@code null} for the default one
	 * @return the authorization
	 * @throws IllegalStateException if the AWS SDK is missing
	 */
	public static Authorization of(String region, String service, @Nullable String profile) {
		if (!isAvailable(AwsAuthorization.class.getClassLoader())) {
			throw new IllegalStateException("Signatures of AWS need AWS' SDK: add software.amazon.awssdk:auth "
					+ "and software.amazon.awssdk:http-auth-aws to the class path");
		}
		return new AwsAuthorization(new AwsScope(region, service, profile), () -> AwsIdentities.chain(profile),
				(task) -> DaemonThread.start("sessions-aws", task));
	}

	/**
	 * Return whether the signer and the credentials provider chain of the AWS SDK are
	 * present.
	 * @param classLoader the class loader to search
	 * @return whether both are present
	 */
	public static boolean isAvailable(@Nullable ClassLoader classLoader) {
		return ClassUtils.isPresent(SIGNER, classLoader) && ClassUtils.isPresent(CHAIN, classLoader);
	}

	@Override
	public Authorization forCall(AuthScope call) {
		return (request, target) -> !request.containsHeader(HttpHeaders.AUTHORIZATION)
				&& new SignedAuthorization(KIND, new AwsSignature(this.scope, this.identities.get(call)))
					.authorize(request, target);
	}

	@Override
	public boolean signs() {
		return true;
	}

	@Override
	public Object user() {
		return this.scope;
	}

	@Override
	public @Nullable Duration timeLeft() {
		return this.identities.timeLeft();
	}

	@Override
	public boolean forget() {
		this.identities.close();
		return true;
	}

	@Override
	public void release() {
		this.identities.close();
	}

	@Override
	public String toString() {
		return KIND;
	}

}
