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

package dev.sessions.internal.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import dev.sessions.internal.auth.AllowedOrigins;
import dev.sessions.internal.call.DefaultHeaders;
import dev.sessions.internal.call.Explanation;
import dev.sessions.internal.call.SessionState;
import dev.sessions.internal.cookie.CookieJar;
import dev.sessions.internal.egress.BlockedTargetException;
import dev.sessions.internal.hook.Hooks;
import dev.sessions.settings.EgressSettings;
import dev.sessions.settings.TransportSettings;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Verifies that the addresses of a name are checked when a connection is opened: for
 * names that change their address, for names with several addresses, and for those of
 * proxies.
 */
class RebindingRulesTests {

	private static final String SERVER = "127.0.0.1";

	private static final String ELSEWHERE = "127.0.0.2";

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	private final ScriptedDns dns = new ScriptedDns();

	@Test
	void checkedAddressIsConnected() throws IOException {
		this.server.otherwise(Reply.ok("ok").header("Connection", "close"));
		this.dns.answer(SERVER).answer(ELSEWHERE);
		try (Client client = client((egress) -> egress.withAddressFilter(only(SERVER)))) {
			assertThat(client.get("http://name.test:" + this.server.port() + "/")).isEqualTo("ok");
			assertThat(this.dns.questions).containsExactly("name.test");
			assertBlocked(client, "http://name.test:" + this.server.port() + "/");
		}
		assertThat(this.dns.questions).hasSize(2);
		assertThat(this.server.accepted()).isEqualTo(1);
	}

	@Test
	void ofSeveralAddressesOnlyThePermittedAreTried() throws IOException {
		this.server.otherwise(Reply.ok("ok"));
		this.dns.answer(ELSEWHERE, SERVER);
		try (Client client = client((egress) -> egress.withAddressFilter(only(SERVER)))) {
			assertThat(client.get("http://name.test:" + this.server.port() + "/")).isEqualTo("ok");
		}
		this.dns.answer(SERVER, ELSEWHERE);
		try (Client client = client((egress) -> egress.withAddressFilter(only(ELSEWHERE)))) {
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> client.get("http://name.test:" + this.server.port() + "/"));
		}
		assertThat(this.server.accepted()).isEqualTo(1);
	}

	@Test
	void privateAddressesAreRefusedOnceAndTheLeaseIsReturned() throws IOException {
		this.dns.answer("127.0.0.1", "10.0.0.1", "169.254.169.254");
		try (Client client = client((egress) -> egress.withBlockPrivateAddresses(true))) {
			for (int i = 1; i < 4; i++) {
				assertBlocked(client, "http://name.test:" + this.server.port() + "/");
				assertThat(this.dns.questions).hasSize(i);
				assertThat(client.transport.pool().getTotalStats().getLeased()).isZero();
			}
		}
		assertThat(this.server.accepted()).isZero();
	}

	@Test
	void redirectToANameIsChecked() throws IOException {
		this.server.otherwise(Reply.redirect(302, "http://inside.test:" + this.server.port() + "/"));
		this.dns.answer(SERVER).answer(ELSEWHERE);
		try (Client client = client((egress) -> egress.withAddressFilter(only(SERVER)))) {
			assertBlocked(client, "http://name.test:" + this.server.port() + "/");
		}
		assertThat(this.dns.questions).containsExactly("name.test", "inside.test");
		assertThat(this.server.accepted()).isEqualTo(1);
	}

	@Test
	void addressGivenWithHostIsChecked() throws Exception {
		HttpHost target = new HttpHost("http", InetAddress.getByAddress(new byte[] { 127, 0, 0, 1 }), "public.test",
				this.server.port());
		try (Client client = client((egress) -> egress.withBlockPrivateAddresses(true))) {
			assertThatExceptionOfType(IOException.class)
				.isThrownBy(() -> client.http.execute(target, ClassicRequestBuilder.get("/").build(),
						(response) -> response.getCode()))
				.withCauseInstanceOf(BlockedTargetException.class);
		}
		assertThat(this.server.accepted()).isZero();
	}

	@Test
	void proxyMayHaveAnyAddress() throws IOException {
		this.server.otherwise(Reply.ok("forwarded"));
		this.dns.answer(SERVER);
		TransportSettings settings = settings((egress) -> egress.withBlockPrivateAddresses(true));
		String proxy = "http://Proxy.test:" + this.server.port();
		try (Client client = new Client(settings.withProxy(settings.proxy().withUrl(proxy)), this.dns)) {
			assertThat(client.get("http://example.org/")).isEqualTo("forwarded");
			assertThat(this.dns.questions).containsExactly("proxy.test");
			assertBlocked(client, "http://10.0.0.1/");
			assertBlocked(client, "http://0x7f.1/");
			assertBlocked(client, "http://localhost/");
		}
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	void connectionWithoutTheProxyIsChecked() throws IOException {
		this.dns.answer(SERVER);
		TransportSettings settings = settings((egress) -> egress.withBlockPrivateAddresses(true));
		try (Client client = new Client(
				settings.withProxy(settings.proxy().withUrl("http://proxy.test:1").withNoProxy(List.of("inside.test"))),
				this.dns)) {
			assertBlocked(client, "http://inside.test:" + this.server.port() + "/");
		}
		assertThat(this.server.accepted()).isZero();
	}

	@Test
	void nameThatIsResolvedBeforeASocksProxyIsChecked() throws IOException {
		this.dns.answer("10.0.0.1");
		TransportSettings settings = settings((egress) -> egress.withBlockPrivateAddresses(true));
		try (Client client = new Client(
				settings.withProxy(settings.proxy().withUrl("socks5://127.0.0.1:" + this.server.port())), this.dns)) {
			assertBlocked(client, "http://inside.test/");
		}
		assertThat(this.server.accepted()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "socks5", "socks5h" })
	void literalAddressIsNotGivenToASocksProxy(String scheme) throws IOException {
		this.dns.answer("10.0.0.1");
		TransportSettings settings = settings((egress) -> egress.withBlockPrivateAddresses(true));
		try (Client client = new Client(
				settings.withProxy(settings.proxy().withUrl(scheme + "://127.0.0.1:" + this.server.port())),
				this.dns)) {
			assertBlocked(client, "http://10.0.0.1/");
			assertBlocked(client, "http://[::ffff:10.0.0.1]/");
		}
		assertThat(this.server.accepted()).isZero();
		assertThat(this.dns.questions).isEmpty();
	}

	@Test
	void unknownHostStaysUnknown() throws IOException {
		try (Client client = client((egress) -> egress.withBlockPrivateAddresses(true))) {
			assertThatExceptionOfType(UnknownHostException.class).isThrownBy(() -> client.get("http://nowhere.test/"));
		}
	}

	private static void assertBlocked(Client client, String url) {
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.get(url))
			.withCauseInstanceOf(BlockedTargetException.class);
	}

	private Client client(UnaryOperator<EgressSettings> change) {
		return new Client(settings(change), this.dns);
	}

	private static TransportSettings settings(UnaryOperator<EgressSettings> change) {
		TransportSettings defaults = TransportSettings.defaults();
		return defaults.withEgress(change.apply(defaults.egress()))
			.withPool(defaults.pool().withMaxConnections(1))
			.withRetry(defaults.retry().withMaxAttempts(3));
	}

	private static Predicate<InetAddress> only(String address) {
		return (candidate) -> candidate.getHostAddress().equals(address);
	}

	/**
	 * The client of a session with scripted host name lookups.
	 */
	private static final class Client implements AutoCloseable {

		private final Transport transport;

		private final CloseableHttpClient http;

		Client(TransportSettings settings, DnsResolver dns) {
			this.transport = new Transport(settings, List.of(), Hooks.NONE, List.of(), null, dns);
			this.http = new SessionHttpClient(
					this.transport, new SessionState(null, new CookieJar(settings.cookies()),
							AllowedOrigins.of(null, List.of()), null, new DefaultHeaders(List.of()), null),
					Explanation.NONE);
		}

		String get(String url) throws IOException {
			return this.http.execute(ClassicRequestBuilder.get(url).build(),
					(response) -> new String(response.getEntity().getContent().readAllBytes(), StandardCharsets.UTF_8));
		}

		@Override
		public void close() {
			this.transport.close();
		}

	}

	/**
	 * Returns one result after another for any name, and repeats the last one.
	 */
	private static final class ScriptedDns implements DnsResolver {

		private final Deque<InetAddress[]> answers = new ArrayDeque<>();

		private final List<String> questions = new ArrayList<>();

		ScriptedDns answer(String... addresses) throws UnknownHostException {
			InetAddress[] answer = new InetAddress[addresses.length];
			for (int i = 0; i < addresses.length; i++) {
				answer[i] = InetAddress.getByName(addresses[i]);
			}
			this.answers.add(answer);
			return this;
		}

		@Override
		public InetAddress[] resolve(String host) throws UnknownHostException {
			this.questions.add(host);
			InetAddress[] answer = (this.answers.size() > 1) ? this.answers.remove() : this.answers.peek();
			if (answer == null) {
				throw new UnknownHostException(host);
			}
			return Arrays.copyOf(answer, answer.length);
		}

		@Override
		public String resolveCanonicalHostname(String host) {
			return host;
		}

	}

}
