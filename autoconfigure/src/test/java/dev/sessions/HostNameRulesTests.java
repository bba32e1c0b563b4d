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

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.sessions.settings.ProxySettings;
import dev.sessions.testsupport.CredentialKind;
import dev.sessions.testsupport.Face;
import dev.sessions.testsupport.ReceivedRequest;
import dev.sessions.testsupport.Reply;
import dev.sessions.testsupport.ScriptedServer;
import dev.sessions.testsupport.SocksServer;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests of host names that {@link URI} does not accept, and of IPv6 addresses.
 */
class HostNameRulesTests {

	private static final CredentialKind KIND = CredentialKind.BEARER;

	@AutoClose
	private final ScriptedServer server = ScriptedServer.start();

	private final Dns dns = new Dns();

	@BeforeEach
	void answer() {
		this.server.otherwise(Reply.ok("ok"));
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 40: underscore-url: a name with an underscore is sent unchanged")
	void underscoreUrl(Face face) throws IOException {
		try (Session session = session(SessionSettings.defaults())) {
			face.get(session, url("my_host"));
		}
		assertThat(this.server.request().header("Host")).isEqualTo("my_host:" + this.server.port());
		assertThat(this.dns.asked).containsExactly("my_host");
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 40: idn-url: an internationalized name is sent in Punycode")
	void idnUrl(Face face) throws IOException {
		try (Session session = session(SessionSettings.defaults())) {
			face.get(session, url("b\u00fccher.example"));
		}
		assertThat(this.server.request().header("Host")).isEqualTo("xn--bcher-kva.example:" + this.server.port());
		assertThat(this.dns.asked).containsExactly("xn--bcher-kva.example");
	}

	@ParameterizedTest
	@CsvSource({ "my_service, my_service", "MY_Service.local, MY_Service.local",
			"b\u00fccher.example, xn--bcher-kva.example", "B\u00dcCHER.example, xn--bcher-kva.example",
			"xn--bcher-kva.example, xn--bcher-kva.example", "www.b\u00fccher.example, www.xn--bcher-kva.example",
			"stra\u00dfe.example, xn--strae-oqa.example", "\u6771\u4eac.example, xn--1lqs71d.example",
			"\u4f8b\u3048\u3002\u30c6\u30b9\u30c8, xn--r8jz45g.xn--zckzah", "host_1.example., host_1.example.",
			"[::1], [::1]" })
	@DisplayName("RULE 40: underscore-base-url, idn-base-url: the same applies to a base URL and a template")
	void baseUrl(String host, String header) {
		KeptSettings settings = new KeptSettings(url(host));
		try (Session session = session(settings.withCredentials())) {
			session.get("/x");
			session.get(url(host));
			session.get(URI.create(url(host)));
			session.restClient().get().uri("/x").retrieve().toBodilessEntity();
			session.restClient().get().uri((builder) -> builder.path("/x").build()).retrieve().toBodilessEntity();
			assertThat(session.get("/x").uri().toASCIIString()).isEqualTo(session.get("/x").uri().toString());
		}
		assertThat(this.server.requests()).extracting((request) -> request.header("Host"))
			.hasSize(7)
			.containsOnly(header + ":" + this.server.port());
		assertThat(this.server.requests()).allMatch(KIND::isIn);
	}

	@ParameterizedTest
	@CsvSource({ "my_host, my_host", "b\u00fccher.example, xn--bcher-kva.example",
			"xn--bcher-kva.example, xn--bcher-kva.example", "[::1], [::1]" })
	@DisplayName("RULE 40: underscore-location, ipv6-host: the same applies to a Location")
	void location(String host, String header) {
		for (String path : List.of("/from", "/to")) {
			this.server.on(path, path.equals("/to") ? Reply.ok("to") : locationOf(host));
		}
		try (Session session = session(SessionSettings.defaults())) {
			Response response = session.get(this.server.url("/from"));
			assertThat(response.text()).isEqualTo("to");
			assertThat(response.uri()).hasToString("http://" + header + ":" + this.server.port() + "/to");
			assertThat(response.cookies()).isEmpty();
		}
		assertThat(this.server.request("/to").header("Host")).isEqualTo(header + ":" + this.server.port());
	}

	private dev.sessions.testsupport.Answer locationOf(String host) {
		return (request, connection) -> {
			connection.send("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: ");
			connection.send(("http://" + host + ":" + this.server.port() + "/to").getBytes(StandardCharsets.UTF_8));
			connection.send("\r\n\r\n");
		};
	}

	@ParameterizedTest
	@EnumSource
	@DisplayName("RULE 40: zone-url: the zone of an IPv6 address is used only to connect")
	void zoneUrl(Face face) throws IOException {
		try (Session session = session(SessionSettings.defaults())) {
			face.get(session, url("[::1%25lo]"));
		}
		assertThat(this.server.request().header("Host")).isEqualTo("[::1]:" + this.server.port());
		assertThat(this.dns.asked).containsExactly("[::1%lo]");
	}

	@Test
	@DisplayName("RULE 40: zone-base-url: the zone is kept over redirects and pages")
	void zoneBaseUrl() {
		this.server.on("/from", Reply.redirect(302, "/to"));
		this.server.on("/to", Reply.ok("1").header("Link", "</2>; rel=next"));
		this.server.on("/2", Reply.ok("2"));
		String base = "http://[::1%25lo]:" + this.server.port();
		try (Session session = session(new KeptSettings(base).withCredentials())) {
			Response response = session.get("/from");
			assertThat(response.uri()).hasToString(base + "/to");
			assertThat(session.get(response.uri()).text()).isEqualTo("1");
			assertThat(session.pages("/to").map(Response::text)).containsExactly("1", "2");
			assertThat(session.get("http://[::1%lo]:" + this.server.port() + "/to").text()).isEqualTo("1");
		}
		assertThat(this.server.requests()).hasSize(6)
			.allMatch((request) -> ("[::1]:" + this.server.port()).equals(request.header("Host")))
			.allMatch(KIND::isIn, "carries credentials");
	}

	@Test
	@DisplayName("a link-local address is reached by its zone")
	void linkLocal() throws IOException {
		Inet6Address local = NetworkInterface.networkInterfaces()
			.flatMap(NetworkInterface::inetAddresses)
			.filter((address) -> address.isLinkLocalAddress() && address instanceof Inet6Address)
			.map(Inet6Address.class::cast)
			.findFirst()
			.orElse(null);
		assumeThat(local).isNotNull();
		try (ServerSocket probe = new ServerSocket(0, 1, local)) {
			Thread answering = new Thread(() -> {
				try (Socket socket = probe.accept()) {
					socket.getInputStream().read(new byte[8192]);
					socket.getOutputStream()
						.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII));
				}
				catch (IOException ex) {
					// the call fails, then
				}
			});
			answering.setDaemon(true);
			answering.start();
			String address = local.getHostAddress().replace("%", "%25");
			try (Session session = Session.builder("test").build()) {
				assertThat(session.get("http://[" + address + "]:" + probe.getLocalPort() + "/").text())
					.isEqualTo("ok");
			}
		}
	}

	@Test
	@DisplayName("RULE 40: underscore-proxy")
	void underscoreProxy() {
		ProxySettings proxy = ProxySettings.defaults().withUrl("http://proxy_host:" + this.server.port());
		SessionSettings settings = SessionSettings.defaults();
		try (Session session = session(settings.withTransport(settings.transport().withProxy(proxy)))) {
			session.get("http://origin.invalid/a");
			session.get("http://b\u00fccher.example/\u00e4");
		}
		assertThat(this.server.requests()).extracting(ReceivedRequest::target)
			.containsExactly("http://origin.invalid/a", "http://xn--bcher-kva.example/%C3%A4");
		assertThat(this.server.requests().get(1).header("Host")).isEqualTo("xn--bcher-kva.example");
		assertThat(this.dns.asked).containsOnly("proxy_host");
	}

	@Test
	@DisplayName("RULE 40: a SOCKS proxy receives the name in ASCII")
	void socks() throws IOException {
		try (SocksServer proxy = new SocksServer(this.server);
				Session session = Session.builder("test")
					.proxy((settings) -> settings.withUrl("socks5h://127.0.0.1:" + proxy.port()))
					.build()) {
			for (String host : List.of("my_host", "b\u00fccher.example", "stra\u00dfe.example")) {
				session.get("http://" + host + "/");
			}
			assertThat(proxy.targets()).containsExactly("my_host", "xn--bcher-kva.example", "xn--strae-oqa.example");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://a..b/", "http://.a/", "http://a b/", "http://a%41/", "http://a,b/", "http://a!b/",
			"http://\uff41pi.example/", "http://api.te\u017ft/", "http://a\u00ad.example/", "http://\u0301a.example/",
			"http://a\u200db.example/", "http://[::1/", "http://[::g]/", "http://[127.0.0.1]/", "http://::1/",
			"http://[::1%25a-b]/", "http://h:99999/", "http://h:-1/", "http://h:1x/", "http://:80/",
			"http://xn--\u00fc.example/", "http://\u24d0.example/" })
	@DisplayName("RULE 20: an invalid host is refused before anything is sent, and not shown")
	void invalid(String url) {
		try (Session session = Session.builder("test").build()) {
			assertThatIllegalArgumentException().isThrownBy(() -> session.get(url))
				.withMessageStartingWith("The URL names no valid ");
			assertThatIllegalArgumentException().isThrownBy(() -> session.restClient().get().uri(url).retrieve());
		}
		assertThatIllegalArgumentException().isThrownBy(() -> Session.builder("test").baseUrl(url));
	}

	@Test
	@DisplayName("labels of more than 63 and names of more than 253 characters are refused")
	void tooLong() {
		try (Session session = session(SessionSettings.defaults())) {
			assertThatIllegalArgumentException().isThrownBy(() -> session.get(url("a".repeat(64))));
			assertThatIllegalArgumentException().isThrownBy(() -> session.get(url("\u00fc".repeat(60))));
			assertThatIllegalArgumentException().isThrownBy(() -> session.get(url("abcdefg.".repeat(32))));
			session.get(url("a".repeat(63) + "." + "b".repeat(63)));
		}
		assertThat(this.server.requests()).hasSize(1);
	}

	@Test
	@DisplayName("RULE 19: all spellings of a host share its cookies")
	void cookies() {
		this.server.otherwise(Reply.ok("ok").cookie("sid=1"));
		KeptSettings settings = new KeptSettings(url("b\u00fccher.example"));
		try (Session session = session(settings.withCredentials())) {
			assertThat(session.get("/x").cookies()).hasSize(1);
			session.cookies().set("own", "2");
			session.cookies().set("given", "3", "B\u00fccher.example", "/");
			session.get(url("xn--bcher-kva.example"));
			session.get(url("other.example"));
			assertThat(session.cookies().get("own")).isEqualTo("2");
		}
		assertThat(this.server.requests()).extracting((request) -> request.header("Cookie"))
			.containsExactly(null, "sid=1; own=2; given=3", null);
	}

	@Test
	@DisplayName("RULE 11: a host with an underscore has cookies")
	void cookiesOfUnderscore() {
		this.server.otherwise(Reply.ok("ok").cookie("sid=1"));
		try (Session session = session(new KeptSettings(url("my_host")).withCredentials())) {
			assertThat(session.get("/x").cookies()).hasSize(1);
			session.cookies().set("own", "2");
			session.get("/x");
		}
		assertThat(this.server.requests().get(1).header("Cookie")).isEqualTo("sid=1; own=2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "b\u00fccher.example", "xn--bcher-kva.example", "my_host" })
	@DisplayName("RULE 11: an allowed origin, an allowed host and a target without proxy may be written in any script")
	void patterns(String host) {
		for (String written : List.of(host, host.replace("b\u00fccher", "xn--bcher-kva"),
				host.replace("xn--bcher-kva", "B\u00dcCHER"))) {
			SessionSettings settings = new KeptSettings("http://base.example").withCredentials()
				.withAllowedOrigins(Set.of("http://" + written + ":" + this.server.port()));
			ProxySettings proxy = ProxySettings.defaults()
				.withUrl("http://no_proxy.invalid:1")
				.withNoProxy(List.of(written));
			settings = settings.withEgress(settings.egress().withAllowedHosts(List.of(written))).withProxy(proxy);
			try (Session session = session(settings)) {
				session.get(url(host));
				assertThatExceptionOfType(BlockedOriginException.class)
					.isThrownBy(() -> session.get(url("other_host")));
			}
		}
		assertThat(this.server.requests()).hasSize(3).allMatch(KIND::isIn);
	}

	@ParameterizedTest
	@ValueSource(strings = { "b\u00fccher.example", "xn--bcher-kva.example" })
	@DisplayName("RULE 11: a netrc entry matches the host in any script")
	void netrc(String machine, @TempDir Path folder) throws IOException {
		Path file = Files.writeString(folder.resolve("netrc"), "machine " + machine + " login me password pw");
		try (Session session = session(
				new KeptSettings(url("b\u00fccher.example")).settings().withCredentials(Credentials.netrc(file)))) {
			session.get("/x");
		}
		assertThat(this.server.request().hasHeader("Authorization")).isTrue();
	}

	private String url(String host) {
		return "http://" + host + ":" + this.server.port() + "/x";
	}

	private Session session(SessionSettings settings) {
		return TestSession.of(settings, this.dns);
	}

	/**
	 * Settings with a base URL.
	 *
	 * @param url a URL below the base URL
	 */
	private record KeptSettings(String url) {

		SessionSettings settings() {
			return SessionSettings.defaults().withBaseUrl(URI.create(this.url.replaceFirst("/x$", "")));
		}

		SessionSettings withCredentials() {
			return settings().withCredentials(KIND.credentials());
		}

	}

	/**
	 * Resolves every name to this machine.
	 */
	private static final class Dns implements DnsResolver {

		private final List<String> asked = new CopyOnWriteArrayList<>();

		@Override
		public List<InetSocketAddress> resolve(String host, int port) {
			this.asked.add(host);
			return List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		}

		@Override
		public InetAddress[] resolve(String host) {
			return new InetAddress[] { InetAddress.getLoopbackAddress() };
		}

		@Override
		public String resolveCanonicalHostname(String host) {
			return host;
		}

	}

}
