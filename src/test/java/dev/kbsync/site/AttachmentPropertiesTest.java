package dev.kbsync.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** Which files are read. */
class AttachmentPropertiesTest {

    private static AttachmentProperties of(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("kbsync.attachments", AttachmentProperties.class);
    }

    @Test
    void byDefaultWhatHasText() {
        AttachmentProperties properties = of(Map.of());

        assertThat(properties.maxSize().toMegabytes()).isEqualTo(20);
        assertThat(
                        Stream.of(
                                "application/pdf",
                                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                                "application/vnd.oasis.opendocument.text",
                                "TEXT/CSV"))
                .allMatch(properties::wants);
        assertThat(Stream.of("image/png", "application/zip", "", "application/pdfx"))
                .noneMatch(properties::wants);
    }

    @Test
    void whatTheSettingSays() {
        AttachmentProperties properties =
                of(Map.of("kbsync.attachments.types", "application/pdf, text/*"));

        assertThat(properties.wants("application/pdf")).isTrue();
        assertThat(properties.wants("text/plain")).isTrue();
        assertThat(properties.wants("application/rtf")).isFalse();
    }
}
