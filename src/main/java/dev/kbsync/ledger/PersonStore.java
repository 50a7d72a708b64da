package dev.kbsync.ledger;

import dev.kbsync.page.Person;
import dev.kbsync.page.UserNames;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The names of people, as listings tell them. One that becomes known makes the documents stale that
 * mention its bearer otherwise.
 */
@Component
public class PersonStore implements UserNames {

    private static final int LONGEST_ACCOUNT = 200;

    private final JdbcClient jdbc;
    private final LinkStore links;

    /** As they are in the database, by account: the same few people write most pages. */
    private final Map<String, String> known = new ConcurrentHashMap<>();

    public PersonStore(JdbcClient jdbc, LinkStore links) {
        this.jdbc = jdbc;
        this.links = links;
    }

    @Override
    public Optional<String> name(String accountId) {
        return Optional.ofNullable(
                known.computeIfAbsent(
                        accountId,
                        id ->
                                jdbc.sql("select name from person where account_id = ?")
                                        .param(id)
                                        .query(String.class)
                                        .optional()
                                        .orElse(null)));
    }

    @Override
    public void learn(Collection<Person> people) {
        for (Person person : people) {
            if (isNew(person)) {
                links.mentioning(person).mark();
                jdbc.sql(
                                """
                                insert into person (account_id, name) values (?, ?)
                                on conflict (account_id) do update set name = excluded.name\
                                """)
                        .params(person.accountId(), person.name())
                        .update();
                known.put(person.accountId(), person.name());
            }
        }
    }

    /** The links that {@link #learn} marks. */
    public List<OutdatedLinks> outdatedBy(Collection<Person> people) {
        return people.stream().filter(this::isNew).map(links::mentioning).toList();
    }

    private boolean isNew(Person person) {
        return person.accountId().length() <= LONGEST_ACCOUNT
                && !person.name().equals(name(person.accountId()).orElse(""));
    }
}
