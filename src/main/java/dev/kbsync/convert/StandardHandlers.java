package dev.kbsync.convert;

import dev.kbsync.convert.element.BlockHandler;
import dev.kbsync.convert.element.BreakHandler;
import dev.kbsync.convert.element.DroppedHandler;
import dev.kbsync.convert.element.EmoticonHandler;
import dev.kbsync.convert.element.HeadingHandler;
import dev.kbsync.convert.element.HtmlImageHandler;
import dev.kbsync.convert.element.ImageHandler;
import dev.kbsync.convert.element.InlineHandler;
import dev.kbsync.convert.element.LinkHandler;
import dev.kbsync.convert.element.ListHandler;
import dev.kbsync.convert.element.MarkHandler;
import dev.kbsync.convert.element.ParagraphHandler;
import dev.kbsync.convert.element.PreformattedHandler;
import dev.kbsync.convert.element.QuoteHandler;
import dev.kbsync.convert.element.ResourceHandler;
import dev.kbsync.convert.element.ResourceLinkHandler;
import dev.kbsync.convert.element.TableHandler;
import dev.kbsync.convert.element.TaskListHandler;
import dev.kbsync.convert.element.TemplateVariableHandler;
import dev.kbsync.convert.element.TermHandler;
import dev.kbsync.convert.element.TimeHandler;
import dev.kbsync.convert.element.UnknownElementHandler;
import dev.kbsync.convert.handling.ElementHandler;
import dev.kbsync.convert.macro.AdfExtensionHandler;
import dev.kbsync.convert.macro.AnchorMacro;
import dev.kbsync.convert.macro.BodyMacro;
import dev.kbsync.convert.macro.ButtonMacro;
import dev.kbsync.convert.macro.CalloutMacro;
import dev.kbsync.convert.macro.CodeMacro;
import dev.kbsync.convert.macro.DateMacro;
import dev.kbsync.convert.macro.DiagramMacro;
import dev.kbsync.convert.macro.DiagramSourceMacro;
import dev.kbsync.convert.macro.FileMacro;
import dev.kbsync.convert.macro.IncludeMacro;
import dev.kbsync.convert.macro.JiraMacro;
import dev.kbsync.convert.macro.MarkdownMacro;
import dev.kbsync.convert.macro.MarkupMacro;
import dev.kbsync.convert.macro.MathMacro;
import dev.kbsync.convert.macro.NavigationMacro;
import dev.kbsync.convert.macro.ProfileMacro;
import dev.kbsync.convert.macro.RoadmapMacro;
import dev.kbsync.convert.macro.StatusMacro;
import dev.kbsync.convert.macro.TitledMacro;
import dev.kbsync.convert.macro.UnknownMacro;
import dev.kbsync.convert.macro.WidgetMacro;
import java.util.List;

/** Lists what can be converted: a new element or macro is one class, named here. */
final class StandardHandlers {

    private StandardHandlers() {}

    /**
     * All handlers, of which the first that serves a name is taken: macros, then elements, then
     * those for all the others. A new one goes to the top.
     */
    static List<ElementHandler> all() {
        return List.of(
                new AnchorMacro(),
                new BodyMacro(),
                new ButtonMacro(),
                new CalloutMacro(),
                new CodeMacro(),
                new DateMacro(),
                new DiagramMacro(),
                new DiagramSourceMacro(),
                new FileMacro(),
                new IncludeMacro(),
                new JiraMacro(),
                new MarkdownMacro(),
                new MarkupMacro(),
                new MathMacro(),
                new NavigationMacro(),
                new ProfileMacro(),
                new RoadmapMacro(),
                new StatusMacro(),
                new TitledMacro(),
                new WidgetMacro(),
                new AdfExtensionHandler(),
                new BlockHandler(),
                new BreakHandler(),
                new DroppedHandler(),
                new EmoticonHandler(),
                new HeadingHandler(),
                new HtmlImageHandler(),
                new ImageHandler(),
                new InlineHandler(),
                new LinkHandler(),
                new ListHandler(),
                new MarkHandler(),
                new ParagraphHandler(),
                new PreformattedHandler(),
                new QuoteHandler(),
                new ResourceHandler(),
                new ResourceLinkHandler(),
                new TableHandler(),
                new TaskListHandler(),
                new TemplateVariableHandler(),
                new TermHandler(),
                new TimeHandler(),
                new UnknownMacro(),
                new UnknownElementHandler());
    }
}
