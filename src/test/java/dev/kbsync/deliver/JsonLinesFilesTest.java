package dev.kbsync.deliver;

/** The kind {@code file-sink} with lines of JSON. */
class JsonLinesFilesTest extends FileSinkTest {

    @Override
    protected String profile() {
        return "jsonl";
    }
}
