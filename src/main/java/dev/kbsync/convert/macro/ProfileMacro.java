package dev.kbsync.convert.macro;

import dev.kbsync.convert.handling.Conversion;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.handling.Macro;
import dev.kbsync.convert.handling.Resource;
import dev.kbsync.page.Census.Treatment;
import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * A person, as a mention: {@code <ac:structured-macro ac:name="profile"><ac:parameter
 * ac:name="user"><ri:user ri:account-id="..." /></ac:parameter></ac:structured-macro>}.
 */
public final class ProfileMacro implements ElementHandler {

    @Override
    public Set<String> names() {
        return Set.of("{profile}", "{profile-picture}");
    }

    @Override
    public Treatment handle(Element element, Conversion page) {
        Macro macro = Macro.of(element);
        Element named = macro.resource("user");
        Resource user =
                Resource.of(named == null ? byText(macro.parameter("user")) : named, "", page);
        Marker.link(user.text(), user.target(), page);
        return Treatment.NAMED;
    }

    /** Confluence 4 has a user's name there, Confluence of today an account id. */
    private static Element byText(String user) {
        return new Element("ri:user")
                .attr(user.contains(":") ? "ri:account-id" : "ri:username", user);
    }
}
