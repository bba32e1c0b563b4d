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

import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import dev.sessions.internal.auth.AuthScope;
import dev.sessions.internal.auth.NoCredentialException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * The current AWS credentials. A provider has its own cache but may call a server at any
 * time, so it is called in a separate thread, one at a time, at most once a minute.
 * Thread-safe.
 */
final class AwsIdentities {

	/**
	 * The age in nanoseconds at which credentials are refreshed in the background.
	 */
	private static final long FRESH = TimeUnit.MINUTES.toNanos(1);

	/**
	 * The age in nanoseconds at which a call waits for the refresh.
	 */
	private static final long KNOWN = TimeUnit.MINUTES.toNanos(10);

	/**
	 * The time in nanoseconds for which the provider is not called after a failure.
	 */
	private static final long FAILED = TimeUnit.SECONDS.toNanos(1);

	private static final Logger logger = LoggerFactory.getLogger(AwsIdentities.class);

	private final Supplier<AwsCredentialsProvider> providers;

	private final Executor threads;

	private final String description;

	private final ReentrantLock lock = new ReentrantLock();

	/**
	 * The last result with credentials.
	 */
	private volatile @Nullable Answer present;

	/**
	 * The provider, unless a request uses it.
	 */
	private @Nullable AwsCredentialsProvider provider;

	/**
	 * The running request, or the last one; {@code null} after the provider was closed.
	 */
	private @Nullable CompletableFuture<Answer> request;

	/**
	 * Create an object without credentials.
	 * @param providers creates the provider on first use
	 * @param threads starts the thread that calls the provider
	 * @param profile the profile, for messages, or {@code null} for the default one
	 */
	AwsIdentities(Supplier<AwsCredentialsProvider> providers, Executor threads, @Nullable String profile) {
		this.providers = providers;
		this.threads = threads;
		this.description = "AWS credentials" + ((profile != null) ? " of the profile " + profile : "");
	}

	/**
	 * Create the default credentials provider chain of the AWS SDK.
	 * @param profile the profile, or {@code null} for the default one
	 * @return the chain
	 */
	static AwsCredentialsProvider chain(@Nullable String profile) {
		return DefaultCredentialsProvider.builder().profileName(profile).build();
	}

	/**
	 * Return credentials that have not expired.
	 * @param call the call, which waits for credentials if there are none or they are too
	 * old
	 * @return the credentials
	 * @throws InterruptedIOException if the call is interrupted or ends
	 * @throws NoCredentialException if there are no credentials
	 */
	AwsCredentialsIdentity get(AuthScope call) throws InterruptedIOException, NoCredentialException {
		Answer known = this.present;
		long now = call.time().nanoTime();
		AwsCredentialsIdentity valid = (known != null) ? known.valid(call.time().clock()) : null;
		long age = (known != null) ? now - known.nanos() : Long.MAX_VALUE;
		if (valid != null && age < FRESH) {
			return valid;
		}
		CompletableFuture<Answer> request = request(call, now);
		if (valid != null && age < KNOWN) {
			return valid;
		}
		call.waits().await(request, this.description);
		Answer answer = request.join();
		if (answer.identity() != null) {
			return answer.identity();
		}
		if (valid != null) {
			return valid;
		}
		throw new NoCredentialException("no " + this.description + " could be found (" + answer.failure() + ")");
	}

	private CompletableFuture<Answer> request(AuthScope call, long now) {
		this.lock.lock();
		try {
			CompletableFuture<Answer> last = this.request;
			if (last != null && (!last.isDone() || last.join().hasFailedSince(now - FAILED))) {
				return last;
			}
			CompletableFuture<Answer> started = new CompletableFuture<>();
			this.request = started;
			start(call, started);
			return started;
		}
		finally {
			this.lock.unlock();
		}
	}

	private void start(AuthScope call, CompletableFuture<Answer> started) {
		AwsCredentialsProvider known = this.provider;
		this.provider = null;
		try {
			this.threads.execute(() -> resolve(call, started, known));
		}
		catch (Throwable ex) {
			// no thread is available; waiting calls must fail
			end(started, known, Answer.failed(call, ex));
		}
	}

	private void resolve(AuthScope call, CompletableFuture<Answer> request, @Nullable AwsCredentialsProvider known) {
		AwsCredentialsProvider provider = known;
		Answer answer;
		try {
			provider = (known != null) ? known : this.providers.get();
			answer = new Answer(provider.resolveCredentials(), "", call.time().nanoTime());
		}
		catch (Throwable ex) {
			// the message may contain output of a program or a server
			logger.debug("No {} could be found: {}", this.description, ex.getClass().getName());
			answer = Answer.failed(call, ex);
		}
		end(request, provider, answer);
	}

	/**
	 * End a request and keep its provider, or close it if this object was closed
	 * meanwhile.
	 */
	private void end(CompletableFuture<Answer> request, @Nullable AwsCredentialsProvider used, Answer answer) {
		boolean current;
		this.lock.lock();
		try {
			current = this.request == request;
			this.provider = current ? used : this.provider;
			this.present = (current && answer.identity() != null) ? answer : this.present;
		}
		finally {
			this.lock.unlock();
			request.complete(answer);
		}
		if (!current) {
			closeQuietly(used);
		}
	}

	/**
	 * Return the remaining validity of the current credentials.
	 * @return the time, or {@code null} if there are no credentials or they do not expire
	 */
	@Nullable Duration timeLeft() {
		Answer known = this.present;
		Instant expiry = (known != null) ? known.expiry() : null;
		return (expiry != null) ? Duration.between(Instant.now(), expiry) : null;
	}

	/**
	 * Discard the credentials and close the provider, or let the running request close
	 * it. The next call creates a new provider.
	 */
	void close() {
		AwsCredentialsProvider closed;
		this.lock.lock();
		try {
			closed = this.provider;
			this.provider = null;
			this.present = null;
			this.request = null;
		}
		finally {
			this.lock.unlock();
		}
		closeQuietly(closed);
	}

	private void closeQuietly(@Nullable AwsCredentialsProvider provider) {
		try {
			if (provider instanceof AutoCloseable closeable) {
				closeable.close();
			}
		}
		catch (Exception ex) {
			logger.debug("The provider of {} could not be closed: {}", this.description, ex.getClass().getName());
		}
	}

	/**
	 * The result of calling a provider.
	 *
	 * @param identity the credentials, or {@code null} if there are none
	 * @param failure the reason why there are none
	 * @param nanos the time of the result in nanoseconds
	 */
	private record Answer(@Nullable AwsCredentialsIdentity identity, String failure, long nanos) {

		static Answer failed(AuthScope call, Throwable failure) {
			return new Answer(null, failure.getClass().getName(), call.time().nanoTime());
		}

		boolean hasFailedSince(long nanos) {
			return this.identity == null && this.nanos - nanos > 0;
		}

		@Nullable Instant expiry() {
			return (this.identity != null) ? this.identity.expirationTime().orElse(null) : null;
		}

		/**
		 * Return the credentials unless they have expired.
		 */
		@Nullable AwsCredentialsIdentity valid(Clock clock) {
			Instant expiry = expiry();
			return (expiry == null || clock.instant().isBefore(expiry)) ? this.identity : null;
		}

		@Override
		public String toString() {
			return "Answer";
		}

	}

}
