package dev.kbsync.retrieval.cut;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.TokenCountEstimator;

/** Counts tokens by the same encoding for every cut. */
public final class Tokens implements TokenCountEstimator {

    private static final Encoding ENCODING =
            Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.CL100K_BASE);

    public static int of(String text) {
        return ENCODING.countTokensOrdinary(text);
    }

    @Override
    public int estimateTokenCountInText(String text) {
        return of(text);
    }

    @Override
    public int estimateTokenCountInMessage(ChatMessage message) {
        throw new UnsupportedOperationException("there are no messages here");
    }

    @Override
    public int estimateTokenCountInMessages(Iterable<ChatMessage> messages) {
        throw new UnsupportedOperationException("there are no messages here");
    }
}
