package dev.kbsync.confluence;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Counts requests and points by site since the start of the process. */
@Component
public class UsageMeter {

    private final Map<String, Usage> bySite = new ConcurrentHashMap<>();

    void request(String site) {
        bySite.merge(site, new Usage(1, 1), Usage::plus);
    }

    void objects(String site, long number) {
        bySite.merge(site, new Usage(0, number), Usage::plus);
    }

    public Usage of(String site) {
        return bySite.getOrDefault(site, Usage.NONE);
    }
}
