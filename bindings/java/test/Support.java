package org.loanengine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What tests share: the golden cases, and the command line that prints them. */
final class Support {
    static final Path ROOT = Path.of(System.getProperty("org.loanengine.root", System.getProperty("loanengine.root")));

    private Support() {}

    /**
     * A golden case.
     *
     * @param file where it is
     * @param text its text on a line
     * @param printed what the command line prints for it on a line
     */
    record Golden(Path file, String text, String printed) {
        Map<String, Object> error() {
            return object(Json.object(printed).get("error"));
        }

        boolean isPortfolio() {
            return file.toString().contains("portfolio");
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Runs the command line. */
    static byte[] command(byte[] input, List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.add(0, System.getenv("LOAN_ENGINE"));
        try {
            Path file = Files.createTempFile("loanengine-test-", ".in");
            Files.write(file, input);
            Process process = new ProcessBuilder(all).redirectInput(file.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD).start();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            process.getInputStream().transferTo(out);
            process.waitFor();
            Files.delete(file);
            return out.toByteArray();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        } catch (InterruptedException error) {
            throw new IllegalStateException(error);
        }
    }

    private static List<Golden> goldens;

    /** All files of Fixtures, evaluated by one run of the command line. */
    static synchronized List<Golden> goldens() {
        if (goldens != null) {
            return goldens;
        }
        List<Path> files;
        try (var found = Files.walk(ROOT.resolve("Fixtures"))) {
            files = found.filter(path -> path.toString().endsWith(".json")).sorted().toList();
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
        List<String> texts = files.stream().map(file -> read(file).replaceAll("\\s*\n\\s*", " ").strip()).toList();
        byte[] printed = command(utf8(String.join("\n", texts) + "\n"), List.of("evaluate", "--jsonl-input"));
        String[] lines = text(printed).split("(?<=\n)");
        if (lines.length != files.size() || files.size() < 1900) {
            throw new IllegalStateException(lines.length + " lines of " + files.size() + " files");
        }
        List<Golden> made = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            made.add(new Golden(files.get(i), texts.get(i), lines[i]));
        }
        goldens = made;
        return goldens;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    static LocalDate date(String text) {
        return LocalDate.parse(text);
    }

    static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    /** 50 000.00 at 24 % a year in twelve months. */
    static Terms terms() {
        return builder().build();
    }

    static TermsBuilder builder() {
        return Terms.builder("NGN").principalAmount("50000").rate("24", RatePer.YEAR).term(12, Unit.MONTH)
                .disbursedAt(date("2026-03-11"));
    }
}
