package org.loanengine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads the native part: from the folder of the property {@code org.loanengine.native}, else out of the package. */
final class NativeLibrary {
    private static final String PROPERTY = "org.loanengine.native";
    private static final String OWN = "libloanengine-java.so";
    /** What the package carries beside it, in the same folder, where it is looked for. */
    private static final String[] OTHERS = {"libloanengine.so.1", "libloanengine-json.so.1", "libgmp.so.10"};

    private NativeLibrary() {}

    static void load() {
        String folder = System.getProperty(PROPERTY);
        if (folder == null) {
            loadFromPackage();
        } else {
            System.load(Path.of(folder).toAbsolutePath().resolve(OWN).toString());
        }
    }

    /** Says what does not fit: no figure is computed with structs that lie otherwise. */
    static void check() {
        same("interface", Native.abiVersion(), Layout.ABI);
        same("interface of documents", Native.jsonAbiVersion(), Layout.JSON_ABI);
        try (Arena arena = Arena.open()) {
            for (int i = 0; i < Layout.SIZES.length; i += 2) {
                String name = (String) Layout.SIZES[i];
                long size = Native.sizeOf(arena.bytes(name).address);
                same(name, size, (Integer) Layout.SIZES[i + 1]);
            }
        }
    }

    private static void same(String what, long found, long made) {
        if (found != made) {
            throw new UnsatisfiedLinkError("the library has " + what + " " + found + ", the package was made for " + made);
        }
    }

    private static void loadFromPackage() {
        String where = "native/linux-" + System.getProperty("os.arch") + "/";
        try {
            Path folder = Files.createTempDirectory("loanengine-");
            try {
                for (String name : OTHERS) {
                    extract(where + name, folder.resolve(name));
                }
                extract(where + OWN, folder.resolve(OWN));
                System.load(folder.resolve(OWN).toString());
            } finally {
                // What is loaded stays loaded: nothing is left behind, however the process ends.
                for (String name : OTHERS) {
                    Files.deleteIfExists(folder.resolve(name));
                }
                Files.deleteIfExists(folder.resolve(OWN));
                Files.deleteIfExists(folder);
            }
        } catch (IOException error) {
            throw new UncheckedIOException("the native part cannot be written to a temporary folder", error);
        }
    }

    private static void extract(String resource, Path to) throws IOException {
        try (InputStream content = NativeLibrary.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new UnsatisfiedLinkError("the package has no " + resource + ": it is for other machines; say -D" + PROPERTY + "=FOLDER");
            }
            Files.copy(content, to);
        }
    }
}
