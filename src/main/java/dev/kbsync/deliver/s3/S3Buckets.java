package dev.kbsync.deliver.s3;

import dev.kbsync.deliver.SinkSettings;
import dev.kbsync.egress.Egress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Opens buckets. Clients are kept, since making one takes a while. */
@Component("s3Buckets")
public class S3Buckets implements DisposableBean {

    private final SinkSettings settings;
    private final Egress egress;
    private final Map<Access, S3Client> clients = new ConcurrentHashMap<>();

    S3Buckets(SinkSettings settings, Egress egress) {
        this.settings = settings;
        this.egress = egress;
    }

    /** What makes one client differ from another. */
    private record Access(String sink, String url, String region, Duration patience) {}

    /**
     * Body out: the bucket.
     *
     * @param url address of a server other than Amazon's; empty for Amazon's
     * @param region region of the bucket; empty for the one of the environment
     * @param wait how long a request may take, in milliseconds
     * @throws Exception if no client can be made: there is no region, or no credential
     */
    public S3Bucket open(String sink, String url, String region, String bucket, long wait)
            throws Exception {
        if (bucket.isBlank()) {
            throw new IllegalStateException(
                    "kbsync.sinks.%1$s.bucket is not set; set it or take \"%1$s\" out of kbsync.deliver.to"
                            .formatted(sink));
        }
        Access access = new Access(sink, url.strip(), region.strip(), Duration.ofMillis(wait));
        try {
            return new S3Bucket(clients.computeIfAbsent(access, this::client), bucket.strip());
        } catch (SdkException e) {
            throw S3Failures.of(e, bucket);
        }
    }

    private S3Client client(Access access) {
        S3Http http = new S3Http(egress, access.patience());
        try {
            return client(access, http);
        } catch (RuntimeException e) {
            http.close();
            throw e;
        }
    }

    private S3Client client(Access access, S3Http http) {
        Duration wait = access.patience();
        S3ClientBuilder builder =
                S3Client.builder()
                        .httpClient(http)
                        .credentialsProvider(new S3Credentials(settings, access.sink()))
                        // Routes try again, where it is seen.
                        .overrideConfiguration(
                                all ->
                                        all.apiCallTimeout(wait.multipliedBy(2))
                                                .retryStrategy(DefaultRetryStrategy.doNotRetry()))
                        // Servers other than Amazon's may not know how sums are appended.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .serviceConfiguration(s3 -> s3.chunkedEncodingEnabled(false));
        if (!access.url().isEmpty()) {
            builder.endpointOverride(URI.create(access.url()))
                    .forcePathStyle(true)
                    .region(Region.US_EAST_1);
        }
        if (!access.region().isEmpty()) {
            builder.region(Region.of(access.region()));
        }
        return builder.build();
    }

    @Override
    public void destroy() {
        clients.values().forEach(S3Client::close);
    }
}
