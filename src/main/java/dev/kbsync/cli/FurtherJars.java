package dev.kbsync.cli;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Jars that an operator has put into the folder {@code lib} beside kbsync's own, such as further
 * components of Camel. They come after everything that kbsync brings itself.
 */
final class FurtherJars {

    static final String FOLDER = "lib";

    /** How Spring Boot loads from a jar that holds other jars. */
    private static final String LAUNCHED = "LaunchedClassLoader";

    private FurtherJars() {}

    /**
     * Starts the program once more, with further jars on its class path. An installed kbsync has
     * them there already.
     *
     * @return false if there are none to add
     * @throws IllegalStateException if they cannot be used
     */
    static boolean start(String[] args) {
        if (!(Kbsync.class.getClassLoader() instanceof URLClassLoader own)
                || !own.getClass().getSimpleName().equals(LAUNCHED)) {
            return false;
        }
        try {
            Path jar = Path.of(System.getProperty("java.class.path")).toRealPath();
            List<URL> further = in(jar.resolveSibling(FOLDER));
            if (further.isEmpty()) {
                return false;
            }
            ClassLoader loader = with(own, further);
            Thread.currentThread().setContextClassLoader(loader);
            loader.loadClass(Kbsync.class.getName())
                    .getMethod("start", String[].class)
                    .invoke(null, (Object) args);
            return true;
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException("The jars in lib cannot be used: " + e, e);
        }
    }

    private static List<URL> in(Path folder) throws IOException {
        List<URL> jars = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.sorted().toList()) {
                    if (file.toString().endsWith(".jar")) {
                        jars.add(file.toUri().toURL());
                    }
                }
            }
        }
        return jars;
    }

    /** Not a loader below the other: what kbsync brings must see the further jars, too. */
    private static ClassLoader with(URLClassLoader own, List<URL> further)
            throws ReflectiveOperationException {
        List<URL> all = new ArrayList<>(List.of(own.getURLs()));
        all.addAll(further);
        return own.getClass()
                .getConstructor(boolean.class, URL[].class, ClassLoader.class)
                .newInstance(false, all.toArray(URL[]::new), own.getParent());
    }
}
