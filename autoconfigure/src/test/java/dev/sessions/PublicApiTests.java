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
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the public types outside {@code internal} with {@code public-api.txt}, so that
 * none is published or removed by accident.
 */
class PublicApiTests {

	@Test
	void visibleTypesMatchTheList() throws IOException {
		List<String> visible = visibleTypes();
		List<String> listed = listedTypes();
		assertThat(listed).withFailMessage(() -> difference(visible, listed)).isEqualTo(visible);
	}

	private List<String> visibleTypes() {
		return new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
			.importPackages("dev.sessions")
			.stream()
			.filter(JavaClass.Predicates.resideOutsideOfPackage("..internal.."))
			.filter(this::isVisible)
			.map((type) -> type.getName().replace('$', '.'))
			.sorted()
			.toList();
	}

	private boolean isVisible(JavaClass type) {
		boolean visible = type.getModifiers().contains(JavaModifier.PUBLIC)
				|| type.getModifiers().contains(JavaModifier.PROTECTED);
		return visible && type.getEnclosingClass().map(this::isVisible).orElse(true);
	}

	private List<String> listedTypes() throws IOException {
		try (InputStream list = getClass().getResourceAsStream("/public-api.txt")) {
			assertThat(list).as("public-api.txt").isNotNull();
			return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
		}
	}

	private String difference(List<String> visible, List<String> listed) {
		List<String> added = new ArrayList<>(visible);
		added.removeAll(listed);
		List<String> removed = new ArrayList<>(listed);
		removed.removeAll(visible);
		if (added.isEmpty() && removed.isEmpty()) {
			return "public-api.txt is to be sorted, each type once";
		}
		StringBuilder message = new StringBuilder("public-api.txt is not what the code has");
		append(message, "Lines to add", added);
		append(message, "Lines to remove", removed);
		return message.toString();
	}

	private void append(StringBuilder message, String heading, List<String> lines) {
		if (!lines.isEmpty()) {
			message.append("\n\n").append(heading).append(":\n").append(String.join("\n", lines));
		}
	}

}
