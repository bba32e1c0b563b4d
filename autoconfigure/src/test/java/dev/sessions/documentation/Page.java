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

package dev.sessions.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param file the file
 * @param text its text
 */
public record Page(Path file, String text) {

	/**
	 * The root of the project, seen from the folder of a module.
	 */
	static final Path ROOT = Path.of("..");

	private static final Pattern HEADING = Pattern.compile("^#{1,6} (.+)$", Pattern.MULTILINE);

	private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

	/**
	 * The pages at the root of the project and those in {@code docs}, sorted.
	 * @return the pages
	 */
	public static List<Page> all() {
		return Stream.concat(in(ROOT), in(ROOT.resolve("docs"))).toList();
	}

	/**
	 * The pages for users: the README and the pages in {@code docs}.
	 * @return the pages
	 */
	public static List<Page> ofUsers() {
		return all().stream().filter((page) -> page.isInDocs() || page.name().equals("README.md")).toList();
	}

	static Page of(String file) {
		return read(ROOT.resolve(file));
	}

	private static Stream<Page> in(Path folder) {
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.toString().endsWith(".md")).sorted().toList().stream().map(Page::read);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Page read(Path file) {
		try {
			return new Page(file, Files.readString(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The name of the file.
	 * @return the name
	 */
	public String name() {
		return this.file.getFileName().toString();
	}

	boolean isInDocs() {
		return this.file.startsWith(ROOT.resolve("docs"));
	}

	/**
	 * The fenced blocks, in order.
	 * @return the blocks
	 */
	public List<Fence> fences() {
		List<Fence> fences = new ArrayList<>();
		List<String> lines = this.text.lines().toList();
		for (int i = 0; i < lines.size(); i++) {
			if (lines.get(i).startsWith("```")) {
				int start = i;
				do {
					i++;
				}
				while (!lines.get(i).equals("```"));
				String[] info = (lines.get(start).substring(3) + " ").split(" ", 2);
				String code = String.join("\n", lines.subList(start + 1, i)) + "\n";
				fences.add(new Fence(name(), start + 2, info[0], info[1].strip(), code));
			}
		}
		return fences;
	}

	/**
	 * The text without its fenced blocks.
	 * @return the prose, with its headings and tables
	 */
	String prose() {
		return Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL).matcher(this.text).replaceAll("");
	}

	/**
	 * The first paragraph below the title.
	 * @return the paragraph
	 */
	String firstParagraph() {
		return this.text.split("\n\n", 3)[1];
	}

	/**
	 * The targets of all links and pictures.
	 * @return the targets, as written
	 */
	List<String> links() {
		return LINK.matcher(prose()).results().map((link) -> link.group(1)).toList();
	}

	/**
	 * The anchors of the headings, as GitHub makes them.
	 * @return the anchors, without {@code #}
	 */
	Set<String> anchors() {
		Set<String> anchors = new HashSet<>();
		HEADING.matcher(prose()).results().map((heading) -> anchor(heading.group(1))).forEach((anchor) -> {
			String unique = anchor;
			for (int i = 1; !anchors.add(unique); i++) {
				unique = anchor + "-" + i;
			}
		});
		return anchors;
	}

	private static String anchor(String heading) {
		String words = heading.replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1").toLowerCase(Locale.ROOT).strip();
		return words.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
	}

	@Override
	public String toString() {
		return name();
	}

}
