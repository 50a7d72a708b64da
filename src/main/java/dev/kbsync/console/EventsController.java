package dev.kbsync.console;

import dev.kbsync.history.RunProgress;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadPoolExecutor;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Tells open pages that a run moved on; they look again by themselves. */
@RestController
@ConditionalOnWebApplication
class EventsController {

    private static final long FOR_EVER = 0;
    private static final int AT_MOST = 50;

    private final Set<SseEmitter> pages = ConcurrentHashMap.newKeySet();
    private final Set<String> waiting = ConcurrentHashMap.newKeySet();

    /** After the shutdown it drops what runs that are ending still tell. */
    private final ThreadPoolTaskExecutor sender = new ThreadPoolTaskExecutor();

    EventsController() {
        sender.setThreadNamePrefix("events-");
        sender.setDaemon(true);
        sender.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        sender.setWaitForTasksToCompleteOnShutdown(true);
        sender.initialize();
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter events() {
        SseEmitter page = new SseEmitter(FOR_EVER);
        if (pages.size() >= AT_MOST) {
            page.complete();
            return page;
        }
        page.onCompletion(() -> pages.remove(page));
        page.onTimeout(page::complete);
        page.onError(error -> pages.remove(page));
        pages.add(page);
        // The answer's head leaves with the first event: without one the page would not know that
        // it listens, and what happened since it was drawn was told to nobody.
        send(page, "");
        return page;
    }

    /** Called by runs, which must not wait for a browser: the sending is done elsewhere. */
    @EventListener
    void progress(RunProgress progress) {
        if (waiting.add(progress.site())) {
            sender.execute(
                    () -> {
                        waiting.remove(progress.site());
                        List.copyOf(pages).forEach(page -> send(page, progress.site()));
                    });
        }
    }

    private void send(SseEmitter page, String site) {
        try {
            page.send(SseEmitter.event().name("progress").data(site));
        } catch (IOException | IllegalStateException e) {
            pages.remove(page);
        }
    }

    /** An open stream would hold up the shutdown. */
    @EventListener
    void closed(ContextClosedEvent event) {
        List.copyOf(pages).forEach(SseEmitter::complete);
        sender.shutdown();
    }
}
