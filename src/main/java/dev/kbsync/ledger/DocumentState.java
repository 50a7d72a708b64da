package dev.kbsync.ledger;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a document stands, what a person has to know first. */
public enum DocumentState {
    WITHHELD("withheld"),
    FAILED("failed"),
    DISMISSED("dismissed"),
    KEPT("kept"),
    /** Announced and not confirmed yet, or to be delivered again. */
    WAITING("waiting"),
    /** The routes hand it to no sink any more; what these hold stays. */
    FILTERED("filtered"),
    DELIVERED("delivered");

    private final String word;

    DocumentState(String word) {
        this.word = word;
    }

    /** As people read and write it. */
    public String word() {
        return word;
    }

    /**
     * @throws IllegalArgumentException with one sentence, if there is none of that name
     */
    public static DocumentState of(String word) {
        return Stream.of(values())
                .filter(state -> state.word.equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "There is no state \"%s\"; the states are: %s."
                                                .formatted(
                                                        word,
                                                        Stream.of(values())
                                                                .map(DocumentState::word)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }
}
