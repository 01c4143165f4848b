package org.loanengine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** What the pages show is compiled as a program of another package, runs, and prints what they say. */
class PagesTest {
    private static final String IMPORTS = "import java.math.*;\nimport java.time.*;\nimport java.util.*;\nimport org.loanengine.*;\n"
            + "import org.loanengine.Currency;\n";

    private static void shown(Path page) throws Exception {
        String body = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Support.read(page)).results()
                .map(block -> block.group(1)).collect(Collectors.joining());
        String expected = Pattern.compile("System\\.out\\.println\\(.*\\); +// (.*)$", Pattern.MULTILINE).matcher(body).results()
                .map(said -> said.group(1) + "\n").collect(Collectors.joining());
        assertFalse(expected.isEmpty(), page + " shows nothing");
        Path folder = Files.createTempDirectory("loanengine-pages-");
        Path source = folder.resolve("Shown.java");
        Files.writeString(source, IMPORTS + "public class Shown {\n    public static void main(String[] arguments) {\n" + body + "    }\n}\n");
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        int code = ToolProvider.getSystemJavaCompiler().run(null, said, said, "-cp", System.getProperty("java.class.path"),
                "-d", folder.toString(), source.toString());
        assertEquals(0, code, said.toString(StandardCharsets.UTF_8));
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (var loader = new URLClassLoader(new java.net.URL[] {folder.toUri().toURL()}, PagesTest.class.getClassLoader())) {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            loader.loadClass("Shown").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        assertEquals(expected, out.toString(StandardCharsets.UTF_8));
        Files.delete(source);
        Files.delete(folder.resolve("Shown.class"));
        Files.delete(folder);
    }

    @Test
    void readme() throws Exception {
        shown(Support.ROOT.resolve("bindings/java/README.md"));
    }

    @Test
    void hosts() throws Exception {
        shown(Support.ROOT.resolve("docs/hosts.md"));
    }

    /** The package carries its licences, and says where libgmp's source is and how to replace it. */
    @Test
    void licences() throws Exception {
        for (String name : new String[] {"LICENSE", "licenses/LGPL-3.txt", "licenses/GPL-3.txt", "licenses/GPL-2.txt", "licenses/libgmp.txt"}) {
            try (var text = Loan.class.getResourceAsStream("/META-INF/" + name)) {
                assertTrue(text != null && text.readAllBytes().length > 500, name);
            }
        }
        try (var text = Loan.class.getResourceAsStream("/META-INF/licenses/libgmp.txt")) {
            String said = Support.text(text.readAllBytes());
            assertTrue(said.contains("https://gmplib.org/") && said.contains("To replace it") && !said.contains("@"), said);
        }
    }
}
