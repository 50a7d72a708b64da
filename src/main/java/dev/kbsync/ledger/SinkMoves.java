package dev.kbsync.ledger;

import dev.kbsync.page.SinkTargets;
import dev.kbsync.site.Site;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Notices that a sink has another folder or address. The ledger's rows are then about another
 * place: they are parked until the sink is there again, and everything is delivered anew. So it is
 * where files in the same place are to have another shape.
 */
@Component
public class SinkMoves {

    private static final Logger log = LoggerFactory.getLogger(SinkMoves.class);

    private final JdbcClient jdbc;
    private final SinkTargets targets;
    private final ParkedDocuments parked;
    private final TransactionOperations transaction;

    public SinkMoves(
            JdbcClient jdbc,
            SinkTargets targets,
            ParkedDocuments parked,
            TransactionOperations transaction) {
        this.jdbc = jdbc;
        this.targets = targets;
        this.parked = parked;
        this.transaction = transaction;
    }

    /**
     * The site's sinks that are elsewhere, or write otherwise, than when the site was last synced.
     */
    public Set<String> of(Site site) {
        Map<String, String> known = known(site.knownCloudId());
        return site.sinks().stream()
                .filter(
                        sink ->
                                !targets.of(sink).isEmpty()
                                        && known.containsKey(sink)
                                        && !targets.of(sink).equals(known.get(sink)))
                .collect(Collectors.toSet());
    }

    private Map<String, String> known(String cloudId) {
        Map<String, String> known = new HashMap<>();
        jdbc.sql("select sink, target from sink_target where cloud_id = ?")
                .params(cloudId)
                .query(
                        row -> {
                            known.put(row.getString(1), row.getString(2));
                        });
        return known;
    }

    /** Has the ledger's rows be about the places that the site's sinks have now. */
    public void settle(Site site) {
        String cloudId = site.knownCloudId();
        Map<String, String> known = known(cloudId);
        Set<String> moved = of(site);
        for (String sink : site.sinks()) {
            String target = targets.of(sink);
            if (!target.isEmpty() && !target.equals(known.get(sink))) {
                transaction.executeWithoutResult(
                        status -> {
                            note(cloudId, sink, target);
                            if (moved.contains(sink)) {
                                move(site, sink, known.getOrDefault(sink, ""), target);
                            } else {
                                parked.unpark(cloudId, sink, SinkTargets.place(target));
                            }
                        });
            }
        }
    }

    private void move(Site site, String sink, String from, String to) {
        String cloudId = site.knownCloudId();
        String place = SinkTargets.place(to);
        if (place.equals(SinkTargets.place(from))) {
            log.info(
                    "{}: sink \"{}\" has another profile or format, or vectors of another model; everything is delivered again",
                    site.name(),
                    sink);
            doubt(cloudId, sink);
            return;
        }
        log.info(
                "{}: sink \"{}\" has another folder, address or index; everything is delivered there, and"
                        + " what lies at the former one stays",
                site.name(),
                sink);
        parked.park(cloudId, sink, SinkTargets.place(from));
        doubt(cloudId, sink);
        parked.unpark(cloudId, sink, place);
    }

    private void note(String cloudId, String sink, String target) {
        jdbc.sql(
                        """
                        insert into sink_target (cloud_id, sink, target) values (?, ?, ?)
                        on conflict (cloud_id, sink) do update set target = excluded.target\
                        """)
                .params(cloudId, sink, target)
                .update();
    }

    /** What may lie at the new place, or in the new shape, was never confirmed. */
    private void doubt(String cloudId, String sink) {
        jdbc.sql(
                        """
                        update ledger_sink set fingerprint = '',
                          paths = '?' || replace(paths, :line, :unconfirmed)
                        where cloud_id = :cloud and sink = :sink\
                        """)
                .param("line", "\n")
                .param("unconfirmed", "\n?")
                .param("cloud", cloudId)
                .param("sink", sink)
                .update();
    }
}
