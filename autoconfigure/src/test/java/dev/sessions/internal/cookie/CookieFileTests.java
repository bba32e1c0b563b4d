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

package dev.sessions.internal.cookie;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

import dev.sessions.settings.CookieSettings;
import dev.sessions.testsupport.BackgroundCalls;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * The file that keeps a jar across restarts.
 */
@ExtendWith(OutputCaptureExtension.class)
class CookieFileTests {

	private static final String SITE = "https://www.example.com/a/b";

	private final Queue<Runnable> due = new ArrayDeque<>();

	@TempDir
	private Path folder;

	private Path file() {
		return this.folder.resolve("jar");
	}

	private JarUser open() {
		return open(CookieSettings.defaults());
	}

	private JarUser open(CookieSettings settings) {
		return new JarUser(settings.withFile(file()), this.due::add);
	}

	private static List<String> warnings(CapturedOutput output) {
		return output.toString()
			.lines()
			.filter((line) -> line.contains(" WARN ") && line.contains("CookieFile "))
			.toList();
	}

	private List<StoredCookie> reopened() {
		try (CookieJar jar = open().jar()) {
			return jar.list();
		}
	}

	@Test
	void keepsAllAttributes() {
		JarUser user = open();
		user.receive(SITE, "plain=1", "json={\"a\": [1, 2], \"b\": \"x\\\\y\"}; Secure; HttpOnly; SameSite=Lax; Path=/",
				"utf8=caf\u00c3\u00a9\u0080\u00ff; Domain=example.com; Max-Age=60; SameSite=Strict", "tab=a\tb",
				"nameless", "=", "empty=", "__Host-a=b=c; Path=/; Secure");
		user.passSeconds(5);
		user.receive(SITE, "plain=2").receive("http://[::1]:80/", "v6=1");
		List<StoredCookie> cookies = user.jar().list();
		String sent = user.send(SITE);
		user.jar().close();
		assertThat(cookies).hasSize(8);
		JarUser next = open();
		assertThat(next.jar().list()).isEqualTo(cookies);
		assertThat(next.send(SITE)).isEqualTo(sent).contains("caf\u00c3\u00a9\u0080\u00ff", "a\tb", "x\\\\y");
		assertThat(next.send("http://sub.example.com/a/b")).isEqualTo("utf8=caf\u00c3\u00a9\u0080\u00ff");
		next.jar().close();
	}

	@Test
	void dropsExpiredCookies() throws IOException {
		JarUser user = open();
		user.receive(SITE, "a=1; Max-Age=10", "b=1; Max-Age=20", "c=1");
		user.passSeconds(10);
		user.jar().close();
		assertThat(Files.readString(file(), StandardCharsets.ISO_8859_1)).doesNotContain("\ta\t").contains("\tb\t");
		JarUser next = open();
		next.passSeconds(20);
		assertThat(next.send(SITE)).isEqualTo("c=1");
		next.receive(SITE, "c=2").jar().close();
		assertThat(reopened()).extracting(StoredCookie::name).containsExactly("c");
	}

	@Test
	void keepsTheLastSetCookiesOfTooMany() {
		JarUser user = open();
		for (int i = 0; i < 20; i++) {
			user.receive("https://h" + i + ".example.com/", "c" + i + "=1");
		}
		user.receive("https://h3.example.com/", "c3=2").jar().close();
		try (CookieJar jar = open(CookieSettings.defaults().withMaxCount(3)).jar()) {
			assertThat(jar.list()).extracting(StoredCookie::name).containsExactly("c3", "c18", "c19");
		}
	}

	@Test
	void nextCookieIsTheYoungest() {
		open().receive(SITE, "a=1; Path=/", "b=1; Path=/").jar().close();
		JarUser next = open();
		next.receive(SITE, "c=1; Path=/", "a=2; Path=/");
		assertThat(next.send(SITE)).isEqualTo("a=2; b=1; c=1");
		next.jar().close();
	}

	@Test
	void isReadableByOwnerOnly() throws IOException {
		open().receive(SITE, "a=1").jar().close();
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
		Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
		assertThat(reopened()).hasSize(1);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
		assertThat(this.folder).isDirectoryNotContaining((path) -> !path.equals(file()));
	}

	@Test
	void changesAreWrittenTogetherLater() {
		JarUser user = open();
		user.receive(SITE, "a=1").receive(SITE, "a=2", "b=1").receive(SITE, "b=2");
		assertThat(this.due).hasSize(1);
		assertThat(file()).doesNotExist();
		this.due.remove().run();
		assertThat(file()).content(StandardCharsets.ISO_8859_1).contains("\ta\t2\t", "\tb\t2\t");
		user.receive(SITE, "a=2", "b=2", "c=; Max-Age=0");
		user.jar().removeIf((cookie) -> cookie.name().equals("c"));
		assertThat(this.due).isEmpty();
		user.receive(SITE, "a=2; Max-Age=60");
		assertThat(this.due).hasSize(1);
		this.due.remove().run();
		user.jar().clear();
		this.due.remove().run();
		assertThat(file()).content(StandardCharsets.ISO_8859_1).contains("\nend 0 ");
		user.jar().close();
	}

	@Test
	void closeWritesPendingChanges() throws IOException {
		JarUser user = open();
		user.receive(SITE, "a=1");
		Thread.currentThread().interrupt();
		user.jar().close();
		assertThat(Thread.interrupted()).isTrue();
		byte[] last = Files.readAllBytes(file());
		user.receive(SITE, "b=1").jar().close();
		this.due.remove().run();
		assertThat(this.due).isEmpty();
		assertThat(file()).hasBinaryContent(last);
		assertThat(reopened()).extracting(StoredCookie::name).containsExactly("a");
	}

	@Test
	void unchangedJarIsNotWritten() {
		open().jar().close();
		assertThat(file()).doesNotExist();
	}

	@Test
	void copyIsNotWritten() {
		CookieJar jar = open().receive(SITE, "a=1").jar();
		this.due.remove().run();
		CookieJar copy = jar.copy();
		copy.clear();
		copy.close();
		assertThat(this.due).isEmpty();
		jar.close();
		assertThat(reopened()).hasSize(1);
	}

	@Test
	void failingDiskIsWarnedAboutAndRetried(CapturedOutput output) throws IOException {
		JarUser user = open();
		Path elsewhere = this.folder.resolveSibling(this.folder.getFileName() + "-gone");
		Files.move(this.folder, elsewhere);
		user.receive(SITE, "a=hidden");
		for (int i = 0; i < 3; i++) {
			this.due.remove().run();
			assertThat(user.send(SITE)).isEqualTo("a=hidden");
			assertThat(this.due).hasSize(1);
		}
		assertThat(warnings(output)).hasSize(1);
		assertThat(output.toString()).contains("cookies of the session 'test'", "cookies.file " + file())
			.doesNotContain("hidden");
		Files.move(elsewhere, this.folder);
		this.due.remove().run();
		assertThat(this.due).isEmpty();
		user.jar().close();
		assertThat(warnings(output)).hasSize(1);
		assertThat(reopened()).hasSize(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "password=hidden\n", "sessions-cookies 2\nhidden\nend 1 0\n",
			"sessions-cookies 1\nend 0", "sessions-cookies 1\nhidden\nend 1 0\n", "\u0000\u0000\u0000\u0000" })
	void fileWithOtherContentIsRenamed(String content, CapturedOutput output) throws IOException {
		Files.writeString(file(), content);
		assertThat(reopened()).isEmpty();
		assertThat(file()).doesNotExist();
		assertThat(this.folder.resolve("jar.corrupt")).hasContent(content);
		assertThat(warnings(output)).hasSize(1);
		assertThat(output.toString()).contains("session 'test'", "cookies.file " + file(), "It is now jar.corrupt")
			.doesNotContain("hidden");
		Files.writeString(file(), "again");
		open().receive(SITE, "a=1").jar().close();
		assertThat(this.folder.resolve("jar.corrupt-2")).hasContent("again");
		assertThat(reopened()).hasSize(1);
	}

	@Test
	void tooLargeFileIsRenamed(CapturedOutput output) throws IOException {
		open().receive(SITE, "a=1").jar().close();
		try (RandomAccessFile sparse = new RandomAccessFile(file().toFile(), "rw")) {
			sparse.setLength(17L << 20);
		}
		try (CookieJar jar = open(CookieSettings.defaults().withMaxCount(10)).jar()) {
			assertThat(jar.list()).isEmpty();
		}
		assertThat(this.folder.resolve("jar.corrupt")).exists();
		assertThat(output.toString()).contains("more than " + (16 << 20) + " bytes");
	}

	@Test
	void fileDamagedAnywhereIsRenamed() throws IOException {
		open().receive(SITE, "a=1; Max-Age=60", "b=\\2; Path=/", "c=\t3; HttpOnly").jar().close();
		byte[] whole = Files.readAllBytes(file());
		for (int i = 0; i < whole.length; i++) {
			byte[] damaged = whole.clone();
			damaged[i] ^= 0x10;
			Files.write(file(), damaged);
			assertThat(reopened()).as("octet %d", i).isEmpty();
			Files.delete(this.folder.resolve("jar.corrupt"));
			Files.writeString(file(), new String(whole, 0, i, StandardCharsets.ISO_8859_1));
			assertThat(reopened()).as("%d octets", i).isEmpty();
			Files.delete(this.folder.resolve("jar.corrupt"));
		}
		Files.write(file(), whole);
		assertThat(reopened()).hasSize(3);
	}

	@Test
	void twoJarsCannotShareAFile() throws IOException {
		CookieJar one = open().jar();
		Path link = Files.createSymbolicLink(this.folder.resolve("link"), this.folder);
		CookieSettings other = CookieSettings.defaults().withFile(link.resolve("jar"));
		assertThatExceptionOfType(CookieFileException.class)
			.isThrownBy(() -> CookieJar.open(other, "other", this.due::add, Clock.systemUTC()))
			.withMessageContaining("cookies.file of the session 'other'")
			.withMessageContaining("which the session 'test' uses")
			.withMessageContaining("a file of its own");
		one.close();
		CookieJar.open(other, "other", this.due::add, Clock.systemUTC()).close();
	}

	/**
	 * Id {@code cookie-file-link}.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "precious", "", "sessions-cookies 1\nend 0 fa07f8ef\n" })
	void linkIsReplacedAndItsTargetStays(String content, CapturedOutput output) throws IOException {
		Path precious = Files.writeString(this.folder.resolve("precious"), content);
		Set<PosixFilePermission> mode = PosixFilePermissions.fromString("rw-rw-r--");
		Files.setPosixFilePermissions(precious, mode);
		FileTime modified = Files.getLastModifiedTime(precious);
		Files.createSymbolicLink(file(), precious);
		open().receive(SITE, "a=1").jar().close();
		assertThat(precious).hasContent(content);
		assertThat(Files.getPosixFilePermissions(precious)).isEqualTo(mode);
		assertThat(Files.getLastModifiedTime(precious)).isEqualTo(modified);
		assertThat(file()).isRegularFile().satisfies((path) -> assertThat(Files.isSymbolicLink(path)).isFalse());
		assertThat(reopened()).hasSize(1);
		assertThat(warnings(output)).hasSize(1);
		assertThat(output).contains("session 'test'", "cookies.file " + file() + " is a symbolic link")
			.contains("Name the file itself");
	}

	@Test
	void targetOfALinkIsNotRead() throws IOException {
		open().receive(SITE, "a=others").jar().close();
		Path others = Files.move(file(), this.folder.resolve("others"));
		byte[] before = Files.readAllBytes(others);
		Files.createSymbolicLink(file(), others);
		assertThat(reopened()).isEmpty();
		assertThat(others).hasBinaryContent(before);
	}

	@Test
	void laterLinkIsReplaced() throws IOException {
		Path precious = Files.writeString(this.folder.resolve("precious"), "precious");
		JarUser user = open().receive(SITE, "a=1");
		Files.createSymbolicLink(file(), precious);
		Files.createSymbolicLink(this.folder.resolve("jar.tmp"), precious);
		user.jar().close();
		assertThat(precious).hasContent("precious");
		assertThat(reopened()).hasSize(1);
	}

	@Test
	void danglingLinkIsReplaced() throws IOException {
		Path missing = this.folder.resolve("missing");
		Files.createSymbolicLink(file(), missing);
		open().receive(SITE, "a=1").jar().close();
		assertThat(missing).doesNotExist();
		assertThat(reopened()).hasSize(1);
	}

	/**
	 * Id {@code cookie-file-mode}.
	 */
	@Test
	void isReadableByOwnerOnlyWhileWritten() throws Exception {
		Path successor = this.folder.resolve("jar.tmp");
		JarUser user = open();
		String[] cookies = IntStream.range(0, 150)
			.mapToObj((i) -> "c" + i + "=" + "x".repeat(4000))
			.toArray(String[]::new);
		IntStream.range(0, 20).forEach((i) -> user.receive("https://h" + i + ".example.com/", cookies));
		Set<String> modes = new HashSet<>();
		try (BackgroundCalls calls = new BackgroundCalls()) {
			Future<?> closing = calls.start(() -> {
				user.jar().close();
				return null;
			});
			while (!closing.isDone()) {
				try {
					modes.add(mode(successor));
				}
				catch (NoSuchFileException ex) {
					// not started yet, or renamed already
				}
			}
			closing.get();
		}
		assertThat(modes).containsExactly("rw-------");
		assertThat(mode(file())).isEqualTo("rw-------");
	}

	/**
	 * Id {@code cookie-file-mode}.
	 */
	@Test
	void leftoverOfAWriteIsNotReused() throws IOException {
		Path successor = Files.writeString(this.folder.resolve("jar.tmp"), "left over");
		Files.setPosixFilePermissions(successor, PosixFilePermissions.fromString("rw-rw-rw-"));
		open().receive(SITE, "a=1").jar().close();
		assertThat(mode(file())).isEqualTo("rw-------");
		assertThat(successor).doesNotExist();
	}

	/**
	 * Id {@code cookie-file-mode}.
	 */
	@Test
	void renamedFileIsReadableByOwnerOnly() throws IOException {
		Files.writeString(file(), "sessions-cookies 1\ndamaged");
		Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
		assertThat(reopened()).isEmpty();
		assertThat(mode(this.folder.resolve("jar.corrupt"))).isEqualTo("rw-------");
		try (RandomAccessFile sparse = new RandomAccessFile(file().toFile(), "rw")) {
			sparse.setLength(17L << 20);
		}
		Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
		try (CookieJar jar = open(CookieSettings.defaults().withMaxCount(10)).jar()) {
			assertThat(jar.list()).isEmpty();
		}
		assertThat(mode(this.folder.resolve("jar.corrupt-2"))).isEqualTo("rw-------");
	}

	private static String mode(Path path) throws IOException {
		return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
	}

	@Test
	void folderIsCreated() {
		CookieSettings settings = CookieSettings.defaults().withFile(this.folder.resolve("x/y/jar"));
		new JarUser(settings, this.due::add).receive(SITE, "a=1").jar().close();
		assertThat(this.folder.resolve("x/y/jar")).isRegularFile();
	}

	@Test
	void unusablePathIsRejected() throws IOException {
		Files.createFile(file());
		for (Path path : List.of(this.folder, file().resolve("jar"), Path.of("/dev/null"), Path.of("/proc/no/jar"))) {
			assertThatExceptionOfType(CookieFileException.class)
				.isThrownBy(() -> CookieJar.open(CookieSettings.defaults().withFile(path), "test", this.due::add,
						Clock.systemUTC()))
				.withMessageContaining("cookies.file of the session 'test' is " + path + ", which cannot be used: ")
				.withMessageContaining("Name a file in a folder that the application may write to");
		}
	}

	@Test
	void fileIsNotTouchedWhenCookiesAreDisabled() throws IOException {
		Files.writeString(file(), "foreign");
		open(CookieSettings.defaults().withEnabled(false)).jar().close();
		assertThat(file()).hasContent("foreign");
	}

	@Test
	void unreachableJarReleasesItsFile() {
		// the jar is unreachable
		open();
		await().ignoreExceptions().until(() -> {
			System.gc();
			open().jar().close();
			return true;
		});
	}

}
