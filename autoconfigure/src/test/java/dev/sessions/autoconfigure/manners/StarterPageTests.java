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

package dev.sessions.autoconfigure.manners;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Verifies that the page of the starter names its dependencies, and the versions of those
 * that Spring Boot does not manage.
 */
class StarterPageTests {

	private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([a-z0-9-]+)</artifactId>");

	private static String page;

	@BeforeAll
	static void read() throws IOException {
		page = Files.readString(Path.of("../docs/starter.md"));
	}

	@Test
	void allDependenciesAreNamed() throws IOException {
		String pom = Files.readString(Path.of("../starter/pom.xml"));
		ARTIFACT.matcher(pom.substring(pom.indexOf("<dependencies>"), pom.indexOf("</dependencies>")))
			.results()
			.map((artifact) -> artifact.group(1))
			.forEach((artifact) -> assertThat(page).contains("`" + artifact + "`"));
	}

	@Test
	void versionThatSpringBootDoesNotManageIsNamed() throws IOException {
		String pom = Files.readString(Path.of("../pom.xml"));
		MatchResult version = Pattern.compile("<resilience4j.version>(.+)</resilience4j.version>")
			.matcher(pom)
			.results()
			.findFirst()
			.orElseThrow();
		assertThat(page).contains("Resilience4j " + version.group(1));
	}

}
