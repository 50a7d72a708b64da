package dev.kbsync.deliver.s3;

import dev.kbsync.deliver.SinkSettings;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/**
 * The key of a sink, read for each request: {@code kbsync.sinks.<name>.access-key} and {@code
 * .secret-key}. Without them AWS's own ways hold: environment, profile, role.
 */
final class S3Credentials implements AwsCredentialsProvider {

    private static final AwsCredentialsProvider USUAL =
            DefaultCredentialsProvider.builder().build();

    private final SinkSettings settings;
    private final String sink;

    S3Credentials(SinkSettings settings, String sink) {
        this.settings = settings;
        this.sink = sink;
    }

    @Override
    public AwsCredentials resolveCredentials() {
        String key = settings.text(sink, "access-key");
        return key.isEmpty()
                ? USUAL.resolveCredentials()
                : AwsBasicCredentials.create(key, settings.text(sink, "secret-key"));
    }
}
