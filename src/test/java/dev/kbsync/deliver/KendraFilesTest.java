package dev.kbsync.deliver;

/** The kind {@code file-sink} with sidecars. */
class KendraFilesTest extends FileSinkTest {

    @Override
    protected String profile() {
        return "kendra";
    }
}
