package dev.kbsync.simulator.http;

/**
 * A request that ends here with an error: the answer to give, thrown from where it is found out.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Answer answer;

    public Refusal(Answer answer) {
        super("HTTP " + answer.status(), null, false, false);
        this.answer = answer;
    }

    public Answer answer() {
        return answer;
    }
}
