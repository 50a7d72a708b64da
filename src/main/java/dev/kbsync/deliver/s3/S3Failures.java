package dev.kbsync.deliver.s3;

import dev.kbsync.deliver.SinkBusyException;
import dev.kbsync.deliver.SinkSetupException;
import dev.kbsync.egress.EgressException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.springframework.core.NestedExceptionUtils;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Says of what the AWS SDK throws what it means for a delivery. */
final class S3Failures {

    private static final String RETRY_AFTER = "Retry-After";

    private S3Failures() {}

    static Exception of(SdkException failure, String bucket) {
        if (failure instanceof S3Exception answered) {
            return of(answered, bucket);
        }
        if (EgressException.in(failure) != null) {
            return failure;
        }
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        if (cause instanceof IOException || failure instanceof ApiCallTimeoutException) {
            return new SinkBusyException(
                    "did not answer (%s: %s); the page is tried again."
                            .formatted(cause.getClass().getSimpleName(), cause.getMessage()));
        }
        return new SinkSetupException(
                "cannot be asked (%s); check its region, and its access-key and secret-key or the credentials of the environment."
                        .formatted(cause.getMessage()));
    }

    private static Exception of(S3Exception answered, String bucket) {
        int status = answered.statusCode();
        if (status == 404) {
            return new SinkSetupException(
                    "has no bucket \"%s\"; create it, or correct bucket, address or region."
                            .formatted(bucket));
        }
        if (status >= 300 && status < 400) {
            return new SinkSetupException(
                    "has the bucket \"%s\" in another region (%d); set the Kamelet's region."
                            .formatted(bucket, status));
        }
        Map<String, String> headers = new HashMap<>();
        Optional.ofNullable(answered.awsErrorDetails())
                .flatMap(details -> Optional.ofNullable(details.sdkHttpResponse()))
                .flatMap(response -> response.firstMatchingHeader(RETRY_AFTER))
                .ifPresent(wait -> headers.put(RETRY_AFTER, wait));
        return new HttpOperationFailedException("s3", status, "", null, headers, "");
    }
}
