package dev.kbsync.proof;

import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The folder equals what the site shows, after thousands of random steps. {@code -Dmodel.seed=N
 * -Dmodel.steps=N} plays one seed, as long as wanted.
 */
class ModelIT {

    private static final int STEPS = Integer.getInteger("model.steps", 150);

    static LongStream seeds() {
        Long one = Long.getLong("model.seed");
        return one == null ? LongStream.of(0, 3, 26) : LongStream.of(one);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theFolderFollowsTheSite(long seed, @TempDir Path folder) {
        Model.play(folder, seed, STEPS);
    }
}
